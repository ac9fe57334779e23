"""Pages for planners: what is open when, where offers overlap, where there is nothing, and what if one moves."""

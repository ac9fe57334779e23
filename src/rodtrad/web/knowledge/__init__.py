"""Pages of the knowledge bank: routines, standards and house rules, with what held when."""

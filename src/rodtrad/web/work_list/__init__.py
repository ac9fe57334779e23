"""The work list with its filters, and the summary of a unit's month."""

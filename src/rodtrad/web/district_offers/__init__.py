"""Offering people to the district they belong to: the list, and moving a deadline with a reason."""

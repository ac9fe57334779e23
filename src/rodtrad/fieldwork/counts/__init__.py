"""Headcounts in the open scenes: zones, comparable series, rounds and their tallies. Nothing here is about any person.

Words: zone (a place with borders that hold for a time), series (zones, slots and a season that may be drawn as one line),
round (one zone, one time, one counter), tally (what was counted in it), coverage (walked all, partly or not at all: "not
counted" is never zero), sighting (seen outside the zones). Uses: organisations, inbox, rulebook. Used by: the phone app,
the count pages, and trends, which reads `queries` only.
"""

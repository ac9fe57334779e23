"""Counts on the large screen: zones, rounds, what is out now, and the look before it counts."""

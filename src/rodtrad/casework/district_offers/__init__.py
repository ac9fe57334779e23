"""Offered to the district by the next working day: when it is due, how it went, and a postponement with name and reason.

Words: duty (somebody is clear to belong to a district whose units do not hold them), due, late, postponement. Uses:
persons, responsibility, organisations, inbox, rulebook. Used by: worklists and the figures of the chain.
"""

"""Duties to report: who sends what to whom, how often, and what is due, sent and late.

Words: duty (rapporteringsplikt), turn (one period of a duty, due on a day), sent (by a named person, once).
Uses reports and forums. Used by: the ways in.
"""

"""Planned changes of setting: discharge, release, moving, going home, turning 18, the end of a place. None comes as a surprise.

Words: transition (overgang), checklist, readiness, override (with a reason that counts), departure (left unplanned),
tolerance window (the days after an opioid-free period). Uses: access, responsibility, stays, encounters, tasks. Used by:
the pages about a person, the work list, overdose. Nothing about a deadline is stored: notices follow from the day itself.
"""

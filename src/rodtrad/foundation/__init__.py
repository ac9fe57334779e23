"""What everything else stands on: actor, errors, clock, working days, ids, ciphers, accounts, audit, jobs.

Knows nothing about persons, units or screens.
"""

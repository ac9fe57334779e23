"""The house's own rules: deadlines, thresholds, code lists and texts that leads change themselves, dated and reversible.

A rule is a key with a default in `vocabulary.py` and dated versions in the database; history keeps the value of its day.
Words: rule, version, applies from. Used by: responsibility, and every domain with a deadline or a code list.
"""

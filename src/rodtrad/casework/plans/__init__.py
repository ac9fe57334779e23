"""The individual plan: one living plan a person, in their own words, by everybody around them.

Words: plan (individuell plan), status, passage (a piece of the plan's text), wording (one version of a passage), goal,
activity, evaluation, crisis plan, seen. Uses: access, care_teams, consents, responsibility, tasks. Used by: person page, portal.
A passage may be written by two at once: both wordings are kept and stand side by side until somebody who has seen both
settles it. Nothing written is ever overwritten or deleted (ADR 38).
"""

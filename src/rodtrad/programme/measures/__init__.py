"""Action plans: what a plan wants, its measures, who answers for each part, and what happened.

Words: action plan (tiltaksplan), aim (mål, strategi), measure (tiltak), part (a unit's part of a measure),
log entry (siste nytt), standing (how it goes, worked out), success factor, descent (from which measure another came).
Uses the registry. Used by: forums, risks, reports.
"""

"""Risks and consequences of a measure or a plan, thought through before it is adopted and followed up afterwards.

Words: analysis, consequence (for users, neighbours and other services), risk (what can happen), likelihood and severity
(one to five), level (their product), waived (decided without an analysis, with a reason).
Uses measures. Used by: forums, which adopts nothing whose analysis is asked for and not there.
"""

"""Indicators of the programme, and figures that others have published, each with everything it must be shown with.

Two definitions of one thing stand side by side and are never merged, subtracted or drawn as one line; at most bounds.
Words: indicator (a number with a definition), version (of its definition), external figure (somebody else's, as stated).
Uses: `statistics` (the gate) for what is counted here. Used by: the web.
"""

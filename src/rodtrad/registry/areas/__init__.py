"""Municipalities and city districts with their official codes, each valid for a period.

Words: area (kommune or bydel). Source of the codes: Statistics Norway, KLASS 131 and 103. Used by: persons (belonging).
"""

"""What the person has said yes and no to: consents by unit and section to a day, and blocks of a unit or a worker.

Words: consent, part (one unit and one section of it), block (sperre), release from confidentiality, processing basis.
Uses: persons, grants, laws. Used by: responsibility (which rebuilds access when records are joined), access, portal.
Staff come through `access.wishes`, which asks at the door first.
"""

"""Who a person is to us: from anonymous through a chosen name to identified, and back if they ask.

Words: person, alias, identity, national id, belonging (tilhørighet), clarification of belonging, merge, unlink.
Uses: areas. Used by: grants, responsibility, access. Nobody outside casework reads a person but through `access`.
"""

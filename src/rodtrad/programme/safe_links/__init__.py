"""Links by which a unit outside the system answers for its part of a measure, or tells that a decision is done.

Words: safe link (trygg lenke), guest (whoever holds the link). A link is for one thing, once, for a time. Only its hash is
kept. Uses measures and forums. Used by: the ways in.
"""

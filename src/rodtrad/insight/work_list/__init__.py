"""One list of everybody a post, or all the posts of a lead, works with, by why they need attention; and a unit's month.

Words: reason (why somebody needs attention; the most urgent one counts), drop (which filter hides all hits). Reads cases,
requests, tasks and offers due, each through the rights of the post it belongs to. Writes nothing.
"""

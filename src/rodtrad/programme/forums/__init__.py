"""Forums and their meetings: who sits where and when, what was to be decided, what was decided, and what came of it.

Words: forum (møteplass), membership, meeting, item (sak på dagsorden), decision (beslutning), pack (møtepakke),
minutes (referat), snapshot (planen slik den var), calendar link. No person can stand here: there is no link to one, and
texts are checked for identifiers. Uses measures and the registry. Used by: reports.
"""

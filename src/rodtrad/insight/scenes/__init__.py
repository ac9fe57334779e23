"""What the counts in the scenes say: trend, displacement, effect of a dated measure, agreement between counters.

Words: series, figure (one number with definition, period, n and "as of"), provenance (the rounds behind a figure), variant
(what closed zones count as), published figure (somebody else's number, beside ours and never among them). Reads the counts,
asks the methods of `insight.analyses`, and writes nothing. Used by the pages about trends.
"""

"""Half-open periods: the end is the first instant (or day) that no longer counts."""

from datetime import UTC, date, datetime

# The end of what has no end yet. Not NULL, so that keys, exclusion constraints and comparisons
# treat an open period like any other; not PostgreSQL's 'infinity', which Python cannot read.
OPEN_ENDED = datetime(9999, 12, 30, tzinfo=UTC)
OPEN_ENDED_ON = date(9999, 12, 30)

"""The periods a duty is about."""

from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = {"MONTHLY": 1, "QUARTERLY": 3, "YEARLY": 12}


def ended_periods(rhythm: str, *, since: date, on: date) -> Iterator[tuple[date, date]]:
    """Whole periods of the calendar from the one that `since` lies in, that have ended by `on`. The end is half-open."""
    months = MONTHS[rhythm]
    start = date(since.year, (since.month - 1) // months * months + 1, 1)
    while (end := _plus(start, months)) <= on:
        yield start, end
        start = end


def _plus(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def due_day(ended: date, *, days: int) -> date:
    return ended + timedelta(days=days)

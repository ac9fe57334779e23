"""Who has many acute stays: a count of beginnings within a window, and nothing else."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

CONTACT_WITHIN = timedelta(days=3)
A_MONTH = timedelta(days=30)
BEFORE_THE_END = timedelta(days=14)


@dataclass(frozen=True)
class Often:
    """How many acute stays began in the window, how many days they took, and whether that is many."""

    stays: int
    days: int
    since: date
    is_many: bool


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Contact:
    """When whoever has the ball looks in on somebody who has a bed elsewhere."""

    step: str
    on: date


def contacts(starts_on: date, planned_end_on: date | None) -> list[Contact]:
    """On the way in, midway and before the end, so that the coordinator stays the same through it (R-03-14).

    Without a planned end, midway is after a month; the question then is when it ends.
    """
    on_the_way_in = Contact("IN", starts_on + CONTACT_WITHIN)
    if planned_end_on is None:
        return [on_the_way_in, Contact("MIDWAY", starts_on + A_MONTH)]
    midway = starts_on + (planned_end_on - starts_on) / 2
    before = max(starts_on, planned_end_on - BEFORE_THE_END)
    return [on_the_way_in, Contact("MIDWAY", midway), Contact("BEFORE_END", before)]


def often(periods: Iterable[tuple[date, date]], *, on: date, limit: int, months: int) -> Often:
    """Judge the acute stays, as half-open days, on a day. One long stay is one stay; its days are counted too."""
    since = months_before(on, months)
    inside = [(start, end) for start, end in periods if start <= on and end > since]
    begun = sum(start >= since for start, _end in inside)
    days = sum((min(end, on) - max(start, since)).days for start, end in inside)
    return Often(begun, days, since, begun >= limit)

"""How a measure goes, and what a deadline means, as plain functions."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rodtrad.programme.measures.vocabulary import ENDS, DeadlineKind, Standing, Status

_QUARTER = re.compile(r"^(?:Q\s*)?([1-4])(?:\.?\s*(?:kvartal|kv\.?|quarter)|\s*q)?\s+(\d{4})$|^q([1-4])\s*(\d{4})$")


@dataclass(frozen=True)
class Deadline:
    """The days a deadline covers (until is the first day after), and the last day that counts."""

    kind: DeadlineKind
    starts_on: date | None = None
    until: date | None = None
    due_on: date | None = None


def quarter(number: int, year: int) -> Deadline:
    """A quarter of a year; late from the first day after it."""
    starts = date(year, 3 * number - 2, 1)
    until = date(year + 1, 1, 1) if number == 4 else date(year, 3 * number + 1, 1)
    return Deadline(DeadlineKind.QUARTER, starts, until, until - timedelta(days=1))


def read_quarter(text: str) -> Deadline | None:
    """ "Q1 2012", "1. kvartal 2012" or "1 2012"; nothing when it is no quarter, such as Q5."""
    found = _QUARTER.match(" ".join(text.strip().lower().split()))
    if found is None:
        return None
    number, year = (found[1], found[2]) if found[1] else (found[3], found[4])
    return quarter(int(number), int(year))


def standing(
    status: str,
    *,
    due_on: date | None,
    last_news_on: date,
    on: date,
    quiet_days: int,
    soon_days: int,
    plan_is_open: bool,
) -> Standing:
    """What is true of a measure on a day. Done wins over late; late over silent; silence is never shown as on track.

    `due_on` is the last day that counts. In a closed plan only the document speaks.
    """
    if status in ENDS:
        return Standing.DONE if status == Status.DONE else Standing.ENDED
    if not plan_is_open:
        return Standing.HISTORY
    if due_on is not None and on > due_on:
        return Standing.LATE
    if due_on is not None and due_on - on <= timedelta(days=soon_days):
        return Standing.DUE_SOON
    if on - last_news_on >= timedelta(days=quiet_days):
        return Standing.SILENT
    if status in {Status.PLANNED, Status.TO_BE_CONSIDERED, Status.NOT_STATED}:
        return Standing.NOT_STARTED
    return Standing.ON_TRACK

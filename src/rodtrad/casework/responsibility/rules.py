"""Decisions about requests and deadlines as pure functions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rodtrad.foundation.working_days import (
    END_OF_DAY,
    OSLO,
    add_working_days,
    holiday_name,
    is_working_day,
)

REMIND_AFTER_SHARE = 0.5  # of the time from the offer to its deadline
SUPPORT_NOTICE = timedelta(days=7)
CERTIFICATE_HOLDS = timedelta(hours=30)  # a night and a slow morning; an older one proves nothing about today


@dataclass(frozen=True)
class Deadline:
    """When an answer is due, and if it was moved, the holiday or weekend that moved it."""

    at: datetime
    moved_from: datetime | None = None
    because: str = ""


def on_a_working_day(asked: datetime) -> Deadline:
    """A deadline given by hand; one on a weekend or holiday moves to the end of the next working day."""
    local = asked.astimezone(OSLO)
    if is_working_day(local.date()):
        return Deadline(asked)
    day = add_working_days(local.date(), 0)
    return Deadline(
        datetime.combine(day, END_OF_DAY, tzinfo=OSLO), moved_from=asked, because=holiday_name(local.date())
    )


def remind_at(offered_at: datetime, deadline_at: datetime) -> datetime:
    """Half-way from the offer to its deadline."""
    return offered_at + (deadline_at - offered_at) * REMIND_AFTER_SHARE

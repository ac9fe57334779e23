"""Decisions about requests and deadlines as pure functions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

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


@dataclass(frozen=True)
class Wait:
    """From an offer until it was answered or somebody had taken over, or so far; by the unit that asked and the asked."""

    request_id: UUID
    from_unit_id: UUID
    to_unit_id: UUID
    began_at: datetime
    ended_at: datetime
    is_over: bool

    @property
    def hours(self) -> float:
        return (self.ended_at - self.began_at) / timedelta(hours=1)


@dataclass(frozen=True)
class Move:
    """A unit began to hold a case; `accepted` when it was by saying yes to a hand-over or by being assigned it."""

    at: datetime
    unit_id: UUID
    accepted: bool


@dataclass(frozen=True)
class Offer:
    request_id: UUID
    from_unit_id: UUID
    to_unit_id: UUID
    offered_at: datetime
    taken_back_at: datetime | None


@dataclass(frozen=True)
class CaseHistory:
    """What decides how long a case waited, up to an instant; each in the order of time."""

    moves: tuple[Move, ...]
    offers: tuple[Offer, ...]
    stays_at: tuple[datetime, ...]  # when the coordinating unit decided that the case stays where it is
    closed_at: datetime | None


def waits_without_acceptance(history: CaseHistory, *, since: datetime, until: datetime) -> list[Wait]:
    """One wait for each holding in which somebody was asked: those accepted in the period, and the one still going on."""
    found = []
    for number, move in enumerate(history.moves):
        after = history.moves[number + 1] if number + 1 < len(history.moves) else None
        ends = after.at if after else until
        decided = max((at for at in history.stays_at if move.at <= at < ends), default=move.at)
        offers = [o for o in history.offers if o.from_unit_id == move.unit_id and decided <= o.offered_at < ends]
        if not offers:
            continue
        first, last = offers[0], offers[-1]
        if after is not None:
            counts = after.accepted and after.at >= since
        else:
            is_closed = history.closed_at is not None and history.closed_at >= move.at
            counts = not is_closed and last.taken_back_at is None
        if counts:
            found.append(
                Wait(first.request_id, first.from_unit_id, first.to_unit_id, first.offered_at, ends, after is not None)
            )
    return found

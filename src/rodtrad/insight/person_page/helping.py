"""Every service in use around one person: who, for what, and since when (R-03-17)."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from rodtrad.casework.care_teams.team import HELPING
from rodtrad.casework.responsibility.models import Request, Support
from rodtrad.casework.responsibility.vocabulary import RequestKind, RequestState
from rodtrad.foundation.norwegian_text import clean
from rodtrad.insight.person_page.record import Record

ENDED = {RequestState.COMPLETED, RequestState.STOPPED}


@dataclass(frozen=True)
class Help:
    """One service. `state` is SUPPORTS for a unit that stands beside, else the state of the referral."""

    unit: str
    contact: str
    phone: str
    what: str
    state: str
    since: datetime
    until: datetime | None
    is_doubled: bool = False  # another does the same


@dataclass(frozen=True)
class Helping:
    """Those in use now, the responsible unit apart, and those that have ended, the latest first."""

    now: tuple[Help, ...]
    earlier: tuple[Help, ...]


def helping(record: Record) -> Helping:
    """Read off what has been agreed; nobody keeps a list beside."""
    referrals = [row for row in record.requests if row.kind == RequestKind.REFERRAL]
    now = [_beside(row) for row in record.supports]
    now += [_referred(row) for row in referrals if row.state in HELPING]
    same = Counter(clean(one.what).lower() for one in now if one.what)
    marked = tuple(_mark(one, same) for one in now)
    earlier = sorted((_referred(row) for row in referrals if row.state in ENDED), key=lambda one: one.since)
    return Helping(marked, tuple(reversed(earlier)))


def _mark(one: Help, same: Counter[str]) -> Help:
    return replace(one, is_doubled=same[clean(one.what).lower()] > 1)


def _beside(row: Support) -> Help:
    return Help(row.unit.name, "", row.unit.phone, "", "SUPPORTS", row.from_at, row.until_at)


def _referred(row: Request) -> Help:
    post = row.answered_by
    name, phone = (post.user.display_name, post.phone) if post else ("", "")
    return Help(
        unit=row.to_unit.name,
        contact=name,
        phone=phone or row.to_unit.phone,
        what=row.need,
        state=row.state,
        since=row.answered_at or row.created_at,
        until=None,
    )

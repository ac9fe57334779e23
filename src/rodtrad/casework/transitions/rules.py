"""Decisions about transitions as pure functions of days and answers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rodtrad.casework.transitions.vocabulary import POINTS, Point, PointState, TransitionKind

# R-07-01: at once, and so many days before. Turning 18 is told of a year before too (R-07-08).
NOTICE_DAYS = (30, 14, 7, 1)
YEAR_BEFORE = 365
CLOSE = 7  # a day moved to within a week is told to the unit's lead
AFTER_CARE_MONTHS = (6, 12, 24, 36)
# Steps of each kind that are tasks from the first day: name, and days from the transition (before is negative).
STEPS: dict[TransitionKind, tuple[tuple[str, int], ...]] = {
    TransitionKind.RELEASE: (("NEEDS", -56), ("HOME", -42), ("WALKS_ALONG", -7)),
    TransitionKind.HOME_TRAVEL: (("CONTACT", -7), ("ARRIVAL", 1), ("CHECK_14", 14)),
}


# What somebody was in prison for is nobody's business here (R-07-07). Words that give such a text away.
_WHY_IN_PRISON = re.compile(
    r"\b(?:dømt|siktet|tiltalt|straffedom|straffesak|fengselsstraff|soner for|convicted|sentenced|charged with)",
    re.IGNORECASE,
)


def tells_why_in_prison(text: str) -> bool:
    return bool(_WHY_IN_PRISON.search(text))


@dataclass(frozen=True)
class PointNow:
    """A point of the checklist as it stands; `state` is empty while nobody has answered."""

    point: Point
    state: str

    @property
    def is_missing(self) -> bool:
        return self.state not in (PointState.IN_PLACE, PointState.NOT_NEEDED)


def checklist(kind: TransitionKind, states: Mapping[str, str]) -> tuple[PointNow, ...]:
    """Every point of the kind in order, with its newest answer."""
    return tuple(PointNow(point, states.get(point, "")) for point in POINTS[kind])


def missing(points: Iterable[PointNow]) -> tuple[Point, ...]:
    return tuple(now.point for now in points if now.is_missing)


def notice_days(kind: TransitionKind) -> tuple[int, ...]:
    return (YEAR_BEFORE, *NOTICE_DAYS) if kind is TransitionKind.TURNING_18 else NOTICE_DAYS


def notice_due(kind: TransitionKind, happens_on: date, *, on: date) -> int | None:
    """The latest of the days before that has come; those before it are told of by the same notice. None is too early."""
    left = (happens_on - on).days
    return min((days for days in notice_days(kind) if left <= days), default=None)


def step_day(happens_on: date, offset: int, *, on: date) -> date:
    """When a step is due: so many days from the transition, and never on a day that has passed."""
    return max(happens_on + timedelta(days=offset), on)


def eighteenth_birthday(born: date) -> date:
    """Born on 29 February: 18 on 1 March."""
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return date(born.year + 18, 3, 1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the first of the next month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1)

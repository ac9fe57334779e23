"""The directory as bits of one week, kept in memory until an entry is changed or confirmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from rodtrad.foundation.working_days import holiday_name
from rodtrad.insight.coverage.bitmaps import WEEK, Bits, week_bits
from rodtrad.insight.coverage.facts import Offer
from rodtrad.registry.directory.queries import hours_columns
from rodtrad.registry.directory.queries.hours_columns import PlaceColumns
from rodtrad.registry.directory.rules.hours import DAY
from rodtrad.registry.directory.vocabulary import HolidayPolicy, IsoWeek, OpeningDay

KEPT = 6  # weeks in memory; 10,000 offers take 7 MB each


@dataclass(frozen=True)
class Week:
    """Offers and their bits, row by row: open for certain, and unknown.

    Hours that were not confirmed in time are unknown where they claim to be open; where nobody gave any, always.
    """

    monday: date
    offers: tuple[Offer, ...]
    open: Bits
    unknown: Bits
    is_certain: tuple[bool, ...]


_kept: dict[tuple[str, date, date], Week] = {}


def week_of(monday: date, *, today: date) -> Week:
    """The week that begins on a Monday, with its public holidays, odd weeks and dates with other hours."""
    key = (hours_columns.freshness(), monday, today)
    if key not in _kept:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = _read(monday, today)
    return _kept[key]


def _read(monday: date, today: date) -> Week:
    rows = list(hours_columns.places())
    kinds = hours_columns.kinds_of_services()
    claimed = week_bits(list(_spans(monday, rows)), rows=len(rows))
    known = np.array([row.hours_known for row in rows], dtype=bool)
    confirmed = np.array([row.verify_by is not None and row.verify_by >= today for row in rows], dtype=bool)
    certain = (known & confirmed)[:, None]
    return Week(
        monday,
        tuple(Offer(**row.facts, **kinds.get(row.facts["service_id"], {})) for row in rows),
        claimed & certain,
        (claimed & ~certain) | ~known[:, None],
        tuple((known & confirmed).tolist()),
    )


def _spans(monday: date, rows: list[PlaceColumns]) -> Iterator[tuple[int, int, int]]:
    """Every opening that starts from the Sunday before to the Sunday: row, from, until in minutes after Monday 00:00."""
    days = [monday + timedelta(days=step) for step in range(-1, 7)]
    number = {row.facts["place_id"]: place for place, row in enumerate(rows)}
    replaced: set[tuple[UUID, date]] = set()
    for place_id, day, opens, closes in hours_columns.exceptions(days[0], days[-1] + timedelta(days=1)):
        replaced.add((place_id, day))
        if opens is not None and closes is not None:
            start = (day - monday).days * DAY
            yield number[place_id], start + opens, start + closes
    by_weekday = _days_by_weekday(days)
    for place_id, weekday, opens, closes, first, until, iso_week, nth in hours_columns.rows(days[0], days[-1]):
        place = number[place_id]
        for day in by_weekday[weekday]:
            if not day.is_for(weekday, rows[place].holiday_policy) or not first <= day.on < until:
                continue
            if (nth and nth != day.nth) or (iso_week and iso_week != day.iso_week):
                continue
            if (place_id, day.on) not in replaced:
                start = (day.on - monday).days * DAY
                yield place, start + opens, start + closes


@dataclass(frozen=True)
class _Day:
    on: date
    is_holiday: bool
    iso_week: str
    nth: int  # such weekday of its month

    def is_for(self, weekday: int, policy: str) -> bool:
        """Whether rows of a weekday, or of public holidays, hold on the date under the policy for public holidays."""
        if weekday == OpeningDay.PUBLIC_HOLIDAY:
            return policy == HolidayPolicy.ROWS
        return not self.is_holiday or policy == HolidayPolicy.AS_USUAL


def _days_by_weekday(days: list[date]) -> list[list[_Day]]:
    """The dates on which rows of each weekday, and of public holidays, may hold."""
    found: list[list[_Day]] = [[] for _day in OpeningDay]
    for on in days:
        week = IsoWeek.ODD if on.isocalendar().week % 2 else IsoWeek.EVEN
        day = _Day(on, bool(holiday_name(on)), week.value, (on.day - 1) // 7 + 1)
        found[on.weekday()].append(day)
        if day.is_holiday:
            found[OpeningDay.PUBLIC_HOLIDAY].append(day)
    return found


def changed(week: Week, place_id: UUID, *, area: str, spans: Sequence[tuple[int, int, int]] | None) -> Week:
    """The week as it would be with an offer elsewhere, or with other hours in (weekday, from, until). Nothing is kept."""
    place = next(row for row, offer in enumerate(week.offers) if offer.place_id == place_id)
    offers, opened, unknown, certain = list(week.offers), week.open, week.unknown, list(week.is_certain)
    if area:
        where = {"zone": "", "district": area} if area.isdecimal() else {"zone": area, "district": ""}
        offers[place] = replace(offers[place], **where, coordinates=None)  # type: ignore[arg-type]
    if spans is not None:
        opened, unknown = opened.copy(), unknown.copy()
        turns = [(0, start + turn, end + turn) for start, end in _minutes(spans) for turn in (-WEEK, 0)]
        opened[place], unknown[place], certain[place] = week_bits(turns, rows=1)[0], False, True
    return Week(week.monday, tuple(offers), opened, unknown, tuple(certain))


def _minutes(spans: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    return [(weekday * DAY + opens, weekday * DAY + closes) for weekday, opens, closes in spans]

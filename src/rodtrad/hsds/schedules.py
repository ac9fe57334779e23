"""Opening rows and dates as HSDS schedules (RFC 5545 words: freq, byday, interval).

What the specification cannot say stands in own keys: public holidays (`holiday_policy`, `on_public_holidays`), summer
time (`tzid`; its `timezone` is a fixed offset and is left out), a closed date (`closures`). Closing at or before opening
means the next day; a whole day is 00:00 to 23:59. Odd and even weeks follow ISO years, so each year has its own schedule.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid5

from django.utils.translation import gettext as _

from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.directory.rules.hours import DAY, DAYS, FIRST_DAY
from rodtrad.registry.directory.vocabulary import HoursKind, IsoWeek, OpeningDay

TZID = "Europe/Oslo"
FIRST_MONDAY = date(2001, 1, 1)  # where a rule without a first day begins to count
YEARS = 2  # of odd and even weeks, from this one

Json = dict[str, Any]


def schedules(place: Any, *, today: date) -> list[Json]:
    """All schedules of a service at a place, with its rows and exceptions."""
    made = [one for row in place.rows.all() for one in _of_row(row, today)]
    made += [_of_exception(one) for one in place.exceptions.all() if one.on_date >= today]
    about = {"service_at_location_id": str(place.pk), "tzid": TZID, "holiday_policy": place.holiday_policy}
    return sorted(({**one, **about} for one in made), key=lambda one: one["id"])


def _of_row(row: Any, today: date) -> Iterator[Json]:
    times = _times(row.opens_min, row.closes_min)
    kind = {} if row.kind == HoursKind.OPEN else {"description": row.get_kind_display(), "attending_type": row.kind}
    if row.weekday == OpeningDay.PUBLIC_HOLIDAY:
        yield {
            "id": str(row.pk),
            **times,
            **_valid(row.valid_from, row.valid_until),
            **kind,
            "on_public_holidays": True,
        }
        return
    byday = DAYS[row.weekday]
    if row.iso_week == IsoWeek.EVERY:
        rule = (
            {"freq": "MONTHLY", "byday": f"{row.nth_in_month}{byday}"}
            if row.nth_in_month
            else {"freq": "WEEKLY", "byday": byday}
        )
        start = _first(max(row.valid_from, FIRST_MONDAY), row.weekday)
        yield {
            "id": str(row.pk), **rule, "interval": 1, "dtstart": start.isoformat(), **times,
            **_valid(row.valid_from, row.valid_until), **kind,
        }  # fmt: skip
        return
    for year in range(today.isocalendar().year, today.isocalendar().year + YEARS):
        first, until = _iso_year(row, year)
        if first < until:
            yield {
                "id": str(uuid5(row.pk, str(year))), "freq": "WEEKLY", "byday": byday, "interval": 2,
                "dtstart": first.isoformat(), **times, **_valid(first, until), **kind,
            }  # fmt: skip


def _iso_year(row: Any, year: int) -> tuple[date, date]:
    """The first date of an odd or even row within an ISO year, and the day after the last it may have."""
    begins, ends = date.fromisocalendar(year, 1, 1), date.fromisocalendar(year + 1, 1, 1)
    first = _first(max(begins, row.valid_from), row.weekday)
    if (first.isocalendar().week % 2 == 1) != (row.iso_week == IsoWeek.ODD):
        first += timedelta(days=7)
    return first, min(ends, row.valid_until)


def _first(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _valid(first: date, until: date) -> Json:
    """Validity with its last day included, as the specification has it."""
    said = {"valid_from": first.isoformat()} if first > FIRST_DAY else {}
    return said | ({"valid_to": (until - timedelta(days=1)).isoformat()} if until < OPEN_ENDED_ON else {})


def _times(opens: int, closes: int) -> Json:
    if opens == 0 and closes == DAY:
        return {"opens_at": "00:00", "closes_at": "23:59"}
    return {"opens_at": _clock(opens), "closes_at": _clock(closes % DAY)}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _of_exception(one: Any) -> Json:
    day = one.on_date.isoformat()
    said: Json = {"id": str(one.pk), "valid_from": day, "valid_to": day, "dtstart": day}
    if one.reason:
        said["notes"] = one.reason
    if one.opens_min is None:
        return {**said, "description": one.reason or _("closed"), "closures": [day]}
    return {
        **said,
        "freq": "WEEKLY",
        "byday": DAYS[one.on_date.weekday()],
        "count": 1,
        **_times(one.opens_min, one.closes_min),
    }

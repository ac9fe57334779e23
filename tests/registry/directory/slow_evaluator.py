"""Opening hours worked out the slow way: a clock on a wall in Oslo, looked at every minute.

Shares nothing with the rules but the shape of a row: own Easter (Gauss, as by Meeus), own holidays, own weeks.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from rodtrad.registry.directory.rules.hours import Hours

OSLO = ZoneInfo("Europe/Oslo")
MINUTE = timedelta(minutes=1)


def easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_holiday(day: date) -> bool:
    if (day.month, day.day) in {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}:
        return True
    return (day - easter(day.year)).days in {-3, -2, 0, 1, 39, 49, 50}


def week_number(day: date) -> int:
    """The week of the year's first Thursday is week 1."""
    thursday = day - timedelta(days=day.weekday()) + timedelta(days=3)
    return (thursday - date(thursday.year, 1, 1)).days // 7 + 1


def wall_spans(hours: Hours, day: date) -> list[tuple[datetime, datetime]]:
    """Openings that start on a date, as the wall clock shows them."""
    if day in hours.exceptions:
        pairs = [(s.opens_min, s.closes_min) for s in hours.exceptions[day]]
    else:
        key = day.weekday()
        if is_holiday(day) and hours.holiday_policy == "CLOSED":
            return []
        if is_holiday(day) and hours.holiday_policy == "ROWS":
            key = 7
        pairs = []
        for row in hours.rows:
            nth = len([d for d in range(1, day.day + 1) if (day.day - d) % 7 == 0])
            if row.weekday != key or not row.valid_from <= day < row.valid_until:
                continue
            if row.nth_in_month and row.nth_in_month != nth:
                continue
            if row.iso_week and (row.iso_week == "ODD") != bool(week_number(day) % 2):
                continue
            pairs.append((row.span.opens_min, row.span.closes_min))
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall clock has no zone
    return [(midnight + timedelta(minutes=a), midnight + timedelta(minutes=b)) for a, b in pairs]


def open_minutes(hours: Hours, around: date) -> Iterator[tuple[datetime, bool]]:
    """Every minute of a local day with whether the place is open, by walking from two days before.

    A place opens when the wall clock first reaches its hour and closes when the clock has shown its last for good.
    """
    first = datetime(around.year, around.month, around.day, tzinfo=OSLO).astimezone(UTC) - timedelta(days=2)
    walk = [first + MINUTE * n for n in range(60 * 24 * 4)]
    wall = [at.astimezone(OSLO).replace(tzinfo=None) for at in walk]
    is_open = [False] * len(walk)
    for back in (2, 1, 0, -1):
        for opens, closes in wall_spans(hours, around - timedelta(days=back)):
            begins = next((n for n, shown in enumerate(wall) if shown >= opens), None)
            last = max((n for n, shown in enumerate(wall) if shown < closes), default=-1)
            if begins is not None:
                for n in range(begins, last + 1):
                    is_open[n] = True
    for n, shown in enumerate(wall):
        if shown.date() == around:
            yield walk[n], is_open[n]

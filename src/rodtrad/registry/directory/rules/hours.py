"""When a service is open, from rows in local wall-clock time.

A shift belongs to the date it starts on: another rule for that date, then the policy for public holidays, then the
weekly rows decide whether it starts, and nothing cuts it at midnight. So a night shelter that is closed on holidays
is open at 03:00 on 1 May (it began on 30 April) and closed at 03:00 on 2 May.

Minutes count from midnight of the starting date; above 1440 is the next day. Days are dates in Oslo; instants are
aware. Public holidays: the Act of 24 February 1995 no. 12 and the Act on 1 and 17 May, see foundation.working_days.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.working_days import OSLO, holiday_name
from rodtrad.registry.directory.vocabulary import HolidayPolicy, HoursKind, IsoWeek, OpeningDay, Openness

DAY = 1440
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as calendars write them (RFC 5545)
FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True, order=True)
class Span:
    """From and until, in minutes from midnight of the starting date: 0 <= opens < 1440, opens < closes <= opens + 1440."""

    opens_min: int
    closes_min: int
    kind: str = HoursKind.OPEN


@dataclass(frozen=True)
class Row:
    """A weekly rule. `weekday` 0 is Monday, 7 a public holiday; `nth_in_month` 0 is every, 1..5 the n-th such weekday."""

    weekday: int
    span: Span
    valid_from: date = FIRST_DAY
    valid_until: date = OPEN_ENDED_ON
    iso_week: str = IsoWeek.EVERY
    nth_in_month: int = 0
    number: int = field(default=0, compare=False)  # the line it was written on, to name it when it is wrong


@dataclass(frozen=True)
class Hours:
    """Everything that decides. `exceptions` maps a date to what holds instead; nothing means closed that date."""

    rows: tuple[Row, ...]
    exceptions: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    holiday_policy: str = HolidayPolicy.AS_USUAL
    verify_by: date | None = None
    is_known: bool = True


@dataclass(frozen=True, order=True)
class Shift:
    """One opening, from an instant until an instant."""

    starts_at: datetime
    ends_at: datetime
    on: date
    kind: str


def spans_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """What starts on a date: the exception if there is one, else the holiday policy, else the weekly rows."""
    if day in hours.exceptions:
        return tuple(sorted(hours.exceptions[day]))
    weekday = day.weekday()
    if holiday_name(day) and hours.holiday_policy != HolidayPolicy.AS_USUAL:
        if hours.holiday_policy == HolidayPolicy.CLOSED:
            return ()
        weekday = OpeningDay.PUBLIC_HOLIDAY
    return tuple(sorted(row.span for row in hours.rows if row.weekday == weekday and _applies(row, day)))


def _applies(row: Row, day: date) -> bool:
    if not row.valid_from <= day < row.valid_until:
        return False
    if row.nth_in_month and (day.day - 1) // 7 + 1 != row.nth_in_month:
        return False
    is_odd = day.isocalendar().week % 2 == 1
    return row.iso_week == IsoWeek.EVERY or (row.iso_week == IsoWeek.ODD) == is_odd


def shifts(hours: Hours, first: date, until: date) -> Iterator[Shift]:
    """The openings that start on the dates from `first` to before `until`, in order."""
    for number in range((until - first).days):
        day = first + timedelta(days=number)
        for span in spans_on(hours, day):
            yield Shift(instant(day, span.opens_min), instant(day, span.closes_min, ends=True), day, span.kind)


def instant(day: date, minutes: int, *, ends: bool = False) -> datetime:
    """The instant (UTC) when a clock on the wall in Oslo shows `minutes` past midnight of `day`.

    In the hour that comes twice an opening starts with the first and ends with the second; in the hour that is
    skipped, both are the moment of the change, which in Norway is on the whole hour.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    first = wall.replace(tzinfo=OSLO, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=OSLO, fold=1).astimezone(UTC)
    if second < first:
        return wall.replace(minute=0, tzinfo=OSLO).astimezone(UTC)
    return second if ends else first


def openings_at(hours: Hours, at: datetime) -> list[Shift]:
    """The openings that are on at an instant, whether or not the hours are confirmed."""
    today = at.astimezone(OSLO).date()
    near = shifts(hours, today - timedelta(days=1), today + timedelta(days=1))
    return [shift for shift in near if shift.starts_at <= at < shift.ends_at]


def open_until(hours: Hours, at: datetime, *, days: int = 8) -> datetime | None:
    """When what is on at an instant ends, with openings that follow without a break; nothing when it is closed."""
    on = openings_at(hours, at)
    if not on:
        return None
    end, today = max(shift.ends_at for shift in on), at.astimezone(OSLO).date()
    for shift in shifts(hours, today, today + timedelta(days=days)):
        if shift.starts_at <= end:
            end = max(end, shift.ends_at)
    return end


def state_at(hours: Hours, at: datetime) -> Openness:
    """Open, closed, or unknown: hours that nobody has given or confirmed in time are neither."""
    if not is_certain(hours, at.astimezone(OSLO).date()):
        return Openness.UNKNOWN
    return Openness.OPEN if openings_at(hours, at) else Openness.CLOSED


def is_certain(hours: Hours, day: date) -> bool:
    """Whether the hours are known and confirmed by their owner on a day."""
    return hours.is_known and (hours.verify_by is None or day <= hours.verify_by)


def next_opening(hours: Hours, at: datetime, *, days: int = 60) -> Shift | None:
    """The first opening that starts after an instant, looked for that many days ahead."""
    today = at.astimezone(OSLO).date()
    return next(
        (shift for shift in shifts(hours, today, today + timedelta(days=days)) if shift.starts_at > at),
        None,
    )


def overlapping(rows: list[Row]) -> tuple[int, int] | None:
    """The places (from 0) of the first two rows that would be open at the same time, or nothing."""
    for later, row in enumerate(rows):
        for earlier in range(later):
            if _collide(rows[earlier], row):
                return earlier, later
    return None


def _collide(a: Row, b: Row) -> bool:
    if a.valid_from >= b.valid_until or b.valid_from >= a.valid_until or a.span.kind != b.span.kind:
        return False
    if a.weekday == b.weekday:
        if {a.iso_week, b.iso_week} == {IsoWeek.ODD.value, IsoWeek.EVEN.value}:
            return False
        if a.nth_in_month and b.nth_in_month and a.nth_in_month != b.nth_in_month:
            return False
        return a.span.opens_min < b.span.closes_min and b.span.opens_min < a.span.closes_min
    return _runs_into(a, b) or _runs_into(b, a)


def _runs_into(night: Row, morning: Row) -> bool:
    """Whether a shift of every week goes on past midnight into a row of the next weekday."""
    if OpeningDay.PUBLIC_HOLIDAY in (night.weekday, morning.weekday) or (night.weekday + 1) % 7 != morning.weekday:
        return False
    is_rare = night.nth_in_month or morning.nth_in_month or night.iso_week != morning.iso_week
    return not is_rare and night.span.closes_min - DAY > morning.span.opens_min

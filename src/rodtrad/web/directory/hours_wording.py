"""Opening hours as people say them: "Monday–Friday 08.00–15.30", "First Thursday of the month 17.00–19.00"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.working_days import OSLO, holiday_name
from rodtrad.registry.directory.rules.hours import DAY, FIRST_DAY, Hours, Row, Span, spans_on
from rodtrad.registry.directory.vocabulary import HolidayPolicy, HoursKind, IsoWeek, OpeningDay
from rodtrad.web.wording import dates

ROUND_THE_CLOCK = timedelta(days=6)  # open in one go for so long is said without an end


@dataclass(frozen=True)
class HoursLine:
    days: str
    times: str


@dataclass(frozen=True)
class CalendarDay:
    """One date of the coming weeks, with why it differs from the usual."""

    day: str
    times: str
    note: str
    is_closed: bool


def hours_lines(hours: Hours) -> list[HoursLine]:
    """The weekly hours, days that are alike together, what is rarer after them, public holidays last."""
    usual = {day: tuple(sorted(r.span for r in hours.rows if r.weekday == day and _is_usual(r))) for day in range(7)}
    if set(usual.values()) == {(Span(0, DAY),)}:
        return [HoursLine(_("Every day"), _("round the clock"))]
    lines = [HoursLine(_days(first, last), times(spans)) for first, last, spans in _runs(usual) if spans]
    lines += [HoursLine(_rare_day(row), times([row.span])) for row in hours.rows if not _is_usual(row)]
    holidays = [row.span for row in hours.rows if row.weekday == OpeningDay.PUBLIC_HOLIDAY]
    if hours.holiday_policy == HolidayPolicy.CLOSED and hours.rows:
        lines.append(HoursLine(_("Public holidays"), _("closed")))
    elif hours.holiday_policy == HolidayPolicy.ROWS:
        lines.append(HoursLine(_("Public holidays"), times(holidays) if holidays else _("closed")))
    return lines


def times(spans: Iterable[Span]) -> str:
    """Such as "08.00–12.00 and 20.00–08.00 the next day"."""
    return _(" and ").join(_span(span) for span in spans)


def _span(span: Span) -> str:
    if (span.opens_min, span.closes_min) == (0, DAY):
        said = _("round the clock")
    else:
        said = f"{_clock(span.opens_min)}–{_clock(span.closes_min)}"
        if span.closes_min > DAY:
            said = _("%(times)s the next day") % {"times": said}
    if span.kind == HoursKind.OPEN:
        return said
    return f"{said} ({HoursKind(span.kind).label.lower()})"


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}.{minutes % 60:02}" if minutes != DAY else "24.00"


def _is_usual(row: Row) -> bool:
    is_always = (row.valid_from, row.valid_until) == (FIRST_DAY, OPEN_ENDED_ON)
    is_weekly = not row.iso_week and not row.nth_in_month
    return (is_always and is_weekly) or row.weekday == OpeningDay.PUBLIC_HOLIDAY


def _runs(usual: dict[int, tuple[Span, ...]]) -> Iterable[tuple[int, int, tuple[Span, ...]]]:
    first = 0
    for day in range(1, 8):
        if day == 7 or usual[day] != usual[first]:
            yield first, day - 1, usual[first]
            first = day


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("Every day")
    start, end = str(OpeningDay(first).label), str(OpeningDay(last).label)
    if first == last:
        return start
    return (
        f"{start}–{end.lower()}"
        if last - first > 1
        else _("%(one)s and %(other)s") % {"one": start, "other": end.lower()}
    )


def _rare_day(row: Row) -> str:
    day = str(OpeningDay(row.weekday).label)
    if row.nth_in_month:
        order = [_("First"), _("Second"), _("Third"), _("Fourth"), _("Fifth")][row.nth_in_month - 1]
        day = _("%(order)s %(day)s of the month") % {"order": order, "day": day.lower()}
    if row.iso_week:
        day = _("%(day)s, %(weeks)s") % {"day": day, "weeks": IsoWeek(row.iso_week).label.lower()}
    if row.valid_from != FIRST_DAY:
        day = _("%(day)s, from %(date)s") % {"day": day, "date": _date(row.valid_from)}
    if row.valid_until != OPEN_ENDED_ON:
        day = _("%(day)s, until %(date)s") % {"day": day, "date": _date(row.valid_until - timedelta(days=1))}
    return day


def _date(on: date) -> str:
    return f"{on.day}.{on.month}.{on.year}"


def calendar(hours: Hours, first: date, *, days: int = 28, now: datetime) -> list[CalendarDay]:
    """What holds on each of the coming dates, so that whoever enters hours sees what they mean."""
    found = []
    for number in range(days):
        day = first + timedelta(days=number)
        spans = spans_on(hours, day)
        note = _("other hours") if day in hours.exceptions else holiday_name(day)
        found.append(CalendarDay(dates.day(day, now=now), times(spans) if spans else _("closed"), note, not spans))
    return found


def until(end: datetime, *, now: datetime) -> str:
    """When what is open closes; no end is said for what is open round the clock."""
    if end - now > ROUND_THE_CLOCK:
        return _("open round the clock")
    local, today = end.astimezone(OSLO), now.astimezone(OSLO).date()
    if local.date() == today or (local.date() - today == timedelta(days=1) and local.hour < 12):
        return _("open until %(time)s") % {"time": dates.clock(end)}
    return _("open until %(moment)s") % {"moment": dates.moment(end, now=now)}

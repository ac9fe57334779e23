"""Moments as people say them, with no-break spaces inside dates and times."""

from datetime import date, datetime, timedelta

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.foundation.working_days import OSLO

NBSP = "\u00a0"


def day(on: date | datetime, *, now: datetime) -> str:
    """ "today", "yesterday", "tomorrow", else weekday and date; the year only when it is another."""
    wanted, today = _date(on), now.astimezone(OSLO).date()
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get((wanted - today).days)
    if near:
        return near
    parts = {"weekday": WEEKDAYS[wanted.weekday()], "day": wanted.day, "month": MONTHS[wanted.month]}
    if wanted.year == today.year:
        return (_("%(weekday)s %(day)s %(month)s") % parts).replace(" ", NBSP)
    return (_("%(day)s %(month)s %(year)s") % {**parts, "year": wanted.year}).replace(" ", NBSP)


def short_day(on: date | datetime, *, now: datetime) -> str:
    """Day and month without the weekday."""
    wanted, today = _date(on), now.astimezone(OSLO).date()
    parts = {"day": wanted.day, "month": MONTHS[wanted.month], "year": wanted.year}
    text = _("%(day)s %(month)s") if wanted.year == today.year else _("%(day)s %(month)s %(year)s")
    return (text % parts).replace(" ", NBSP)


def month(first_day: date) -> str:
    """Such as "October 2026"."""
    return _("%(month)s %(year)s") % {"month": MONTHS[first_day.month], "year": first_day.year}


def hours(count: float) -> str:
    """A length of time measured in hours: whole hours under two days, else days with one decimal."""
    if count < 1:
        return _("under an hour")
    if count < 48:
        whole = round(count)
        return ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": whole}
    return _("%(count)s days and nights") % {"count": number_format(round(count / 24, 1), decimal_pos=1)}


def moment(at: datetime, *, now: datetime) -> str:
    """The day and the time of day, in Oslo."""
    said = {"day": day(at, now=now), "time": clock(at)}
    return (_("%(day)s at %(time)s") % said).replace(" ", NBSP)


def local_date(at: datetime) -> date:
    """The date in Oslo at an instant."""
    return at.astimezone(OSLO).date()


def clock(at: datetime) -> str:
    return at.astimezone(OSLO).strftime("%H.%M")


def how_long(since: datetime, *, now: datetime) -> str:
    """Whole hours under two days, else whole days."""
    passed = max(now - since, timedelta())
    if passed < timedelta(hours=1):
        return _("under an hour")
    if passed < timedelta(days=2):
        hours = int(passed.total_seconds() // 3600)
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s day", "%(count)s days", passed.days) % {"count": passed.days}


def _date(on: date | datetime) -> date:
    return on.astimezone(OSLO).date() if isinstance(on, datetime) else on


def full_day(at: datetime) -> str:
    """Weekday and date with a capital first letter, to begin a sentence with."""
    on = _date(at)
    parts = {"weekday": WEEKDAYS[on.weekday()], "day": on.day, "month": MONTHS[on.month]}
    text = (_("%(weekday)s %(day)s %(month)s") % parts).replace(" ", NBSP)
    return text[0].upper() + text[1:]

"""Deadlines in hours and in Norwegian working days.

A working day is Monday to Friday and no public holiday. Source of the holidays: the holidays library,
which follows the Act on public holidays of 24 February 1995 no. 12 and the Act on 1 and 17 May.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

OSLO = ZoneInfo("Europe/Oslo")
END_OF_DAY = time(15, 45)  # when an office that works by day still can have answered


@cache
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("NO", years=year)


def is_working_day(day: date) -> bool:
    """Whether offices that work by day are open on `day`."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def holiday_name(day: date) -> str:
    """The Norwegian name of the public holiday on `day`, or an empty string."""
    return str(_holidays(day.year).get(day, ""))


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    return add_working_days(day, 1)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; with 0, `day` itself or the first working day after it."""
    while count > 0 or not is_working_day(day):
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day


def deadline_in_working_days(at: datetime, count: int) -> datetime:
    """The end of office hours, local time, on the `count`-th working day after the day of `at`."""
    day = add_working_days(at.astimezone(OSLO).date(), count)
    return datetime.combine(day, END_OF_DAY, tzinfo=OSLO)


def deadline_in_hours(at: datetime, hours: int) -> datetime:
    """`hours` real hours after `at`, also across the change to and from summer time."""
    return (at.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours)).astimezone(OSLO)

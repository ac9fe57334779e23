"""Deadlines by the Norwegian calendar: weekends, holidays that move, and the two nights when the clock is changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.foundation.working_days import (
    OSLO,
    add_working_days,
    deadline_in_hours,
    deadline_in_working_days,
    is_working_day,
    next_working_day,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 11, 20), date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 3, 31), date(2026, 4, 1)),  # the Wednesday before Easter is an ordinary day
        (date(2026, 4, 1), date(2026, 4, 7)),  # over Maundy Thursday, Good Friday, Easter and Easter Monday
        (date(2026, 5, 13), date(2026, 5, 15)),  # over Ascension
        (date(2026, 5, 15), date(2026, 5, 18)),  # the seventeenth is a Sunday
        (date(2026, 12, 24), date(2026, 12, 28)),  # over Christmas
    ],
)
def test_the_next_working_day(day: date, following: date) -> None:
    assert next_working_day(day) == following


@given(DAYS, st.integers(0, 30))
def test_a_deadline_falls_on_a_working_day_with_so_many_working_days_between(day: date, count: int) -> None:
    end = add_working_days(day, count)
    between = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]

    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == count or (count == 0 and not is_working_day(day))


@given(st.integers(0, 5 * 365 * 24), st.integers(0, 200))
def test_hours_are_real_hours_also_when_the_clock_is_changed(passed: int, hours: int) -> None:
    at = (datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=passed)).astimezone(OSLO)

    assert deadline_in_hours(at, hours).timestamp() - at.timestamp() == hours * 3600


def test_four_hours_over_the_change_to_winter_time_end_at_three() -> None:
    night = datetime(2026, 10, 25, 0, 0, tzinfo=OSLO)

    assert deadline_in_hours(night, 4) == datetime(2026, 10, 25, 3, 0, tzinfo=OSLO)


def test_a_deadline_in_working_days_is_the_end_of_office_hours() -> None:
    friday = datetime(2026, 11, 20, 15, 0, tzinfo=OSLO)

    assert deadline_in_working_days(friday, 1) == datetime(2026, 11, 23, 15, 45, tzinfo=OSLO)

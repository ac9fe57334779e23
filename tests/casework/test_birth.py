"""Births that are known more or less, and ages that are always derived, on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.casework.persons.rules import Birth, birth
from rodtrad.casework.persons.vocabulary import BirthPrecision
from rodtrad.foundation.errors import DomainError

TODAY = date(2026, 11, 23)


def known(year: int | None, month: int | None = None, day: int | None = None, *, estimated: bool = False) -> Birth:
    found = birth(year=year, month=month, day=day, estimated=estimated, today=TODAY)
    assert found is not None
    return found


def test_about_1958_is_about_68() -> None:
    born = known(1958, estimated=True)

    assert (born.age_on(TODAY), born.is_about(), born.precision) == (68, True, BirthPrecision.ESTIMATED)


@pytest.mark.parametrize(
    ("parts", "precision"),
    [((1980, 5, 3), BirthPrecision.DAY), ((1980, 5), BirthPrecision.MONTH), ((1980,), BirthPrecision.YEAR)],
)
def test_what_is_written_says_how_far_it_is_known(parts: tuple[int, ...], precision: BirthPrecision) -> None:
    assert known(*parts).precision is precision


def test_a_minor_until_the_birthday_and_not_on_it() -> None:
    born = known(2008, 5, 3)

    assert born.is_minor_on(date(2026, 5, 2))
    assert not born.is_minor_on(date(2026, 5, 3))


def test_born_on_the_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    born = known(2004, 2, 29)

    assert (born.age_on(date(2022, 2, 28)), born.age_on(date(2022, 3, 1))) == (17, 18)


@pytest.mark.parametrize(
    ("year", "month", "day", "said"),
    [
        (2027, 1, 1, "future"),
        (1900, 1, 1, "120"),
        (1980, 2, 30, "does not exist"),
        (None, 2, None, "year of birth"),
        (1980, None, 4, "month too"),
    ],
)
def test_what_cannot_be_a_birth_is_refused_with_the_reason(
    year: int | None, month: int | None, day: int | None, said: str
) -> None:
    with pytest.raises(DomainError, match=said):
        birth(year=year, month=month, day=day, estimated=False, today=TODAY)


@given(st.dates(date(1910, 1, 1), TODAY), st.dates(TODAY, date(2050, 1, 1)))
def test_an_age_goes_up_by_one_on_each_birthday_and_never_else(day: date, on: date) -> None:
    born = Birth(day, BirthPrecision.DAY)
    lived = sum(
        1 for year in range(day.year + 1, on.year + 1) if (year, day.month, day.day) <= (on.year, on.month, on.day)
    )

    assert born.age_on(on) == lived

"""Decisions about persons as pure functions. Ages are always derived, on the day asked about."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.vocabulary import BirthPrecision
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import LONGEST_NAME, clean

OLDEST = 120
# Twelve digits that begin with a year: the shape of a case number of the immigration authorities.
_CONTROL_NUMBER = re.compile(r"\b(?:19|20)\d{10}\b")
_NATIONAL_NUMBER = re.compile(r"\b\d{6}\s?\d{5}\b")


@dataclass(frozen=True)
class Birth:
    """A birth date and how far it is known; a day that is not known is the first of its month or year."""

    day: date
    precision: BirthPrecision

    def age_on(self, on: date) -> int:
        """Whole years on a day. Born on 29 February: a year older on 1 March in other years."""
        had_birthday = (on.month, on.day) >= (self.day.month, self.day.day)
        return on.year - self.day.year - (0 if had_birthday else 1)

    def is_minor_on(self, on: date) -> bool:
        return self.age_on(on) < 18

    def is_about(self) -> bool:
        """Whether the age is said with "about"."""
        return self.precision in {BirthPrecision.YEAR, BirthPrecision.ESTIMATED}


def birth(*, year: int | None, month: int | None, day: int | None, estimated: bool, today: date) -> Birth | None:
    """A birth from what is known. Raises DomainError for a date that is not one, lies ahead, or gives over 120 years."""
    if year is None:
        if month or day:
            raise DomainError(_("Write the year of birth too, or leave all three empty."), field="birth_year")
        return None
    if day and not month:
        raise DomainError(_("Write the month too, or leave the day empty."), field="birth_year")
    try:
        born = date(year, month or 1, day or 1)
    except ValueError as error:
        raise DomainError(_("That date does not exist. Check day, month and year."), field="birth_year") from error
    if born > today:
        raise DomainError(_("The birth date lies in the future. Check the year."), field="birth_year")
    precision = BirthPrecision.DAY if day else BirthPrecision.MONTH if month else BirthPrecision.YEAR
    found = Birth(born, BirthPrecision.ESTIMATED if estimated else precision)
    if found.age_on(today) > OLDEST:
        raise DomainError(_("That gives an age above 120 years. Check the year."), field="birth_year")
    return found


def name(text: str, *, field: str) -> str:
    """A name as it is stored. Raises DomainError when nothing is left, or it is longer than 400 characters."""
    cleaned = clean(text)
    if not cleaned:
        raise DomainError(_("Write a name, or register without one."), field=field)
    if len(cleaned) > LONGEST_NAME:
        raise DomainError(_("The name is longer than 400 characters. Write a shorter one."), field=field)
    return cleaned


def check_free_text(text: str, *, field: str) -> None:
    """Raises DomainError when a free text holds a number that must not stand there (R-28-05, R-01-08)."""
    if _CONTROL_NUMBER.search(text):
        raise DomainError(
            _(
                "The text holds a number shaped like an immigration case number. Such numbers are not kept here. Take it out."
            ),
            field=field,
        )
    if _NATIONAL_NUMBER.search(text):
        raise DomainError(
            _("The text holds a national number. Take it out; the number has its own field."), field=field
        )

"""Whole months that have ended: the only periods of these figures, so that no two can be subtracted from each other."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar in Oslo, from its first instant to the first of the next."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first_day, time(), tzinfo=OSLO)

    @property
    def until(self) -> datetime:
        return self.plus(1).since

    def plus(self, months: int) -> "Month":
        year, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, number + 1)


def last_month(*, at: datetime) -> Month:
    """The newest month that has ended."""
    today = local_day(at)
    return Month(today.year, today.month).plus(-1)


def month_from(text: str, *, at: datetime) -> Month:
    """The month of "2026-10"; the newest that has ended for an empty text. Raises DomainError for one that has not."""
    newest = last_month(at=at)
    if not text:
        return newest
    year, _dash, number = text.partition("-")
    if not (year.isdecimal() and number.isdecimal() and len(year) == 4 and 1 <= int(number) <= 12 and int(year) > 1900):
        raise DomainError(_("That is not a month. Choose one from the list."), field="month")
    month = Month(int(year), int(number))
    if month > newest:
        raise DomainError(
            _("That month has not ended yet. Choose one that has; it never changes afterwards."), field="month"
        )
    return month

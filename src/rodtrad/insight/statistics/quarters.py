"""Quarters of a year: the only periods that persons are counted in. They never overlap, so nothing can be subtracted."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rodtrad.foundation.working_days import OSLO


@dataclass(frozen=True, order=True)
class Quarter:
    """Half-open days and instants, Oslo time."""

    year: int
    number: int

    @property
    def since(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def until(self) -> date:
        return self.plus(1).since

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.since, time(), tzinfo=OSLO)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.until, time(), tzinfo=OSLO)

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number}"

    def plus(self, quarters: int) -> "Quarter":
        place = 4 * self.year + self.number - 1 + quarters
        return Quarter(place // 4, place % 4 + 1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def last_ended(at: datetime) -> Quarter:
    """The newest quarter of which nothing can happen any more."""
    return quarter_of(at.astimezone(OSLO).date()).plus(-1)


def quarter_from(code: str) -> Quarter | None:
    """Reads `2026-3`; None for anything else."""
    year, _dash, number = code.partition("-")
    if len(year) == 4 and year.isdecimal() and number in ("1", "2", "3", "4") and int(year) > 1900:
        return Quarter(int(year), int(number))
    return None

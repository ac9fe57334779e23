"""What may be calculated with published figures, and what is refused. No Django tables.

Figures of different definitions are never added, subtracted or averaged; at most the bounds that hold whatever overlaps
(Fréchet 1935).
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import DomainError

EXACT = "EXACT"
PERSON_UNITS = frozenset({"PERSONS", "PATIENTS", "RESPONDENTS"})
STAY_UNITS = frozenset({"ADMISSIONS", "STAYS", "CONTACTS", "CONSULTATIONS"})


@dataclass(frozen=True)
class Stated:
    """A figure as far as calculating with it goes."""

    label: str
    definition: str
    geography: str
    period: str
    unit: str
    qualifier: str
    value: Decimal | None
    is_claim: bool = False


@dataclass(frozen=True)
class Compared:
    """The second minus the first, and the second in per cent of the first; the per cent is None for a first of 0."""

    difference: Decimal
    percent_change: Decimal | None


@dataclass(frozen=True)
class Bounds:
    """How many two lists of persons can share, and how many persons they can be together."""

    both_least: int
    both_most: int
    together_least: int
    together_most: int


def check_comparable(first: Stated, second: Stated) -> tuple[Decimal, Decimal]:
    """The two values. Raises DomainError with the reason why there is nothing to calculate."""
    if first.is_claim or second.is_claim:
        raise DomainError(_("One of them is somebody's claim. Claims are shown and never calculated with."))
    if first.unit != second.unit:
        raise DomainError(_("They count different things. Persons, stays and events are never added or subtracted."))
    if (first.label, first.definition) != (second.label, second.definition):
        raise DomainError(_("They have two definitions. A difference would be of the definitions, not of the world."))
    if first.geography != second.geography:
        raise DomainError(_("They are of two places. A figure keeps its geography."))
    if first.qualifier != EXACT or second.qualifier != EXACT or first.value is None or second.value is None:
        raise DomainError(_("One of them is not stated exactly, and no middle is made up."))
    return first.value, second.value


def compare(first: Stated, second: Stated) -> Compared:
    """The change between two figures of one definition and place. Raises DomainError."""
    a, b = check_comparable(first, second)
    return Compared(b - a, (100 * (b - a) / a).quantize(Decimal("0.1")) if a else None)


def stays_per_person(first: Stated, second: Stated) -> Decimal | None:
    """Stays for each person, when one figure counts persons and the other their stays in one place and period; else None."""
    persons, stays = (first, second) if first.unit in PERSON_UNITS else (second, first)
    same = (first.geography, first.period) == (second.geography, second.period)
    exact = first.qualifier == second.qualifier == EXACT and persons.value and stays.value
    if not (same and exact and persons.unit in PERSON_UNITS and stays.unit in STAY_UNITS):
        return None
    assert persons.value is not None and stays.value is not None
    return (stays.value / persons.value).quantize(Decimal("0.01"))


def bounds(first: Stated, second: Stated, population: Stated) -> Bounds:
    """What holds whatever the two share. Raises DomainError unless all are exact numbers of persons of one place."""
    parts = (first, second, population)
    if any(one.unit not in PERSON_UNITS or one.qualifier != EXACT or one.value is None for one in parts):
        raise DomainError(_("Bounds need three exact numbers of persons."))
    if len({one.geography for one in parts}) > 1:
        raise DomainError(_("They are of two places. A figure keeps its geography."))
    a, b, whole = (int(one.value or 0) for one in parts)
    if max(a, b) > whole:
        raise DomainError(_("There are more in one of them than in all."))
    return Bounds(max(0, a + b - whole), min(a, b), max(a, b), min(whole, a + b))


def percent(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Per cent with one decimal; None without a denominator."""
    if numerator is None or not denominator:
        return None
    return (100 * numerator / denominator).quantize(Decimal("0.1"))


def persons_of(stated: Stated, denominator: Decimal | None) -> Decimal:
    """How many a percentage is. Raises DomainError while nobody knows of what it is a percentage."""
    if denominator is None:
        raise DomainError(_("The source does not say of how many. No number of persons is made from it."))
    if stated.value is None or stated.unit != "PERCENT":
        raise DomainError(_("That is no percentage."))
    return (stated.value * denominator / 100).quantize(Decimal(1))

"""The numbers of the demo city: quarters frozen by the clock, a threshold somebody chose, and one quarter open to all."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rodtrad.cli.demo.staff import SETUP, Staff
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.insight.indicators import operations as indicators
from rodtrad.insight.indicators.known import known_figures
from rodtrad.insight.indicators.operations import Definition
from rodtrad.insight.statistics import operations as statistics
from rodtrad.insight.statistics.quarters import last_ended

QUARTERS = 6


def freeze_and_open(staff: Staff, *, now: datetime) -> None:
    """Six quarters of every register; the newest of those followed up is opened, unless the city is too small for it."""
    statistics.freeze_due(QUARTERS, by=SETUP, at=now)
    office = staff.posts["afs", "programme"]
    statistics.choose_threshold(
        "new",
        fewest=10,
        reason="Nye personer i en bydel er få; programmet vil være på den sikre siden.",
        by=office,
        at=now,
    )
    _indicators(staff, now=now)
    cube = statistics.freeze("followed-up", quarter=last_ended(now), by=SETUP, at=now)
    try:
        statistics.publish(cube.pk, by=office, at=now)
    except DomainError:
        return  # a demo of a handful of people has nothing to open


def _indicators(staff: Staff, *, now: datetime) -> None:
    """The published figures of the documents, and one indicator whose definition has changed."""
    indicators.load_figures(known_figures(), by=SETUP, at=now)
    office, year = staff.posts["afs", "programme"], now.year
    means = Definition(
        definition="Personer som følges opp og har en individuell plan", source="Rød tråd, telt for hånd",
        geography="Oslo", unit="PERCENT", numerator="Personer med individuell plan",
        denominator="Alle som følges opp på årets siste dag", target="Minst 60 prosent",
    )  # fmt: skip
    made = indicators.make_indicator(
        "Individuell plan (oppdiktet)", owner_id=office.own_unit_id, means=means, by=office, at=now
    )
    for back, value, n in ((3, "31.0", 410), (2, "38.5", 480)):
        _enter(made.pk, year - back, value, n, office, now)
    narrower = replace(means, definition="Personer som følges opp og har en individuell plan med egne mål")
    reason = "Planer uten egne mål telte med før."
    indicators.change_definition(made.pk, means=narrower, reason=reason, by=office, at=now)
    _enter(made.pk, year - 1, "29.0", 530, office, now)


def _enter(indicator_id: UUID, year: int, value: str, n: int, office: Actor, now: datetime) -> None:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    indicators.enter_value(
        indicator_id, period_from=first, period_until=after, value=Decimal(value), n=n, by=office, at=now
    )

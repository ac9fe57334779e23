"""Where people were counted, and where help is open at those hours: the two shares beside each other, zone by zone.

Means of approved rounds of the last twelve months. Counts are made by day and in the evening only, so nothing is said of
the night. The hours of a slot are those in which rounds are usually walked.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import fmean

from rodtrad.fieldwork.counts import queries as counts
from rodtrad.fieldwork.counts.queries import CountRow
from rodtrad.insight.coverage.facts import SLOTS, SLOTS_A_DAY, Question, Supply, ZoneLine
from rodtrad.insight.coverage.queries import coverage
from rodtrad.registry.organisations.queries import local_day

HOURS = {"DAY": (20, 32), "EVENING": (32, 44)}  # half hours from midnight: 10-16 and 16-22
BACK = timedelta(days=365)


def concentration(question: Question, *, monday: date, at: datetime) -> list[ZoneLine]:
    """Every zone that has counts or offers, most people first. `question` says which offers count."""
    today = local_day(at)
    zones = {zone.code: zone.name for zone in counts.zone_lines(on=today)}
    persons = _means(counts.count_rows(list(zones), from_on=today - BACK))
    supplies = {
        line.code: line.supply for line in coverage(question, by="area", names=zones, monday=monday, at=at).lines
    }
    all_persons = sum(fmean(figures.values()) for figures, _rounds in persons.values())
    all_hours = sum(_service_hours(one) for one in supplies.values())
    lines = []
    for code, name in zones.items():
        figures, rounds = persons.get(code, ({}, {}))
        supply = supplies[code]
        if figures or supply.offers:
            lines.append(
                ZoneLine(
                    code, name, figures, rounds, supply.offers, _open_at(supply), _service_hours(supply),
                    fmean(figures.values()) / all_persons if figures and all_persons else None,
                    _service_hours(supply) / all_hours if all_hours else None,
                )
            )  # fmt: skip
    return sorted(lines, key=lambda line: (-(line.share_of_persons or 0), line.name))


def _means(rows: Iterable[CountRow]) -> dict[str, tuple[dict[str, float], dict[str, int]]]:
    """Mean of the rounds and how many there were, by zone and slot."""
    found: dict[str, dict[str, list[int]]] = {}
    for row in rows:
        if row.status == "counted" and row.persons is not None:
            found.setdefault(row.zone, {}).setdefault(row.slot, []).append(row.persons)
    return {
        zone: ({slot: fmean(all_of) for slot, all_of in by.items()}, {slot: len(all_of) for slot, all_of in by.items()})
        for zone, by in found.items()
    }


def _service_hours(supply: Supply) -> float:
    return sum(supply.open) / 2


def _open_at(supply: Supply) -> dict[str, float]:
    """The mean number of offers open in the hours of each slot of the count."""
    return {
        slot: fmean(supply.open[day + half] for day in range(0, SLOTS, SLOTS_A_DAY) for half in range(first, last))
        for slot, (first, last) in HOURS.items()
    }

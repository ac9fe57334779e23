"""Three made-up zones over eight summers: in the park the number falls in 2019, by the bridge it rises, the square stays."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.operations.loading import EarlierRound
from rodtrad.foundation.working_days import OSLO
from tests.city import LONG_AGO, SETUP, City

YEARS = range(2015, 2023)
ZONES = {"parken": (60, 20), "broen": (20, 45), "torget": (40, 40)}
ROUNDS = 10
RING = [[10.74, 59.91], [10.75, 59.91], [10.75, 59.92], [10.74, 59.92], [10.74, 59.91]]


def play_summers(city: City) -> dict[str, UUID]:
    """Zones, a series of all three, one of the park alone, a dated event, published figures and approved rounds."""
    zones = {}
    counts.set_bands((18, 26, 41), valid_from=date(2005, 1, 1), by=SETUP, at=LONG_AGO)
    for name in ZONES:
        zone = counts.add_zone(
            name.title(), code=name, ring=RING, valid_from=date(2005, 1, 1), source="test", by=SETUP, at=LONG_AGO
        )
        counts.start_counting(zone.pk, valid_from=date(2014, 1, 1), source="test", by=SETUP, at=LONG_AGO)
        zones[name] = zone.pk
    for code, named in (("alle", list(ZONES)), ("parken-alene", ["parken"])):
        _series(code, [zones[name] for name in named], city)
    counts.add_marker(
        "tiltaket", name="Tiltaket i parken", name_en="", starts_on=date(2019, 3, 1), ends_on=date(2019, 3, 2),
        source="test", by=SETUP, at=LONG_AGO,
    )  # fmt: skip
    counts.load_rounds(_rounds(zones, city.unit_id("mottak")), is_synthetic=True, by=SETUP, at=LONG_AGO)
    return zones


def _series(code: str, zone_ids: list[UUID], city: City) -> None:
    counts.add_series(
        code, name=code.replace("-", " ").title(), zone_ids=zone_ids, counter_id=city.unit_id("mottak"),
        measure="MEAN_DAY_EVENING", slots=["DAY", "EVENING"], season="06-01/08-31", from_year=2015, until_year=2022,
        source="test", by=SETUP, at=LONG_AGO,
    )  # fmt: skip


def _rounds(zones: dict[str, UUID], counter_id: UUID) -> Iterator[EarlierRound]:
    chance = random.Random(7)
    for year in YEARS:
        for week in range(ROUNDS):
            for slot, hour in (("DAY", 13), ("EVENING", 20)):
                start = datetime(year, 6, 2, hour, tzinfo=OSLO) + timedelta(weeks=week)
                factor = chance.gammavariate(20, 1 / 20)
                for name, (before, after) in ZONES.items():
                    persons = round((before if year < 2019 else after) * factor)
                    cells = [0] * 12
                    cells[7] = persons
                    yield EarlierRound(
                        zones[name], counter_id, slot, start, start + timedelta(minutes=20), "COUNTED",
                        tallies=(cells, [max(0, c - (c > 0) * (week % 2)) for c in cells]) if week < 3 else (cells,),
                        police_present="NO", weather="DRY", counters=2,
                    )  # fmt: skip

"""Made-up rounds of every summer from 2007, whose averages agree with what was published. Marked synthetic everywhere.

Published means that the rounds reproduce: 73 (2016), 106 (2017), 119 (2018) and 133 (2019) as the mean of day and evening;
15.4 at Urtegata in 2017 by the outreach service and 38 by the Salvation Army; under 26 years 5 (2011), 11.5 (2017) and 13.2
(2018); minors 0.4 and 0.1, together 0.5 (2017), 0.7 (2018) and about 2 (2019); the share of men under 26. The baseline of
110 to 130 before 2011 and the top in 2008 hold too. Everything between is invented.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from rodtrad.fieldwork.counts.operations.loading import EarlierRound
from rodtrad.fieldwork.counts.rules import cell_index
from rodtrad.foundation.working_days import OSLO

ROUNDS = 13  # of each slot in each zone, one a week from June to August
OUTREACH, SALVATION_ARMY = "uteseksjonen", "frelsesarmeen"
# The mean of day and evening of all zones, of those under 26, and of those under 18.
YEARS = {
    2007: (121, 14.0, 0.5), 2008: (130, 16.5, 0.6), 2009: (124, 14.5, 0.5), 2010: (117, 8.0, 0.3), 2011: (112, 5.0, 0.2),
    2012: (50, 3.5, 0.1), 2013: (55, 4.2, 0.1), 2014: (60, 5.5, 0.2), 2015: (66, 7.0, 0.3), 2016: (73, 8.5, 0.4),
    2017: (106, 11.5, 0.5), 2018: (119, 13.2, 0.7), 2019: (133, 21.0, 2.0), 2020: (128, 18.0, 1.6), 2021: (121, 16.0, 1.2),
    2022: (117, 14.0, 1.0), 2023: (109, 13.0, 0.9), 2024: (104, 12.0, 0.8), 2025: (98, 12.5, 0.9), 2026: (101, 13.0, 1.0),
}  # fmt: skip
CENTRE = ("jernbanetorget", "christian-frederiks-plass", "skippergata", "kvadraturen")
EAST = ("brugata-storgata", "vaterland", "nedre-akerselva", "gronland")
SHARES = {  # of the zones above in their order, from a year on
    2007: (0.34, 0.22, 0.08, 0.08, 0.12, 0.06, 0.05, 0.05),
    2011: (0.12, 0.10, 0.30, 0.12, 0.18, 0.07, 0.06, 0.05),
    2012: (0.05, 0.05, 0.20, 0.12, 0.28, 0.12, 0.10, 0.08),
    2013: (0.03, 0.03, 0.14, 0.09, 0.34, 0.14, 0.12, 0.11),
    2014: (0.02, 0.02, 0.09, 0.06, 0.39, 0.16, 0.13, 0.13),
    2015: (0.01, 0.01, 0.05, 0.03, 0.43, 0.18, 0.14, 0.15),
    2016: (0, 0, 0, 0, 0.47, 0.20, 0.16, 0.17),
}
URTEGATA, URTEGATA_FROM, URTEGATA_2017, URTEGATA_SHARE = "urtegata", 2017, 15.4, 0.13
ARMY_2017 = 38
DAY_FACTOR = {"vaterland": 0.7, "urtegata": 1.5, "brugata-storgata": 0.9}  # the evening has the rest of 2
MINORS = {"vaterland": 0.8, "nedre-akerselva": 0.2}  # where they are met
MEN_UNDER_26 = {2017: 0.74, 2018: 0.86}
MEN = 0.76


@dataclass(frozen=True)
class _Aim:
    """The mean a zone and slot should have in a summer: of all, of those under 26, of those under 18."""

    zone: str
    slot: str
    persons: float
    young: float
    minors: float


def earlier_rounds(
    zones: dict[str, UUID], units: dict[str, UUID], *, seed: int, until_year: int
) -> Iterator[EarlierRound]:
    """Every round of every summer up to a year, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up rounds, nothing secret
    for year in [one for one in YEARS if one <= until_year]:
        left = [0.0, 0.0, 0.0]  # what rounding to whole persons owes the next zone
        for aim in _aims(year):
            yield from _summer(aim, year, left, chance, zone_id=zones[aim.zone], counter_id=units[OUTREACH])
        if year == URTEGATA_FROM:
            army = _Aim(URTEGATA, "DAY", ARMY_2017, 1.0, 0)
            yield from _summer(army, year, [0, 0, 0], chance, zone_id=zones[URTEGATA], counter_id=units[SALVATION_ARMY])


def _aims(year: int) -> Iterator[_Aim]:
    total, young, minors = YEARS[year]
    shares = dict(zip(CENTRE + EAST, SHARES[max(y for y in SHARES if y <= year)], strict=True))
    urtegata = 0.0 if year < URTEGATA_FROM else URTEGATA_2017 if year == URTEGATA_FROM else total * URTEGATA_SHARE
    means = {zone: share * (total - urtegata) for zone, share in shares.items() if share}
    if urtegata:
        means[URTEGATA] = urtegata
    for zone, mean in means.items():
        day = DAY_FACTOR.get(zone, 1.0)
        few = MINORS.get(zone, 0) * minors
        for slot, factor in (("DAY", day), ("EVENING", 2 - day)):
            yield _Aim(zone, slot, mean * factor, (young - minors) * mean / total + few, few)


def _summer(
    aim: _Aim, year: int, left: list[float], chance: random.Random, *, zone_id: UUID, counter_id: UUID
) -> Iterator[EarlierRound]:
    """The rounds of one zone and slot, whose sum is the aim times the rounds that were counted."""
    starts = list(_starts(year, aim.slot))
    missing = {i for i in range(ROUNDS) if chance.random() < 0.05}
    counted = [i for i in range(ROUNDS) if i not in missing]
    sums = [_whole(mean, left, place, len(counted)) for place, mean in enumerate((aim.persons, aim.young, aim.minors))]
    police = {i for i in counted if chance.random() < (0.3 if aim.zone == "brugata-storgata" else 0.08)}
    rain = {i for i in counted if chance.random() < 0.25}
    weights = [
        chance.gammavariate(12, 1 / 12) * (0.75 if i in police else 1) * (0.9 if i in rain else 1) for i in counted
    ]
    people = chance.choices(counted, weights, k=sums[0]) if sums[0] else []
    cells = {i: [0] * 12 for i in counted}
    for place, round_number in enumerate(people):
        band = 0 if place < sums[2] else 1 if place < sums[1] else 2 if chance.random() < 0.55 else 3
        men = MEN_UNDER_26.get(year, 0.75) if band < 2 else MEN
        draw = chance.random()
        gender = "U" if draw > 0.98 else "M" if draw < men else "W"
        cells[round_number][cell_index(band, gender)] += 1
    for i, start in enumerate(starts):
        end = start + timedelta(minutes=20)
        empty = EarlierRound(zone_id, counter_id, aim.slot, start, end, "NOT_COUNTED", reason="STAFF")
        if i in missing:
            yield replace(empty, reason=chance.choice(("STAFF", "WEATHER", "URGENT")))
            continue
        yield replace(
            empty,
            coverage="COUNTED",
            reason="",
            tallies=_tallies(cells[i], aim, year, i, chance),
            counters=2,
            weather="RAIN" if i in rain else "DRY",
            police_present="YES" if i in police else "NO",
        )


def _tallies(cells: list[int], aim: _Aim, year: int, i: int, chance: random.Random) -> tuple[list[int], ...]:
    """From 2019 every third evening round of two zones had an independent second counter, who sees nearly the same."""
    if year < 2019 or aim.slot != "EVENING" or aim.zone not in ("vaterland", "gronland") or i % 3:
        return (cells,)
    second = [max(0, cell + chance.choice((-1, 0, 0, 0, 1)) if cell else cell) for cell in cells]
    return (cells, second)


def _whole(mean: float, left: list[float], place: int, counted: int) -> int:
    wanted = mean + left[place]
    found = max(0, round(wanted * counted))
    left[place] = wanted - found / counted
    return found


def _starts(year: int, slot: str) -> Iterator[datetime]:
    """Tuesdays at one and Thursdays at eight, from the first in June on."""
    weekday, hour = (1, 13) if slot == "DAY" else (3, 20)
    first = date(year, 6, 1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    for week in range(ROUNDS):
        yield datetime.combine(first + timedelta(weeks=week), time(hour), tzinfo=OSLO)

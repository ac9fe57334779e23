"""The made-up summers have the averages that were published, and say that they are made up."""

from collections import defaultdict
from uuid import UUID

import pytest

from rodtrad.cli.demo.scenes import load_scenes
from rodtrad.cli.demo.summers import CENTRE, EAST, OUTREACH, SALVATION_ARMY, URTEGATA, earlier_rounds
from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts import queries
from rodtrad.fieldwork.counts.rules import mean_of_slots
from rodtrad.insight.scenes.agreement import agreement
from rodtrad.registry.organisations.operations import add_organisation
from rodtrad.registry.organisations.queries import unit_ids_by_code
from tests.city import LONG_AGO, SETUP

ALL = (*CENTRE, *EAST, URTEGATA)
SLOTS = ("DAY", "EVENING")


@pytest.fixture
def loaded(db: None) -> None:
    for code in (OUTREACH, SALVATION_ARMY):
        add_organisation(code, name=code, kind="NGO", sector="NGO", by=SETUP, at=LONG_AGO)
    load_scenes(by=SETUP, at=LONG_AGO)
    rounds = earlier_rounds(queries.zone_ids_by_code(), unit_ids_by_code(), seed=20261123, until_year=2026)
    counts.load_rounds(rounds, is_synthetic=True, by=SETUP, at=LONG_AGO)


def _mean(year: int, zones: tuple[str, ...] = ALL, *, under: int | None = None, counter: str = OUTREACH) -> float:
    by_zone: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in queries.count_rows(zones, counter=counter, under=under, season="06-01/08-31"):
        if row.period == year and row.persons is not None:
            by_zone[row.zone][row.slot].append(row.persons)
    slots = SLOTS if counter == OUTREACH else ("DAY",)
    return sum(mean_of_slots(found, slots=slots) or 0 for found in by_zone.values())


def test_the_averages_are_the_published_ones(loaded: None) -> None:
    published = {line.code: line.value for line in queries.published()}

    for year in (2016, 2017, 2019):
        assert round(_mean(year)) == published[f"total-{year}-presse"], year
    assert round(_mean(2018)) == published["total-2018-presse-a"]
    assert all(110 <= _mean(year) <= 130.5 for year in range(2007, 2011))
    assert max(range(2007, 2018), key=_mean) == 2008
    for year, code in ((2011, "unge-2011"), (2017, "unge-2017"), (2018, "unge-2018")):
        assert round(_mean(year, under=26), 1) == pytest.approx(float(published[code] or 0), abs=0.06), year
    assert round(_mean(2017, (URTEGATA,)), 1) == 15.4
    assert round(_mean(2017, (URTEGATA,), counter=SALVATION_ARMY)) == 38
    assert round(_mean(2017, ("vaterland",), under=18), 1) == 0.4
    assert round(_mean(2017, ("nedre-akerselva",), under=18), 1) == 0.1
    assert round(_mean(2018, under=18), 1) == 0.7


def test_every_made_up_round_says_so_and_the_same_seed_makes_the_same(loaded: None) -> None:
    rows = queries.count_rows([])
    zones = {code: UUID(int=i) for i, code in enumerate(ALL)}
    units = {OUTREACH: UUID(int=1), SALVATION_ARMY: UUID(int=2)}

    assert len({row.period for row in rows}) >= 15
    assert all(row.is_synthetic for row in rows)
    assert list(earlier_rounds(zones, units, seed=1, until_year=2010)) == list(
        earlier_rounds(zones, units, seed=1, until_year=2010)
    )


def test_a_zone_that_joined_in_2017_is_named_as_left_out_of_the_older_series(loaded: None) -> None:
    series = queries.series_line("oslo-total-uten-urtegata-2007-2017")

    assert series.left_out == ("Urtegata at Fyrlyset",)
    assert [year for year, _note in series.breaks] == [2016]
    assert queries.series_line("oslo-unge-0-25").under == 26


def test_38_and_15_stand_side_by_side_with_their_definitions_and_no_number_is_made_of_them(loaded: None) -> None:
    found = agreement(language="nb").side_by_side

    beside = next(one for one in found if "2017" in one.place)
    assert {float(line.value or 0) for line in beside.figures} == {38.0, 15.4}
    assert len({line.definition for line in beside.figures}) == 2
    assert beside.refusal


def test_a_baseline_is_a_range_a_peak_is_a_peak_and_an_estimate_is_one(loaded: None) -> None:
    lines = {line.code: line for line in queries.published()}

    baseline, peak, estimate = (
        lines[code] for code in ("total-for-2011", "topp-jernbanetorget-2011", "anslag-brugata-2016-11")
    )
    assert (baseline.value, baseline.value_min, baseline.value_max) == (None, 110, 130)
    assert (peak.series, estimate.series) == ("observasjoner-topp", "observasjoner-anslag")
    assert round(_mean(2016)) == 73  # the estimate of the same year is no part of it

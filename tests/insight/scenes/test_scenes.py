"""Trends, displacement and agreement from rounds in the database."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.models import Round
from rodtrad.insight.scenes import memory
from rodtrad.insight.scenes.agreement import agreement
from rodtrad.insight.scenes.displacement import Choice, displacement
from rodtrad.insight.scenes.provenance import provenance
from rodtrad.insight.scenes.rows import status_in
from rodtrad.insight.scenes.trend import Trend, trend
from tests.city import MONDAY, SETUP, City
from tests.insight.scenes.summers import ROUNDS, play_summers


@pytest.fixture
def zones(city: City) -> dict[str, UUID]:
    return play_summers(city)


def shown(code: str) -> Trend:
    return trend(code, at=MONDAY, language="nb")


def test_a_figure_is_the_mean_of_the_means_of_day_and_evening(zones: dict[str, UUID]) -> None:
    rounds = Round.objects.filter(zone_id=zones["parken"], on_day__year=2016).prefetch_related("tallies")
    persons: dict[str, list[int]] = {"DAY": [], "EVENING": []}
    for one in rounds:
        persons[one.slot].append(next(t.persons for t in one.tallies.all() if t.number == 1))
    by_hand = sum(sum(p) / len(p) for p in persons.values()) / 2

    figure = next(year for year in shown("parken-alene").years if year.year == 2016)

    assert figure.counted == pytest.approx(by_hand)
    assert figure.rounds == 2 * ROUNDS


def test_a_zone_that_leaves_the_count_gives_variants_and_no_single_trend(zones: dict[str, UUID]) -> None:
    counts.stop_counting(zones["parken"], on=date(2019, 1, 1), by=SETUP, at=MONDAY)
    Round.objects.filter(zone_id=zones["parken"], on_day__year__gte=2019).update(
        state="CANCELLED", coverage="", reason=""
    )

    answer = shown("alle").answer

    assert answer is not None
    assert set(answer["result"]["variants"]) == {"imputed", "closed_as_zero", "constant_panel"}


def test_a_zone_without_a_round_is_not_counted_not_yet_counted_or_no_longer_counted() -> None:
    times = [(date(2010, 1, 1), date(2015, 1, 1))]

    assert [status_in(times, date(year, 7, 15)) for year in (2009, 2012, 2016)] == [
        "not_established", "not_counted", "closed",
    ]  # fmt: skip
    assert status_in([], date(2012, 7, 15)) == "not_established"


def test_provenance_names_exactly_the_rounds_of_the_figure(zones: dict[str, UUID], city: City) -> None:
    found = provenance("parken-alene", 2016, by=city["oslo.programme"])

    assert len(found.rounds) == found.counted == 2 * ROUNDS
    assert {row.round_id for row in found.rounds} == set(
        Round.objects.filter(zone_id=zones["parken"], on_day__year=2016).values_list("pk", flat=True)
    )


def test_without_access_to_rounds_there_is_the_definition_only(zones: dict[str, UUID], city: City) -> None:
    found = provenance("parken-alene", 2016, by=city["politi.officer"])

    assert found.rounds == ()
    assert found.counted == 2 * ROUNDS


def test_people_who_went_next_door_are_found(zones: dict[str, UUID]) -> None:
    choice = Choice(("parken",), ("broen",), ("torget",), "tiltaket", 3)

    found = displacement(choice, at=MONDAY, language="nb")

    assert found.answer is not None
    result = found.answer["result"]
    assert result["interval_method"] == "block_bootstrap"
    assert result["effect_ratio_upper"] < 1
    assert -1 < result["wdq"] < 0
    assert found.shift is not None
    assert next((flow.from_zone, flow.to_zone) for flow in found.shift.flows) == ("Parken", "Broen")


def test_where_nothing_fell_no_displacement_is_named(zones: dict[str, UUID]) -> None:
    choice = Choice(("torget",), ("broen",), ("parken",), "tiltaket", 1)

    found = displacement(choice, at=MONDAY, language="nb")

    assert found.answer is None or found.answer["result"]["wdq"] is None


def test_two_counters_of_one_round_are_compared_as_independent(zones: dict[str, UUID]) -> None:
    found = agreement(language="nb")

    assert found.answer is not None
    assert found.answer["result"]["pairs"][0]["items"] == len(found.pairs) == 8 * 3 * 2 * 3


def test_a_page_opened_again_is_not_calculated_again_until_a_round_changes(zones: dict[str, UUID]) -> None:
    memory.forget()
    shown("alle")
    with CaptureQueriesContext(connection) as warm:
        shown("alle")
    Round.objects.filter(zone_id=zones["parken"], on_day__year=2016)[0].tallies.filter(number=1).update(cells=[0] * 12)
    changed = shown("alle")

    assert not any("cells" in query["sql"] or "on_day" in query["sql"] for query in warm)
    assert changed.years[1].value != pytest.approx(120, abs=0.0001)

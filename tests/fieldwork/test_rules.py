"""Bands, cells, means and borders."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.fieldwork.counts import borders, rules
from tests.fieldwork.scenes import square

BOUNDS = st.lists(st.integers(1, 99), unique=True).map(lambda ages: sorted({18, *ages}))
TAPS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from("WMU"), st.sampled_from([1, -1])), max_size=40)


@given(bounds=BOUNDS, age=st.integers(0, 120))
def test_every_age_is_in_one_band_and_minors_are_apart(bounds: list[int], age: int) -> None:
    holding = [band for band in rules.bands(bounds) if band.start <= age and (band.end is None or age < band.end)]

    assert len(holding) == 1
    assert holding[0].is_minor == (age < 18)


@pytest.mark.parametrize(
    ("written", "fault"),
    [([(0, 17), (18, 25), (25, 40), (41, None)], 25), ([(0, 17), (20, None)], 18), ([(0, 17), (18, 30)], 31)],
)
def test_bands_that_overlap_gap_or_stop_are_refused_at_the_age(
    written: list[tuple[int, int | None]], fault: int
) -> None:
    with pytest.raises(ValueError) as refused:
        rules.bounds_of(written)

    assert refused.value.args[0] == fault


def test_bands_are_written_as_first_and_last_age() -> None:
    assert rules.bounds_of([(0, 17), (18, 25), (26, 40), (41, None)]) == [18, 26, 41]


@given(taps=TAPS, seed=st.randoms())
def test_the_order_of_presses_changes_nothing_and_no_cell_is_below_zero(
    taps: list[tuple[int, str, int]], seed: object
) -> None:
    mixed = list(taps)
    seed.shuffle(mixed)  # type: ignore[attr-defined]

    cells = rules.cells_of_taps(taps, bounds=(18, 26, 41))

    assert cells == rules.cells_of_taps(mixed, bounds=(18, 26, 41))
    assert min(cells) >= 0


def test_persons_of_an_age_add_up_over_the_bands_and_are_unknown_where_no_band_ends() -> None:
    cells = [1, 0, 0, 2, 3, 0, 4, 0, 0, 0, 5, 0]

    assert rules.persons_aged(cells, bounds=(18, 26, 41), under=26) == 6
    assert rules.persons_aged(cells, bounds=(18, 26, 41), over=18, under=26) == 5
    assert rules.persons_aged(cells, bounds=(18, 26, 41)) == 15
    assert rules.persons_aged(cells, bounds=(18, 26, 41), under=25) is None


def test_the_mean_of_day_and_evening_is_the_mean_of_the_two_means() -> None:
    by_slot = {"DAY": [10, 10, 10, 10], "EVENING": [30]}

    assert rules.mean_of_slots(by_slot, slots=["DAY", "EVENING"]) == 20
    assert rules.mean_of_slots({"EVENING": [30]}, slots=["DAY", "EVENING"]) is None


@pytest.mark.parametrize(
    ("persons", "usual", "asked"),
    [
        (20, [9, 10, 11, 10], True),
        (12, [9, 10, 11, 10], False),
        (40, [10], False),
        (2, [0, 1, 0, 1], False),
        (0, [20] * 6, True),
    ],
)
def test_a_count_far_from_the_usual_is_asked_about(persons: int, usual: list[int], asked: bool) -> None:
    assert rules.is_unusual(persons, usual) is asked


def test_a_season_is_kept_to_the_day() -> None:
    days = [date(2017, 5, 31), date(2017, 6, 1), date(2017, 8, 31), date(2017, 9, 1)]

    assert [rules.in_season(day, season="06-01/08-31") for day in days] == [False, True, True, False]


@given(st.floats(59.8, 60.1), st.floats(10.5, 10.9))
def test_a_sighting_keeps_only_a_corner_of_the_grid(latitude: float, longitude: float) -> None:
    corner = rules.to_grid(latitude, longitude)

    assert rules.to_grid(*corner) == corner
    assert abs(corner[0] - latitude) <= 0.0026
    assert abs(corner[1] - longitude) <= 0.0051


@pytest.mark.parametrize(
    ("ring", "fault", "place"),
    [
        ([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]], "CROSSES_ITSELF", 1),
        ([[0, 0], [1, 0], [1, 1]], "TOO_FEW_POINTS", 3),
        ([[0, 0], [1, 0], [1, 1], [0, 1]], "NOT_CLOSED", 4),
        ([[0, 0], [9, 0], [1, 1], [0, 0]], "OUTSIDE", 2),
        ([[0, 0], [1, 0], [1, 1], [1, 0], [0, 0]], "SAME_POINT_TWICE", 4),
    ],
)
def test_a_broken_border_is_told_with_its_point(ring: list[list[float]], fault: str, place: int) -> None:
    with pytest.raises(borders.BrokenBorder) as broken:
        borders.check_ring(ring, within=(-2, -2, 2, 2))

    assert (broken.value.fault, broken.value.place) == (fault, place)


def test_zones_that_share_ground_overlap_and_neighbours_do_not() -> None:
    assert borders.overlap(square(0, 0, 2), square(1, 1, 2))
    assert borders.overlap(square(0, 0, 4), square(1, 1, 1))
    assert not borders.overlap(square(0, 0, 1), square(1, 0, 1))
    assert not borders.overlap(square(0, 0, 1), square(3, 3, 1))

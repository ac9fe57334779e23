"""Coverage against the plain rules of the directory, minute by minute, and the sentences planners lean on."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.coverage import queries
from rodtrad.insight.coverage.bitmaps import week_bits
from rodtrad.insight.coverage.facts import SLOTS, Change, Question
from rodtrad.insight.coverage.reading import week_of
from rodtrad.registry.directory import operations
from rodtrad.registry.directory.rules.hours import Row, Span, spans_on
from tests.city import MONDAY, SETUP, City
from tests.directory import Directory, build_directory

EVERYTHING = Question()
THIS_WEEK = date(2026, 11, 23)
MAY_DAY_WEEK = date(2026, 4, 27)


@pytest.fixture
def directory(city: City) -> Directory:
    return build_directory(city)


def ask(
    question: Question = EVERYTHING, *, by: str = "kind", names: dict[str, str] | None = None, monday: date = THIS_WEEK
):
    return queries.coverage(question, by=by, names=names or {}, monday=monday, at=MONDAY)


def slow_week(place, monday: date) -> list[bool]:
    """Half hours that are open throughout, from the rules, minute by minute."""
    minutes = set()
    for step in range(-1, 7):
        for span in spans_on(place.hours(), monday + timedelta(days=step)):
            if span.kind == "OPEN":
                minutes |= set(range(step * 1440 + span.opens_min, step * 1440 + span.closes_min))
    return [all(slot * 30 + minute in minutes for minute in range(30)) for slot in range(SLOTS)]


spans = st.tuples(st.integers(0, 3), st.integers(-1440, 10079), st.integers(1, 1440))


@given(st.lists(spans, max_size=12))
def test_bits_are_on_only_where_it_is_open_throughout(made: list[tuple[int, int, int]]) -> None:
    bits = week_bits([(row, start, start + length) for row, start, length in made], rows=4)

    for row in range(4):
        minutes = {m for r, start, length in made if r == row for m in range(start, start + length)}
        assert bits[row].tolist() == [all(s * 30 + m in minutes for m in range(30)) for s in range(SLOTS)]


rows = st.builds(
    Row,
    st.integers(0, 7),
    st.tuples(st.integers(0, 47), st.integers(1, 48)).map(lambda t: Span(t[0] * 30, (t[0] + t[1]) * 30)),
    iso_week=st.sampled_from(["", "", "ODD", "EVEN"]),
    nth_in_month=st.sampled_from([0, 0, 0, 1, 3, 5]),
)


@pytest.mark.parametrize("policy", ["CLOSED", "AS_USUAL", "ROWS"])
@pytest.mark.parametrize("monday", [MAY_DAY_WEEK, date(2026, 3, 30), date(2026, 10, 19), date(2026, 12, 28), THIS_WEEK])
def test_a_week_is_what_the_rules_of_the_directory_say(directory: Directory, policy: str, monday: date) -> None:
    directory.add("Kafeen", "meals", "Mo 09:00-15:00", at=MONDAY)
    place = directory.places["Kafeen"]

    @given(rows)
    @settings(max_examples=6, deadline=None)
    def holds(row: Row) -> None:
        operations.set_hours(place.pk, rows=[row], holiday_policy=policy, by=SETUP, at=MONDAY)
        fresh = type(place).objects.get(pk=place.pk)
        assert week_of(monday, today=MONDAY.date()).open[0].tolist() == slow_week(fresh, monday)

    holds()


def test_a_night_shelter_that_is_closed_on_holidays_covers_the_night_to_1_may(directory: Directory) -> None:
    directory.add("Natthjemmet", "acute-overnight", "Mo-Su 20:00-08:00", policy="CLOSED", at=MONDAY)

    supply = ask(monday=MAY_DAY_WEEK).supply

    friday_at_three, saturday_at_three = 4 * 48 + 6, 5 * 48 + 6
    assert (supply.open[friday_at_three], supply.open[saturday_at_three]) == (1, 0)


def test_a_date_with_other_hours_holds_in_its_week_alone(directory: Directory) -> None:
    directory.add("Kafeen", "meals", "Mo-Fr 09:00-15:00", at=MONDAY)
    operations.set_exception(
        directory.places["Kafeen"].pk, on_date=date(2026, 11, 25), spans=[], reason="Kurs", by=SETUP, at=MONDAY
    )

    assert ask().supply.covered_hours == 4 * 6
    assert ask(monday=date(2026, 11, 30)).supply.covered_hours == 5 * 6


def test_unconfirmed_hours_are_neither_cover_nor_gap(directory: Directory) -> None:
    directory.add("Kafeen", "meals", "Mo-Su 10:00-20:00", at=MONDAY - timedelta(days=300))
    directory.add("Suppa", "meals", "?", place={"district_code": "030105"}, at=MONDAY)

    here = ask(Question(area="030101")).supply
    there = ask(Question(area="030105")).supply

    assert (here.covered_hours, here.unknown_hours, here.gap_hours) == (0, 70, 98)
    assert (there.covered_hours, there.unknown_hours, there.gap_hours) == (0, 168, 0)
    assert here.uncertain == there.uncertain == 1


def test_what_is_only_by_appointment_is_not_open(directory: Directory) -> None:
    directory.add("Samtalen", "advice", "Mo 09:00-10:00", at=MONDAY)
    hours = [Row(0, Span(9 * 60, 15 * 60, "BY_APPOINTMENT"))]
    operations.set_hours(directory.places["Samtalen"].pk, rows=hours, holiday_policy="AS_USUAL", by=SETUP, at=MONDAY)

    assert ask().supply.covered_hours == 0


def test_drafts_and_closed_ones_cover_nothing(directory: Directory) -> None:
    directory.add("Utkastet", "meals", "24/7", at=MONDAY, is_published=False)
    paused = directory.add("Pausen", "meals", "24/7", at=MONDAY)
    operations.pause(paused, reopens_on=None, by=SETUP, at=MONDAY)

    assert ask().supply.offers == 0


def test_a_group_with_nothing_made_for_it_has_none_at_any_hour(directory: Directory) -> None:
    directory.add("Kafeen", "meals", "24/7", at=MONDAY)
    directory.add("Kvinnehuset", "acute-overnight", "Mo-Su 08:00-22:00", gender="WOMEN", at=MONDAY)
    directory.add("Ungdomshuset", "youth-club", "Mo-Su 15:00-22:00", maximum_age=23, at=MONDAY)

    names = {"": "Alle", "WOMEN": "Kvinner", "YOUNG": "Unge", "SUBSTANCE_FREE": "Rusfritt"}
    lines = {line.code: line.supply for line in ask(by="group", names=names).lines}

    assert {code: supply.nights_with_gap for code, supply in lines.items()} == {
        "": 0, "WOMEN": 7, "YOUNG": 7, "SUBSTANCE_FREE": 7,
    }  # fmt: skip
    assert lines["SUBSTANCE_FREE"].offers == 0


def test_the_table_has_a_line_for_every_kind_also_those_with_none(directory: Directory) -> None:
    directory.add("Kafeen", "meals", "24/7", at=MONDAY)

    lines = ask(names={"meals": "Mat", "course": "Kurs"}).lines

    assert [(line.name, line.supply.offers) for line in lines] == [("Mat", 1), ("Kurs", 0)]


def test_two_of_a_kind_in_one_area_overlap_in_the_hours_they_share(directory: Directory) -> None:
    directory.add("Nord", "meals", "Mo-Fr 09:00-15:00", at=MONDAY)
    directory.add("Sør", "meals", "Mo-Su 12:00-18:00", at=MONDAY)
    directory.add("Borte", "meals", "24/7", place={"district_code": "030105"}, at=MONDAY)
    directory.add("Annet", "course", "24/7", at=MONDAY)

    (pair,) = queries.overlaps(Question(), monday=THIS_WEEK, at=MONDAY)

    assert {pair.first.name, pair.second.name} == {"Nord", "Sør"}
    assert (pair.shared_hours, pair.share, sorted(pair.hours)) == (15, 0.5, [30, 42])


def test_two_in_different_areas_overlap_when_they_lie_close(directory: Directory) -> None:
    spots = {
        "Her": (59.9139, 10.7522, "030101"),
        "Der": (59.9139, 10.7580, "030105"),
        "Langt": (59.95, 10.75, "030103"),
    }
    for name, (latitude, longitude, code) in spots.items():
        where = {"latitude": latitude, "longitude": longitude, "district_code": code}
        directory.add(name, "meals", "Mo-Fr 09:00-15:00", place=where, at=MONDAY)

    (pair,) = queries.overlaps(Question(), monday=THIS_WEEK, at=MONDAY)

    assert {pair.first.name, pair.second.name} == {"Her", "Der"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"gender": "WOMEN"}, {"gender": "MEN"}),
        ({"substance": "ACTIVE_USE"}, {"substance": "SUBSTANCE_FREE"}),
        ({"maximum_age": 17}, {"minimum_age": 18}),
    ],
)
def test_those_whom_nobody_could_come_to_both_of_do_not_overlap(
    directory: Directory, one: dict[str, object], other: dict[str, object]
) -> None:
    directory.add("Nord", "meals", "24/7", at=MONDAY, **one)
    directory.add("Sør", "meals", "24/7", at=MONDAY, **other)

    assert queries.overlaps(Question(), monday=THIS_WEEK, at=MONDAY) == []


def test_a_simulated_move_shows_before_and_after_and_saves_nothing(directory: Directory) -> None:
    directory.add("Nord", "meals", "Mo-Fr 09:00-15:00", at=MONDAY)
    directory.add("Sør", "meals", "Mo-Su 12:00-18:00", at=MONDAY)
    place = directory.places["Nord"]

    found = queries.simulate(Change(place_id=place.pk, area="030105"), monday=THIS_WEEK, at=MONDAY)

    assert {one.area: (one.before.covered_hours, one.after.covered_hours) for one in found.areas} == {
        "030101": (57, 42), "030105": (0, 30),
    }  # fmt: skip
    assert (len(found.overlaps_before), len(found.overlaps_after)) == (1, 0)
    place.refresh_from_db()
    assert place.location.district_code == "030101"
    assert ask(Question(area="030105")).supply.offers == 0


def test_simulated_night_hours_go_round_the_end_of_the_week(directory: Directory) -> None:
    directory.add("Nord", "meals", "Mo-Fr 09:00-15:00", at=MONDAY)
    nights = tuple((day, 20 * 60, 32 * 60) for day in range(7))

    found = queries.simulate(Change(place_id=directory.places["Nord"].pk, spans=nights), monday=THIS_WEEK, at=MONDAY)

    after = found.areas[0].after
    assert (after.covered_hours, after.nights_with_gap) == (84, 0)


def test_a_picture_follows_a_change_and_a_confirmation(directory: Directory) -> None:
    service = directory.add("Kafeen", "meals", "Mo-Fr 09:00-15:00", at=MONDAY - timedelta(days=300))
    assert ask().supply.unknown_hours == 30

    operations.confirm(service, by=SETUP, at=MONDAY)
    assert ask().supply.covered_hours == 30

    operations.set_hours(
        directory.places["Kafeen"].pk, rows=[Row(0, Span(0, 1440))], holiday_policy="AS_USUAL", by=SETUP, at=MONDAY
    )
    assert ask().supply.covered_hours == 24


def test_a_protected_place_is_known_by_its_district_alone(directory: Directory) -> None:
    where = {"is_protected": True, "zone": "parken", "latitude": 59.9, "longitude": 10.7}
    directory.add("Krisesenteret", "acute-overnight", "24/7", place=where, at=MONDAY)

    (offer,) = week_of(THIS_WEEK, today=MONDAY.date()).offers

    assert (offer.zone, offer.district, offer.coordinates) == ("", "030101", None)


def test_the_clock_change_takes_no_half_hour_from_the_wall(directory: Directory) -> None:
    directory.add("Døgnet", "meals", "24/7", at=datetime(2026, 3, 1, tzinfo=OSLO))

    found = queries.coverage(
        Question(), by="kind", names={}, monday=date(2026, 3, 23), at=datetime(2026, 3, 24, tzinfo=OSLO)
    )

    assert found.supply.covered_hours == 168

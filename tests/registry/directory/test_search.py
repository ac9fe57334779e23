"""Anybody finds open help by need, time and for whom, in plain words and with typing errors."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.directory import operations
from rodtrad.registry.directory.queries import SearchPage, Wish, search
from rodtrad.registry.directory.rules.wishes import understand
from rodtrad.registry.directory.vocabulary import Openness
from tests.city import SETUP
from tests.directory import Directory

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)
LATE = datetime(2026, 11, 23, 23, 0, tzinfo=OSLO)


def names(found: SearchPage) -> list[str]:
    return [hit.service.name for hit in found.hits]


@pytest.fixture
def streets(directory: Directory) -> Directory:
    directory.add("Nattskjulet", "acute-overnight", "Mo-Su 20:00-08:00", at=MONDAY, maximum_age=25)
    directory.add("Kvinnehuset", "acute-overnight", "24/7", at=MONDAY, gender="WOMEN", substance="SUBSTANCE_FREE")
    directory.add("Kafeen", "meeting-place", "Mo-Fr 09:00-15:00", at=MONDAY, price="FREE")
    directory.add("Sykepleieren", "field-care", "?", at=MONDAY, minimum_age=18)
    directory.add("Kladden", "meals", "24/7", at=MONDAY, is_published=False)
    return directory


def test_late_at_night_what_is_open_comes_first_and_the_rest_says_when(streets: Directory) -> None:
    found = search(Wish(when="NOW"), at=LATE)

    assert names(found)[:2] == ["Kvinnehuset", "Nattskjulet"]
    assert found.open_count == 2
    cafe = next(hit for hit in found.hits if hit.service.name == "Kafeen")
    assert cafe.openness is Openness.CLOSED
    assert cafe.opens_at == datetime(2026, 11, 24, 9, 0, tzinfo=OSLO)


def test_hours_nobody_knows_are_neither_open_nor_closed(streets: Directory) -> None:
    found = search(Wish(text="sykepleier"), at=LATE)

    assert [hit.openness for hit in found.hits] == [Openness.UNKNOWN]


def test_a_draft_is_found_by_nobody(streets: Directory) -> None:
    assert "Kladden" not in names(search(Wish(), at=LATE))
    assert names(search(Wish(text="sulten"), at=LATE)) == []


def test_sleep_tonight_under_24_is_a_kind_a_time_and_an_age(streets: Directory) -> None:
    found = search(Wish(text="sove i natt, under 24"), at=MONDAY)

    assert found.understood == {"age": "23", "when": "TONIGHT"}
    assert set(names(found)) == {"Nattskjulet", "Kvinnehuset"}
    assert found.instant == datetime(2026, 11, 24, 2, 0, tzinfo=OSLO)


def test_what_was_understood_can_be_taken_away_again(streets: Directory) -> None:
    narrow = search(Wish(text="seng, 40 år"), at=LATE)
    wide = search(Wish(text="seng, 40 år", dropped=("age",)), at=LATE)

    assert names(narrow) == ["Kvinnehuset"]
    assert len(wide.hits) == 2


@pytest.mark.parametrize("text", ["overnating", "Natskjule", "jeg trenger et sted å sove", "husly", "nattskjuletgata"])
def test_plain_words_and_typing_errors_lead_to_it(streets: Directory, text: str) -> None:
    assert "Nattskjulet" in names(search(Wish(text=text), at=LATE))


@pytest.mark.parametrize("text", ["Kari Nordmann", "Ola Hansen Dahl", "01017012345"])
def test_a_persons_name_finds_nothing(streets: Directory, text: str) -> None:
    found = search(Wish(text=text), at=LATE)

    assert found.hits == ()


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(gender="WOMEN"), {"Kvinnehuset"}),
        (Wish(substance="SUBSTANCE_FREE"), {"Kvinnehuset"}),
        (Wish(substance="SUBSTANCE_FREE", with_not_stated=True), {"Kvinnehuset", "Nattskjulet", "Kafeen", "Sykepleieren"}),
        (Wish(age=30), {"Kvinnehuset", "Kafeen", "Sykepleieren"}),
        (Wish(age=17), {"Kvinnehuset", "Kafeen", "Nattskjulet"}),
        (Wish(price="FREE"), {"Kafeen"}),
        (Wish(kind="meeting-place"), {"Kafeen"}),
        (Wish(life_area="HOME"), {"Nattskjulet", "Kvinnehuset"}),
        (Wish(area="030105"), set()),
        (Wish(area="030101", kind="field-care"), {"Sykepleieren"}),
    ],
)  # fmt: skip
def test_each_condition_narrows_alone(streets: Directory, wish: Wish, found: set[str]) -> None:
    assert set(names(search(wish, at=LATE))) == found


def test_an_entry_that_was_not_confirmed_in_time_is_not_said_to_be_open(streets: Directory) -> None:
    later = LATE + timedelta(days=200)
    operations.keep_openings(at=later)

    found = search(Wish(when="NOW"), at=later)

    assert found.open_count == 0
    assert {hit.openness for hit in found.hits} == {Openness.UNKNOWN}
    assert found.hits[0].open_until is not None


def test_a_place_closed_for_a_time_and_one_that_is_planned_are_never_open(streets: Directory) -> None:
    operations.pause(streets.services["Kvinnehuset"].pk, reopens_on=None, by=SETUP, at=MONDAY)
    planned = streets.add("Nytt hus", "acute-overnight", "24/7", at=MONDAY, is_published=False)
    operations.plan(planned, opens_on=None, by=SETUP, at=MONDAY)

    found = search(Wish(when="NOW", text="seng"), at=LATE)

    assert [hit.service.name for hit in found.hits if hit.openness is Openness.OPEN] == ["Nattskjulet"]
    assert set(names(found)) == {"Nattskjulet", "Kvinnehuset", "Nytt hus"}


def test_a_protected_address_is_told_nowhere_and_found_by_no_street(directory: Directory) -> None:
    hidden = {"name": "Trygghuset", "address": "Hemmeligveien 7", "is_protected": True}
    directory.add("Trygt", "women-only-place", "24/7", at=MONDAY, place=hidden)

    assert search(Wish(text="Hemmeligveien"), at=LATE).hits == ()
    (hit,) = search(Wish(text="trygt kvinnehus"), at=LATE).hits
    assert (hit.address, hit.location_name, hit.district_code) == ("", "", "030101")


def test_a_search_asks_the_database_as_much_for_many_as_for_few(streets: Directory) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            search(Wish(when="NOW", text="seng"), at=LATE)
        return len(asked)

    few = questions()
    for number in range(12):
        streets.add(f"Hus {number}", "acute-overnight", "24/7", at=MONDAY)

    assert questions() == few
    assert few <= 6


def test_what_is_asked_is_read_from_the_words() -> None:
    assert understand("mat nå gratis").asks == {"when": "NOW", "price": "FREE"}
    assert understand("mat nå gratis").words == ("mat",)
    assert understand("jente 16 år uten rus").asks == {"age": "16", "gender": "WOMEN", "substance": "SUBSTANCE_FREE"}
    assert understand("").words == ()

"""Help is found by anybody, and nothing is kept about whoever looked."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtrad.foundation.audit.models import Entry as LogLine
from rodtrad.registry.directory import operations
from tests.city import SETUP, City
from tests.directory import Directory, build_directory


def reader() -> Client:
    return Client(headers={"accept-language": "nb"})


@pytest.fixture
def directory(city: City) -> Directory:
    directory, now = build_directory(city), timezone.now()
    said = {"staff_phone": "22 11 11 11", "staff_note": "Ring vakten først", "phone": "22 33 44 55"}
    directory.add("Nattskjulet", "acute-overnight", "24/7", at=now, maximum_age=25, **said)
    directory.add("Kafeen", "meeting-place", "?", at=now)
    return directory


def test_a_stranger_finds_what_is_open_without_a_cookie_or_a_trace(directory: Directory) -> None:
    client, lines = reader(), LogLine.objects.count()

    answer = client.get("/find/", {"text": "sove i natt, under 24", "when": "NOW"})

    assert "Nattskjulet" in answer.text
    assert "åpent hele døgnet" in answer.text.lower()
    assert "Kafeen" not in answer.text
    assert not answer.cookies
    assert not client.cookies
    assert (Session.objects.count(), LogLine.objects.count()) == (0, lines)


def test_each_choice_can_be_dropped_from_the_page(directory: Directory) -> None:
    answer = reader().get("/find/", {"text": "sove, 40 år", "area": "030101"})

    assert "?text=sove%2C+40+%C3%A5r&amp;area=030101&amp;drop=age" in answer.text
    assert "?text=sove%2C+40+%C3%A5r" in answer.text
    assert "Ingenting passer med alt dette" in answer.text
    without = reader().get("/find/", {"text": "sove, 40 år", "area": "030101", "drop": "age"})
    assert "Nattskjulet" in without.text


@pytest.mark.parametrize(
    "asked",
    [
        {"age": "gammel"},
        {"age": "-3"},
        {"when": "AT", "at": "25:99"},
        {"area": "finnes-ikke"},
        {"kind": "'; drop table"},
        {"page": "-1"},
        {"page": "999999999999"},
        {"text": "\x00%_'\"\\"},
        {"text": "a" * 500},
        {"when": "AT", "at": "2031-01-01T12:00"},
        {"drop": ["age", "x"]},
    ],
)
def test_whatever_is_asked_there_is_an_answer(directory: Directory, asked: dict[str, str]) -> None:
    assert reader().get("/find/", asked).status_code in (200, 422)


def test_the_page_of_a_service_shows_its_life_and_nothing_for_staff(directory: Directory) -> None:
    pk = directory.services["Nattskjulet"].pk

    answer = reader().get(f"/find/{pk}/")

    for said in ("Nattskjulet", "hele døgnet", "22 33 44 55", "Bekreftet av eieren", "til og med 25 år"):
        assert said in answer.text
    for hidden in ("22 11 11 11", "Ring vakten først"):
        assert hidden not in answer.text


def test_a_protected_house_shows_its_district_alone(directory: Directory) -> None:
    hidden = {"name": "Trygghuset", "address": "Hemmeligveien 7", "is_protected": True}
    pk = directory.add("Trygt", "women-only-place", "24/7", at=timezone.now(), place=hidden)

    for address in (f"/find/{pk}/", "/find/"):
        page = reader().get(address).text
        assert "Hemmeligveien" not in page
        assert "Trygghuset" not in page
    assert "Gamle Oslo" in reader().get(f"/find/{pk}/").text


def test_an_old_entry_says_so(city: City) -> None:
    directory = build_directory(city)
    pk = directory.add("Gammelt", "meals", "24/7", at=timezone.now() - timedelta(days=300))
    operations.keep_openings(at=timezone.now())

    assert "Ikke bekreftet siden" in reader().get(f"/find/{pk}/").text
    listed = reader().get("/find/").text
    assert "men ikke bekreftet siden" in listed
    assert "Ingenting som passer, er sikkert åpent" in listed


def test_a_draft_is_not_there(directory: Directory) -> None:
    draft = directory.add("Kladden", "meals", "24/7", at=timezone.now(), is_published=False)

    assert reader().get(f"/find/{draft}/").status_code == 404
    assert "Kladden" not in reader().get("/find/").text


def test_one_that_closed_for_good_keeps_its_address(directory: Directory) -> None:
    old = directory.services["Kafeen"].pk
    new = directory.services["Nattskjulet"].pk
    today = timezone.localdate()
    operations.end(old, ended_on=today, replaced_by_id=new, by=SETUP, at=timezone.now())

    page = reader().get(f"/find/{old}/").text
    assert "Lagt ned" in page
    assert "I stedet: Nattskjulet" in page
    assert "Kafeen" not in reader().get("/find/").text


def test_a_long_list_asks_no_more_than_a_short_one(directory: Directory) -> None:
    def questions(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert reader().get(address).status_code == 200
        return len(asked)

    few = questions("/find/?when=NOW")
    for number in range(15):
        directory.add(f"Hus {number}", "meals", "24/7", at=timezone.now())

    assert questions("/find/?when=NOW") == few
    assert few <= 14

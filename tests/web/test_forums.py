"""Meetings on screen: the same few questions however long the history, and texts kept when refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums.models import AgendaItem, Decision, Meeting
from rodtrad.programme.forums.operations import Decided
from rodtrad.programme.forums.vocabulary import Outcome
from tests.city import City
from tests.programme.forums import a_forum, a_meeting
from tests.programme.plans import OFFICE
from tests.web.conftest import SignedIn


@pytest.fixture
def meeting(city: City) -> Meeting:
    return a_meeting(city, a_forum(city, "frogner"), at=timezone.now() - timedelta(minutes=30))


def test_those_with_a_seat_read_and_others_find_nothing(city: City, desk: SignedIn, meeting: Meeting) -> None:
    addresses = ("/forums/", f"/forums/{meeting.forum_id}/", "/decisions/", "/calendar/", "/meetings/search/?q=abc")
    for who in ("frogner.worker", "sagene.lead", "politi.officer", OFFICE):
        for address in addresses:
            assert desk(who).get(address).status_code == 200, (who, address)
    assert desk("frogner.worker").get(f"/meetings/{meeting.pk}/").status_code == 200
    assert desk("sagene.lead").get(f"/meetings/{meeting.pk}/").status_code == 404


def test_a_number_in_the_minutes_is_refused_in_words_and_the_text_stays(
    city: City, desk: SignedIn, meeting: Meeting
) -> None:
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=timezone.now())
    typed = {"text": "Lang tekst som skal stå. 01010012345", "version": "1"}

    answer = desk(OFFICE).post(f"/meetings/items/{item.pk}/text/", typed)

    assert answer.status_code == 422
    assert "looks like a national identity number" in answer.text
    assert "Lang tekst som skal stå." in answer.text
    assert AgendaItem.objects.get().text == ""


def test_an_alias_on_file_stops_the_minutes_too(city: City, desk: SignedIn, meeting: Meeting) -> None:
    city.take_in(by="frogner.coordinator", alias="Blå Hauk", at=timezone.now())
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=timezone.now())

    answer = desk(OFFICE).post(f"/meetings/items/{item.pk}/text/", {"text": "Vi tok opp Blå Hauk.", "version": "1"})

    assert answer.status_code == 422
    assert "a name or a code that somebody is called by" in answer.text


def test_two_secretaries_see_both_texts(city: City, desk: SignedIn, meeting: Meeting) -> None:
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=timezone.now())
    first, second, address = desk(OFFICE), desk(OFFICE), f"/meetings/items/{item.pk}/text/"
    first.post(address, {"text": "Tekst en.", "version": "1"})

    both = second.post(address, {"text": "Tekst to.", "version": "1"})
    assert both.status_code == 409
    assert "Tekst en." in both.text
    assert "Tekst to." in both.text
    second.post(address, {"text": "Tekst en. Tekst to.", "version": "2"})
    assert AgendaItem.objects.get().text == "Tekst en. Tekst to."


def test_a_decision_without_an_owner_is_refused_at_the_field(city: City, desk: SignedIn, meeting: Meeting) -> None:
    item = forums.raise_item(meeting.pk, title="Nytt", by=city[OFFICE], at=timezone.now())
    client, address = desk(OFFICE), f"/meetings/items/{item.pk}/decide/"

    answer = client.post(address, {"text": "Skaffe boliger", "outcome": "ADOPTED"})
    assert answer.status_code == 422
    assert "Write who follows it up." in answer.text
    client.post(
        address, {"text": "Skaffe boliger", "outcome": "ADOPTED", "owner": "Bydel Frogner", "due_on": "2030-01-01"}
    )
    assert Decision.objects.get().owner_id == city.unit_id("frogner")


def test_a_series_is_looked_over_before_it_is_saved(city: City, desk: SignedIn, meeting: Meeting) -> None:
    typed = {
        "first_on": "2027-05-17", "starts_at": "10:00", "minutes": "90", "every_weeks": "2", "count": "3", "place": "",
    }  # fmt: skip
    client, address = desk(OFFICE), f"/forums/{meeting.forum_id}/meetings/new/"

    looked = client.post(address, {**typed, "step": "check"})
    assert "instead of" in looked.text
    assert Meeting.objects.count() == 1
    client.post(address, {**typed, "step": "send"})
    assert Meeting.objects.count() == 4


def test_a_guessed_calendar_is_refused_and_guessing_is_slowed(city: City, desk: SignedIn) -> None:
    answers = [Client().get(f"/calendar/guess-{number}/meetings.ics").status_code for number in range(25)]

    assert set(answers) == {404, 429}
    assert answers[0] == 404
    assert answers[-1] == 429


def test_a_pack_is_made_and_opens_its_lines(city: City, desk: SignedIn, meeting: Meeting) -> None:
    client = desk(OFFICE)
    client.post(f"/meetings/{meeting.pk}/gather/")
    made = client.post(f"/meetings/{meeting.pk}/pack/make/", follow=True)
    assert "Nothing has changed since the last meeting." in made.text
    sent = client.post(f"/meetings/{meeting.pk}/pack/send/", follow=True)
    assert "Checksum" in sent.text
    assert client.get(f"/meetings/{meeting.pk}/pack/changes/").status_code == 200


def _questions(desk: SignedIn, address: str) -> int:
    client = desk(OFFICE)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _decide(city: City, meeting: Meeting, count: int) -> None:
    now = timezone.now()
    for number in range(count):
        item = forums.raise_item(meeting.pk, title=f"Sak {number}", by=city[OFFICE], at=now)
        decided = Decided(
            text="Gjør det.", outcome=Outcome.ADOPTED, owner_id=city.unit_id("frogner"), due_on=now.date()
        )
        forums.decide(item.pk, decided=decided, by=city[OFFICE], at=now)


def test_a_long_meeting_and_a_long_log_ask_no_more_than_short_ones(
    city: City, desk: SignedIn, meeting: Meeting
) -> None:
    addresses = [f"/meetings/{meeting.pk}/", "/decisions/", f"/forums/{meeting.forum_id}/", "/forums/"]
    _decide(city, meeting, 2)
    few = [_questions(desk, address) for address in addresses]
    _decide(city, meeting, 12)

    many = [_questions(desk, address) for address in addresses]
    assert many == few
    assert max(many) <= 18

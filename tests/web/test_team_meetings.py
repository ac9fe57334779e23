"""Meetings on screen: the person's point first, who may decide in sight, decisions kept, leaders asked."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from rodtrad.casework.care_teams.models import Attendance, Decision, Meeting
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import local_day
from tests.city import City
from tests.web.conftest import SignedIn
from tests.web.test_persons import posted, text_of

BY = "frogner.coordinator"


def day(ahead: int) -> str:
    return (local_day(timezone.now()) + timedelta(days=ahead)).isoformat()


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(by=BY, alias="Grønn Li", at=timezone.now())


def called(case: Case, desk: SignedIn, *, ahead: int = 0) -> Meeting:
    address = f"/people/{case.person_id}/team/meetings/new/"
    said = {"kind": "CARE_TEAM", "starts_on": day(ahead), "clock": "00:00" if ahead == 0 else "10:30"}
    posted(desk(BY), address, **said, place="Bydelshuset", own_point="Egen nøkkel", command_id=str(new_id()))
    return Meeting.objects.get()


def test_a_meeting_begins_with_the_persons_point_and_says_that_nobody_may_decide(case: Case, desk: SignedIn) -> None:
    row = called(case, desk, ahead=2)

    page = text_of(desk(BY), f"/team-meetings/{row.pk}/")

    assert page.index("Egen nøkkel") < page.index("Decisions")
    assert "Nobody who comes has said that they may decide" in page
    assert "Meeting: Care team" in text_of(desk(BY), f"/people/{case.person_id}/")


def test_without_the_persons_point_it_is_not_called_and_nothing_typed_is_lost(case: Case, desk: SignedIn) -> None:
    said = {"kind": "CARE_TEAM", "starts_on": day(2), "clock": "10:30", "place": "Biblioteket", "command_id": new_id()}
    refused = desk(BY).post(f"/people/{case.person_id}/team/meetings/new/", said)

    assert refused.status_code == 422
    assert "begins with the person" in refused.text
    assert "Biblioteket" in refused.text


def test_decisions_are_refused_without_authority_and_taken_back_to_a_leader(
    city: City, case: Case, desk: SignedIn
) -> None:
    row, client = called(case, desk), desk(BY)
    who = Attendance.objects.get()
    said = {"text": "Bolig", "attendance": str(who.pk), "due_on": day(7)}
    refused = client.post(
        f"/team-meetings/{row.pk}/decide/", {**said, "owner": str(city[BY].post_id), "command_id": new_id()}
    )
    assert "has nobody here who may decide" in refused.text

    lead = {**said, "owner": str(city["frogner.lead"].post_id), "command_id": str(new_id())}
    assert "The leader answers by" in posted(client, f"/team-meetings/{row.pk}/take-back/", **lead)
    found = Decision.objects.get()
    assert "Bolig" in text_of(desk("frogner.lead"), "/taken-back/")
    posted(desk("frogner.lead"), f"/taken-back/{found.pk}/", answer="Ja, fra mandag")
    assert "Ja, fra mandag" in text_of(client, f"/team-meetings/{row.pk}/")
    assert "1 answered, 0 of them late" in text_of(desk("frogner.lead"), "/taken-back/")

    posted(client, f"/team-meetings/{row.pk}/who/{who.pk}/", authority="MAY_DECIDE", post="")
    posted(client, f"/team-meetings/{row.pk}/decide/", **said, owner=str(city[BY].post_id), command_id=str(new_id()))
    posted(client, f"/team-meetings/{row.pk}/minutes/", were_there=[str(who.pk)], summary="Kort og greit")
    page = text_of(client, f"/people/{case.person_id}/")
    assert "The leader answered" in page
    assert "Kort og greit" in page


def test_the_invitation_for_a_calendar_says_nothing_about_anybody(case: Case, desk: SignedIn) -> None:
    row = called(case, desk, ahead=3)

    answer = desk(BY).get(f"/team-meetings/{row.pk}/calendar.ics")

    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert re.search(r"DTSTART:\d{8}T\d{6}Z", answer.text)
    for word in ("Grønn", "Bydelshuset", "nøkkel", str(case.person_id)):
        assert word not in answer.text


def test_others_find_neither_meeting_nor_question(case: Case, desk: SignedIn) -> None:
    row = called(case, desk)
    for address in (f"/team-meetings/{row.pk}/", f"/people/{case.person_id}/team/", f"/team-meetings/{row.pk}/decide/"):
        assert desk("sagene.coordinator").get(address).status_code == 404

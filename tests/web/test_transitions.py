"""Changes that come, on screen: planned in a minute, missing things in sight, and no way to nothing without a reason."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.vocabulary import KnownBy, Language
from rodtrad.casework.transitions.models import Transition, Window
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
    return city.take_in(by=BY, alias="Blåveis", at=timezone.now())


def planned(case: Case, desk: SignedIn, *, ahead: int = 14, kind: str = "DISCHARGE", **more: str) -> Transition:
    address = f"/people/{case.person_id}/transitions/new/"
    posted(desk(BY), address, kind=kind, happens_on=day(ahead), from_place="Furua", command_id=str(new_id()), **more)
    return Transition.objects.get()


def test_a_discharge_is_planned_and_its_gaps_are_in_sight_everywhere(case: Case, desk: SignedIn) -> None:
    row = planned(case, desk, own_words="Vil ha egen nøkkel")
    client = desk(BY)

    page = text_of(client, f"/transitions/{row.pk}/")
    assert "Place to live" in page
    assert "Vil ha egen nøkkel" in page
    assert "30 days before: told" in page
    assert "7 days before: told" not in page
    assert "Missing: place to live, income" in text_of(client, f"/people/{case.person_id}/")
    assert "Blåveis" in text_of(client, "/transitions/")
    assert "Blåveis" in text_of(client, "/cases/list/?reason=DUE")
    assert "A change is planned for a person" in text_of(client, "/notices/")


def test_a_day_that_has_passed_is_refused_with_the_words_kept(case: Case, desk: SignedIn) -> None:
    said = {"kind": "RELEASE", "happens_on": day(-1), "own_words": "Vil hjem til mor", "command_id": str(new_id())}
    refused = desk(BY).post(f"/people/{case.person_id}/transitions/new/", said)

    assert refused.status_code == 422
    assert "That day has passed" in refused.text
    assert "Vil hjem til mor" in refused.text


def test_a_point_is_answered_by_name_and_a_home_says_where(case: Case, desk: SignedIn) -> None:
    row, client = planned(case, desk), desk(BY)
    refused = client.post(f"/transitions/{row.pk}/point-home/", {"state": "IN_PLACE"})
    assert "Choose where the person will live" in refused.text

    posted(
        client, f"/transitions/{row.pk}/point-home/", state="IN_PLACE", home="WITH_OTHERS", note="Hos søster i to uker"
    )
    posted(client, f"/transitions/{row.pk}/point-walks-along/", state="NOT_YET", note="Spør Kari")

    page = text_of(client, f"/transitions/{row.pk}/")
    assert "counted as without a home of their own" in page
    assert "Hos søster i to uker" in page


def test_it_stops_where_nobody_knows_where_they_will_live_and_a_reason_is_shown_afterwards(
    case: Case, desk: SignedIn
) -> None:
    row, client = planned(case, desk, ahead=0), desk(BY)
    refused = client.post(f"/transitions/{row.pk}/done/", {"override_because": ""})
    assert "nobody is let go of to nothing" in refused.text

    posted(client, f"/transitions/{row.pk}/done/", override_because="Sengen trengs i natt")

    assert "Sengen trengs i natt" in text_of(client, f"/transitions/{row.pk}/")
    assert "Somebody was let go of without a place to live" in text_of(desk("frogner.lead"), "/notices/")
    assert "Lower tolerance until" in text_of(client, f"/people/{case.person_id}/")


def test_whoever_left_unplanned_has_somebody_looking_the_same_day(case: Case, desk: SignedIn) -> None:
    client = desk(BY)
    posted(client, f"/people/{case.person_id}/transitions/left/", left_on=day(0), command_id=str(new_id()))

    assert "find and meet the person today" in text_of(client, f"/people/{case.person_id}/")
    window = Window.objects.get()
    page = f"/tolerance/{window.pk}/"
    assert "give naloxone" in text_of(client, page)
    assert client.post(page, {"because": ""}).status_code == 422
    posted(client, page, because="Har aldri brukt opioider")
    assert "Har aldri brukt opioider" in text_of(client, page)


def test_a_move_fills_in_the_hand_over(city: City, case: Case, desk: SignedIn) -> None:
    city.units["gamle-oslo"].district_code = "030101"
    city.units["gamle-oslo"].save(update_fields=["district_code"])
    client, page = desk(BY), f"/people/{case.person_id}/belonging/"
    posted(client, page, status="CLEAR", area="030105", source="OWN_STATEMENT", valid_from=day(-30))

    said = posted(client, page, status="CLEAR", area="030101", source="REGISTER", valid_from=day(0))

    assert "the hand-over is drafted" in said
    form = client.get(f"/people/{case.person_id}/hand-over/").text
    assert f'value="{city.unit_id("gamle-oslo")}" selected' in form
    assert "Has moved to Gamle Oslo" in form


def test_the_views_of_the_sides_stand_beside_each_other(case: Case, desk: SignedIn) -> None:
    row, client = planned(case, desk), desk(BY)
    posted(client, f"/transitions/{row.pk}/views/person/", readiness="NOT_READY", words="Ikke ennå")
    posted(client, f"/transitions/{row.pk}/views/district/", readiness="READY", words="")

    page = text_of(client, f"/transitions/{row.pk}/")
    assert "Ikke ennå" in page
    assert "settle it together" in page


def test_another_unit_finds_no_transition(case: Case, desk: SignedIn) -> None:
    row = planned(case, desk)
    for address in (
        f"/transitions/{row.pk}/",
        f"/people/{case.person_id}/transitions/",
        f"/transitions/{row.pk}/point-home/",
    ):
        assert desk("sagene.coordinator").get(address).status_code == 404
    assert "Blåveis" not in text_of(desk("sagene.coordinator"), "/transitions/")


def test_the_person_reads_what_comes_and_what_is_not_settled(city: City, case: Case, desk: SignedIn) -> None:
    planned(case, desk, ahead=1)
    posted(desk(BY), f"/people/{case.person_id}/transitions/left/", left_on=day(0), command_id=str(new_id()))
    planned_again = {"kind": "RELEASE", "happens_on": day(9), "command_id": str(new_id())}
    posted(desk(BY), f"/people/{case.person_id}/transitions/new/", **planned_again)
    issued = rights.issue_sheet(
        case.person_id, known_by=KnownBy.WELL_KNOWN, language=Language.EN, by=city[BY], at=timezone.now()
    )
    client = Client()
    client.post("/me/in/", {"code": issued.code, "pin": issued.pin})

    page = text_of(client, "/me/")
    assert "You are released" in page
    assert "Not settled yet: place to live" in page
    assert "have naloxone near" in page
    assert "Left unplanned" in text_of(client, "/me/thread/")

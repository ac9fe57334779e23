"""The belonging "no legal stay" says only who has the statutory duty: it closes nothing and lists nobody."""

import pytest
from django.utils import timezone

from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.vocabulary import RequestState
from tests.city import City
from tests.web.conftest import SignedIn
from tests.web.test_every_page import addresses
from tests.web.test_persons import belonging, posted, text_of


@pytest.fixture
def case(city: City, desk: SignedIn) -> Case:
    made = city.take_in(alias="Blåveis", at=timezone.now())
    said = belonging("", 0, status="NO_LEGAL_STAY")
    posted(desk("mottak.worker"), f"/people/{made.person_id}/belonging/", **said)
    return made


def test_help_requests_and_encounters_work_as_for_everyone(city: City, case: Case, desk: SignedIn) -> None:
    client, page = desk("mottak.worker"), f"/people/{case.person_id}/"
    posted(client, f"{page}encounter/", kind="RECEPTION", ending="OPEN_DOOR", given=["FOOD"])
    assert Encounter.objects.get().person_id == case.person_id

    request = city.offer(case, "frogner", at=timezone.now())
    city.accept(request, by="frogner.coordinator", coordinator="frogner.coordinator", at=timezone.now())
    request.refresh_from_db()
    assert request.state == RequestState.ACCEPTED
    assert "Blåveis" in desk("frogner.coordinator").get("/cases/").text
    assert "Blåveis" in text_of(desk("frogner.coordinator"), page)


def test_every_address_that_is_asked_to_list_by_it_answers_that_there_is_no_such_filter(
    city: City, case: Case, desk: SignedIn
) -> None:
    client = desk("mottak.lead")
    lists = [
        a for a in addresses({"person_id": case.person_id}) if "sign-" not in a and client.get(a).status_code == 200
    ]
    assert len(lists) > 20

    for address in lists:
        answer = client.get(address, {"status": "NO_LEGAL_STAY"})
        assert answer.status_code == 404, address
        assert "There is no such filter" in answer.text
        assert "Blåveis" not in answer.text


@pytest.mark.parametrize("asked", ["belonging=DISPUTED", "legal_stay=1", "belonging_status=CLEAR"])
def test_nor_by_any_other_belonging(case: Case, desk: SignedIn, asked: str) -> None:
    assert "There is no such filter" in desk("mottak.lead").get(f"/cases/?{asked}").text


def test_a_text_with_a_number_of_the_immigration_authorities_stops_before_it_is_saved(
    case: Case, desk: SignedIn
) -> None:
    typed = {"kind": "PHONE", "ending": "OPEN_DOOR", "said": "Har sak 201512345678"}
    answer = desk("mottak.worker").post(f"/people/{case.person_id}/encounter/", typed)

    assert answer.status_code == 422
    assert "immigration case number" in answer.text
    assert "Har sak 201512345678" in answer.text
    assert not Encounter.objects.exists()

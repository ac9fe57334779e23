"""The access log on the screen, and as a file that a spreadsheet cannot be fooled by."""

import pytest
from django.utils import timezone

from rodtrad.casework.persons.models import Person
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.accounts.models import User
from rodtrad.foundation.audit.models import Entry
from tests.city import City
from tests.web.conftest import SignedIn


@pytest.fixture
def case(city: City, desk: SignedIn) -> Case:
    case = city.take_in(alias="Blåveis Kvitveis", at=timezone.now())
    desk("mottak.worker").get(f"/people/{case.person_id}/")
    return case


def _today(**more: str) -> dict[str, str]:
    day = str(timezone.localdate())
    return {"since": day, "until": day, **more}


def test_a_lead_sees_who_opened_and_why_and_no_name_of_a_person(city: City, case: Case, desk: SignedIn) -> None:
    page = desk("mottak.lead").get("/access-log/").text

    assert "Mottak.Worker, Mottaket" in page
    assert "FVL-13B HOL-7-2" in page
    assert "Blåveis" not in page
    assert Entry.objects.filter(event="access.log.read").count() == 1


def test_it_is_found_by_the_code_the_person_tells(city: City, case: Case, desk: SignedIn) -> None:
    code = Person.objects.get(pk=case.person_id).reference
    page = desk("oslo.privacy").post("/access-log/", _today(person_code=code)).text

    assert "Mottak.Worker, Mottaket" in page
    assert Entry.objects.get(event="access.log.read").person_id == case.person_id


def test_it_is_taken_along_as_a_file_without_formulas(city: City, case: Case, desk: SignedIn) -> None:
    User.objects.filter(pk=city["mottak.worker"].user_id).update(display_name="=HYPERLINK(1)")
    answer = desk("mottak.lead").post("/access-log/export/", _today())

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert ";'=HYPERLINK(1);" in answer.text
    assert ";=HYPERLINK" not in answer.text
    assert "Blåveis" not in answer.text


def test_it_is_looked_through_and_proved_unchanged(city: City, case: Case, desk: SignedIn) -> None:
    client = desk("oslo.privacy")
    client.post("/access-log/review/", {**_today(), "note": "x"}, follow=True)
    past = str(timezone.localdate().replace(day=1))
    client.post("/access-log/review/", {"since": "2026-01-01", "until": past, "note": "Ingenting å merke"})

    assert "Ingenting å merke" in client.get("/access-log/").text or past == str(timezone.localdate())
    assert client.post("/access-log/verify/", follow=True).status_code == 200


@pytest.mark.parametrize("who", ["mottak.worker", "politi.officer", "oslo.administrator"])
def test_others_have_no_such_room(city: City, case: Case, desk: SignedIn, who: str) -> None:
    client = desk(who)
    assert client.get("/access-log/").status_code == 403
    for address in ("export", "review", "verify"):
        assert client.post(f"/access-log/{address}/", _today(note="x")).status_code == 403


def test_too_many_people_in_an_hour_stops_with_a_sentence(
    city: City, case: Case, desk: SignedIn, settings: object
) -> None:
    settings.RODTRAD_MOST_PEOPLE_AN_HOUR = 1  # type: ignore[attr-defined]
    other, client = city.take_in(at=timezone.now()), desk("mottak.worker")
    answer = client.get(f"/people/{other.person_id}/")

    assert answer.status_code == 403
    assert "within an hour" in answer.text
    assert Entry.objects.filter(event="access.pace.stopped").count() == 1

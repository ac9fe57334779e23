"""Breaking the glass on the screen."""

import pytest
from django.utils import timezone

from rodtrad.casework.emergencies.models import Emergency
from rodtrad.casework.persons.models import Person
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.accounts.models import User
from tests.city import City
from tests.web.conftest import SignedIn


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis Kvitveis", at=timezone.now())


def _said(case: Case, **more: str) -> dict[str, str]:
    reference = Person.objects.get(pk=case.person_id).reference
    why = "Fant ikke pust, trenger å vite mer"
    return {"code_or_number": reference, "code": "OVERDOSE", "reason": why, "step": "send", **more}


def test_it_is_looked_over_opened_seen_closed_and_reviewed(city: City, case: Case, desk: SignedIn) -> None:
    worker, lead = desk("klinikk.worker"), desk("mottak.lead")
    person = f"/people/{case.person_id}/"
    assert worker.get(person).status_code == 404
    assert "told at once" in worker.post("/emergency/open/", _said(case, step="check")).text
    worker.post("/emergency/open/", _said(case))

    seen = worker.get(person).text
    assert "Opened in an emergency" in seen
    row = Emergency.objects.get()
    worker.post(f"/emergency/{row.pk}/close/")
    assert worker.get(person).status_code == 404

    assert "within seven days" in lead.get("/notices/").text
    waiting = lead.get("/emergency/reviews/").text
    assert "Overdose" in waiting
    assert "Blåveis" not in waiting
    lead.post(f"/emergency/{row.pk}/", {"outcome": "NEEDED", "note": "Riktig vurdert"})
    assert "Riktig vurdert" in lead.get("/emergency/reviews/").text


def test_the_privacy_officer_sees_the_opening_and_never_the_person(city: City, case: Case, desk: SignedIn) -> None:
    desk("klinikk.worker").post("/emergency/open/", _said(case))
    officer = desk("oslo.privacy")

    page = officer.get(f"/emergency/{Emergency.objects.get().pk}/")
    assert "Fant ikke pust" in page.text
    assert officer.get(f"/people/{case.person_id}/").status_code == 404


def test_password_or_factor_is_asked_for_again_first(city: City, case: Case, desk: SignedIn, settings: object) -> None:
    client, user = desk("klinikk.worker"), User.objects.get(pk=city["klinikk.worker"].user_id)
    user.set_password("et langt og godt passord")
    user.save()
    client.force_login(user)  # a session without the demo's mark
    session = client.session
    session["post"] = str(city["klinikk.worker"].post_id)
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0.0}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()

    answer = client.get("/emergency/open/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    client.post("/emergency/open/", _said(case))
    assert not Emergency.objects.exists()


@pytest.mark.parametrize("who", ["politi.officer", "oslo.administrator", "frivillig.worker"])
def test_others_are_told_who_can(city: City, case: Case, desk: SignedIn, who: str) -> None:
    assert desk(who).get("/emergency/open/").status_code == 403
    assert desk(who).post("/emergency/open/", _said(case)).status_code == 403


def test_nobody_is_guessed_at(city: City, case: Case, desk: SignedIn) -> None:
    answer = desk("klinikk.worker").post("/emergency/open/", _said(case, code_or_number="ZZZ-999"))

    assert answer.status_code == 404
    assert "113" in answer.text

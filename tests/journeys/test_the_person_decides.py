"""A yes said aloud and taken back on one's own phone; danger, and who looks at it afterwards; a worker who is shut out."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from rodtrad.casework.consents.models import Block, Consent
from rodtrad.casework.emergencies.models import Emergency
from rodtrad.casework.persons.models import Person
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.vocabulary import KnownBy, Language
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def _no_tries_left_over() -> None:
    cache.clear()


def _person(stage: Stage, case: Case) -> Desk:
    """The person on their own phone, without scripts, signed in with a sheet."""
    by, now = stage.city["mottak.worker"], timezone.now()
    issued = rights.issue_sheet(case.person_id, known_by=KnownBy.WELL_KNOWN, language=Language.NB, by=by, at=now)
    context = stage.browser.new_context(
        locale="nb-NO", viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    context.set_default_timeout(8000)
    phone = Desk(context.new_page(), stage.address)
    phone.goes_to("/me/")
    phone.writes("Kode", issued.code)
    phone.writes("PIN", issued.pin)
    phone.presses("Logg inn")
    return phone


def _sends(desk: Desk, step: str) -> None:
    with desk.page.expect_navigation():
        desk.page.locator(f"main button[name=step][value={step}]").click()


def test_a_yes_said_aloud_is_taken_back_on_ones_own_phone(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blåveis", at=timezone.now())
    worker, clinic = stage.desk("mottak.worker"), stage.desk("klinikk.worker")
    worker.goes_to(f"/people/{case.person_id}/consents/new/")
    worker.page.select_option("[name=unit_1]", str(stage.city.unit_id("klinikk")))
    worker.page.check("[name=sections][value=PLAN]")
    worker.page.check("[name=purpose][value=COOPERATE]")
    worker.page.fill("[name=until_on]", (timezone.now() + timedelta(days=60)).date().isoformat())
    worker.page.check("[name=form][value=SPOKEN]")
    worker.page.check("[name=language][value=nb]")
    worker.page.check("[name=capacity][value=CLEAR]")
    _sends(worker, "check")
    worker.finds_the_page_accessible()
    _sends(worker, "send")
    assert Consent.objects.get().form == "SPOKEN"
    clinic.goes_to(f"/people/{case.person_id}/")
    clinic.sees("Blåveis")

    phone = _person(stage, case)
    phone.goes_to("/me/shared/")
    phone.sees("Avrusningen")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Slutt å dele").first.click()
    phone.sees("Det er tatt tilbake. Fra nå ser de det ikke.")

    clinic.page.reload()
    clinic.does_not_see("Blåveis")


def test_danger_opens_for_an_hour_and_somebody_looks_at_it(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blåveis", at=timezone.now())
    doctor, lead = stage.desk("klinikk.worker"), stage.desk("mottak.lead")
    doctor.goes_to("/emergency/open/")
    doctor.finds_the_page_accessible()
    doctor.page.fill("[name=code_or_number]", Person.objects.get(pk=case.person_id).reference)
    doctor.page.check("[name=code][value=OVERDOSE]")
    doctor.page.fill("[name=reason]", "Fant ikke pust, trenger å vite om andre legemidler")
    _sends(doctor, "check")
    _sends(doctor, "send")
    doctor.goes_to(f"/people/{case.person_id}/")
    doctor.sees("Blåveis")
    doctor.finds_the_page_accessible()
    doctor.goes_to("/emergency/")
    with doctor.page.expect_navigation():
        doctor.page.locator("form[action$='/close/'] button").first.click()
    doctor.goes_to(f"/people/{case.person_id}/")
    doctor.does_not_see("Blåveis")

    lead.goes_to("/emergency/reviews/")
    lead.finds_the_page_accessible()
    lead.goes_to(f"/emergency/{Emergency.objects.get().pk}/")
    lead.page.check("[name=outcome][value=NEEDED]")
    lead.page.fill("[name=note]", "Riktig vurdert")
    with lead.page.expect_navigation():
        lead.page.locator("main form button[type=submit]").first.click()
    assert Emergency.objects.get().review.note == "Riktig vurdert"
    phone = _person(stage, case)
    phone.goes_to("/me/looked/")
    phone.sees("fordi det var en nødsituasjon")


def test_a_worker_who_is_shut_out_sees_less_from_the_next_click_and_no_sign_of_why(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blåveis", need="Trenger en fast seng", at=timezone.now())
    worker, colleague = stage.desk("mottak.worker"), stage.desk("mottak.coordinator")
    worker.goes_to(f"/people/{case.person_id}/")
    assert worker.page.locator(f"a[href='/people/{case.person_id}/plan/']").count() == 1

    phone = _person(stage, case)
    phone.goes_to("/me/shut-out/")
    phone.page.select_option("[name=whom]", str(stage.city["mottak.worker"].user_id))
    phone.page.check("[name=sections][value=FOLLOW_UP]")
    phone.page.check("[name=sections][value=PLAN]")
    with phone.page.expect_navigation():
        phone.page.locator("main form button[type=submit]").first.click()
    assert Block.objects.get().user_id == stage.city["mottak.worker"].user_id

    worker.page.reload()
    assert worker.page.locator(f"a[href='/people/{case.person_id}/plan/']").count() == 0
    worker.goes_to(f"/people/{case.person_id}/plan/")
    worker.does_not_see("Blåveis")
    colleague.goes_to(f"/people/{case.person_id}/")
    assert colleague.page.locator(f"a[href='/people/{case.person_id}/plan/']").count() == 1

"""A person with an old phone reads who has looked, asks why, is answered, takes a yes back, and loses the paper."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from rodtrad.casework.access import wishes
from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.ids import new_id
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


def _paper(worker: Desk, case: Case) -> tuple[str, str]:
    """The worker prints a sheet; returns its code and PIN."""
    worker.goes_to(f"/people/{case.person_id}/")
    worker.follows("Ark til egne sider")
    worker.finds_the_page_accessible()
    worker.ticks("Vi kjenner personen fra før")
    worker.presses("Lag arket")
    worker.finds_the_page_accessible()
    code, pin = (one.inner_text() for one in worker.page.locator(".paper__code").all())
    return code, pin


def _phone(stage: Stage, *, scripts: bool = False) -> Desk:
    context = stage.browser.new_context(
        locale="nb-NO", viewport={"width": 390, "height": 844}, java_script_enabled=scripts, bypass_csp=True
    )
    context.set_default_timeout(8000)
    return Desk(context.new_page(), stage.address)


def _signs_in(phone: Desk, code: str, pin: str) -> None:
    phone.goes_to("/me/")
    phone.writes("Kode", code)
    phone.writes("PIN", pin)
    phone.presses("Logg inn")


@pytest.fixture(autouse=True)
def _no_tries_left_over() -> None:
    cache.clear()


def test_the_person_reads_the_log_asks_why_and_gets_an_answer(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blåveis", at=timezone.now())
    phone = _phone(stage)
    _signs_in(phone, *_paper(stage.desk("mottak.worker"), case))
    phone.sees("Mottaket følger deg opp")

    phone.follows("Se alle som har sett")
    phone.sees("Mottak.Worker (ansatt, Mottaket) åpnet siden din fordi enheten følger deg opp.")
    phone.follows("Spør hvorfor")
    phone.writes("Vil du skrive mer?", "Jeg kjenner ikke denne personen")
    phone.presses("Send spørsmålet")
    phone.sees("Mottaket svarer innen")

    lead = stage.desk("mottak.lead")
    lead.goes_to("/notices/")
    lead.follows("En person spør hvorfor noen i enheten deres åpnet siden om dem.")
    lead.sees("Jeg kjenner ikke denne personen")
    lead.finds_the_page_accessible()
    lead.writes("Svaret ditt", "Det var den som skrev ut arket ditt.")
    lead.presses("Send svaret")

    phone.goes_to("/me/asked/")
    phone.sees("Det var den som skrev ut arket ditt.")


def test_every_own_page_is_accessible_in_three_languages(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blåveis", at=timezone.now())
    phone = _phone(stage, scripts=True)
    phone.goes_to("/me/")
    phone.finds_the_page_accessible()
    _signs_in(phone, *_paper(stage.desk("mottak.worker"), case))

    for page in (
        "",
        "thread/",
        "looked/",
        "asked/",
        "asked/correction/",
        "shared/",
        "shared/yes/",
        "shut-out/",
        "next/",
    ):
        phone.goes_to(f"/me/{page}")
        phone.finds_the_page_accessible()
    phone.goes_to("/me/")
    phone.presses("Nynorsk")
    phone.sees("Mottaket følgjer deg opp")
    phone.presses("English")
    phone.sees("Mottaket follows you up")
    phone.presses("Larger text")
    phone.finds_the_page_accessible()
    phone.presses("Log out")
    phone.sees("You are logged out")


def test_a_yes_is_taken_back_with_one_press_while_the_unit_has_the_page_open(stage: Stage) -> None:
    now = timezone.now()
    case = stage.city.take_in(alias="Blåveis", at=now)
    said = Yes(
        unit_ids=[stage.city.unit_id("sagene")],
        sections=["FOLLOW_UP"],
        purpose="COOPERATE",
        until_on=(now + timedelta(days=30)).date(),
    )
    wishes.give_consent(case.person_id, said=said, command_id=new_id(), by=stage.city["mottak.worker"], at=now)
    sagene = stage.desk("sagene.worker")
    sagene.goes_to(f"/people/{case.person_id}/")
    sagene.sees("Blåveis")
    phone = _phone(stage)
    _signs_in(phone, *_paper(stage.desk("mottak.worker"), case))

    phone.follows("Se og endre det du deler")
    phone.sees("Bydel Sagene")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name=re.compile("Slutt å dele")).click()
    phone.sees("Fra nå ser de det ikke.")

    sagene.page.reload()
    sagene.does_not_see("Blåveis")


def test_a_lost_paper_is_stopped(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blåveis", at=timezone.now())
    worker, phone, finder = stage.desk("mottak.worker"), _phone(stage), _phone(stage)
    _signs_in(phone, *_paper(worker, case))
    phone.follows("Ny kode til neste gang")
    phone.presses("Lag en ny kode")
    code, pin = (one.inner_text() for one in phone.page.locator(".paper__code").all())

    worker.goes_to(f"/people/{case.person_id}/sheet/")
    worker.presses("Arket er mistet: stans det")

    _signs_in(finder, code, pin)
    finder.sees("Koden og PIN-en åpner ingenting.")
    phone.goes_to("/me/")
    phone.sees("Skriv koden og PIN-en fra arket du fikk.")

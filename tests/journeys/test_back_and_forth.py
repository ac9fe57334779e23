"""When nobody takes over: refusals, silence, and the unit that decides."""

from datetime import datetime

import pytest
from django.utils import timezone

from rodtrad.casework.responsibility import clock, invariants
from rodtrad.casework.responsibility.models import Case
from tests.city import MONDAY
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


def test_declined_twice_the_case_is_lifted_and_given_to_somebody(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blå", at=timezone.now())
    stage.city.offer(case, "frogner", at=timezone.now())
    _declines(stage.desk("frogner.lead"), "Bydel Sagene")
    night = stage.desk("mottak.worker")
    night.goes_to("/cases/")
    night.sees("Ikke tatt imot: finn neste steg")
    night.finds_the_page_accessible()
    stage.city.offer(case, "sagene", at=timezone.now())
    _declines(stage.desk("sagene.lead"), "Bydel Frogner")

    decider = stage.desk("koordinering.decider")
    decider.goes_to("/board/")
    decider.finds_the_page_accessible()
    decider.follows("Blå")
    decider.sees("sendt i retur 2 ganger")
    decider.finds_the_page_accessible()
    decider.ticks("En annen enhet tar over")
    decider.chooses("Hvilken enhet tar over?", "Bydel Frogner")
    decider.writes("Hvorfor?", "Personen bor i bydelen nå")
    decider.presses("Avgjør")

    case.refresh_from_db()
    assert case.unit_id == stage.city.unit_id("frogner")
    district = stage.desk("frogner.lead")
    district.goes_to(f"/people/{case.person_id}/")
    district.sees("Bydel Frogner fikk ansvaret")
    district.sees("Personen bor i bydelen nå")
    district.sees("Felles møte")


def test_asking_the_same_unit_again_is_named_as_a_loop(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blå", at=timezone.now())
    request = stage.city.offer(case, "frogner", at=timezone.now())
    stage.city.decline(request, by="frogner.lead", at=timezone.now())
    stage.city.offer(case, "frogner", at=timezone.now())

    district = stage.desk("frogner.lead")
    district.goes_to("/requests/")
    district.sees("Denne enheten har hatt saken eller sagt nei til den før.")


def test_silence_is_lifted_and_the_sender_still_has_the_ball(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blå", at=MONDAY)
    stage.city.offer(case, "frogner", urgency="ACUTE", at=MONDAY)
    clock.keep_deadlines(at=timezone.now())

    sender = stage.desk("mottak.lead")
    sender.goes_to(f"/people/{case.person_id}/")
    sender.sees("Bydel Frogner hadde ikke svart innen fristen")
    sender.sees("Løftet til Koordinerende enhet")
    sender.finds_the_page_accessible()
    lead = stage.desk("frogner.lead")
    lead.goes_to("/notices/")
    lead.sees("En overlevering har gått over fristen uten svar og er løftet.")
    lead.finds_the_page_accessible()
    decider = stage.desk("koordinering.decider")
    decider.goes_to("/board/")
    decider.sees("Fristen gikk ut uten svar")
    decider.follows("Blå")
    decider.ticks("Det blir der det er")
    decider.writes("Hvorfor?", "Mottaket følger opp til mandag")
    decider.presses("Avgjør")
    _holds(case, stage, "mottak", at=timezone.now())


def _declines(desk: Desk, suggested: str) -> None:
    desk.goes_to("/requests/")
    desk.follows("Les forespørselen om Blå")
    desk.follows("Ikke ta imot")
    desk.presses("Se over")
    desk.sees("Rett dette for å gå videre")
    desk.finds_the_page_accessible()
    desk.ticks("Ingen kapasitet")
    desk.chooses("Hvem bør spørres i stedet?", suggested)
    desk.presses("Se over")
    desk.sees("Er dette riktig?")
    desk.presses("Send svaret")
    desk.sees("Mottaket har ansvaret.")


def _holds(case: Case, stage: Stage, unit: str, *, at: datetime) -> None:
    case.refresh_from_db()
    assert case.unit_id == stage.city.unit_id(unit)
    assert invariants.check(at=at).violations == ()

"""A plan is offered, agreed to, written in the person's words by two at once, evaluated, and carried on paper."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from rodtrad.casework.plans.models import Plan, Version
from tests.casework.planning import consent_to_plan
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


def test_from_the_offer_to_a_plan_in_use_that_two_write_in(stage: Stage) -> None:
    case = stage.city.take_in(alias="Grønn Li", by="frogner.coordinator", at=timezone.now())
    desk = stage.desk("frogner.coordinator")
    desk.goes_to(f"/people/{case.person_id}/")
    desk.follows("Åpne planen")
    desk.finds_the_page_accessible()
    desk.follows("Begynn med en plan")
    desk.ticks("Tilbudt")
    desk.writes("Hvorfor?", "Trenger hjelp fra flere")
    desk.presses("Lagre")
    desk.sees("Personens samtykke til en plan er ikke registrert.")
    _writes_a_goal(desk)
    _two_write_at_once(stage, desk)
    _agrees(stage, case.person_id)
    _takes_into_use(desk, case.person_id)

    desk.follows("På papir")
    desk.sees("Jeg vil ha egen dør og fred")
    desk.finds_the_page_accessible()
    assert Version.objects.get().number == 1


def _writes_a_goal(desk: Desk) -> None:
    desk.follows("Legg til mål")
    desk.writes("Hva vil du?", "Jeg vil ha egen dør")
    desk.finds_the_page_accessible()
    desk.presses("Lagre")
    desk.sees("Jeg vil ha egen dør")
    desk.sees("Egne ord")
    desk.finds_the_page_accessible()


def _two_write_at_once(stage: Stage, desk: Desk) -> None:
    plan = Plan.objects.get()
    goal = plan.passages.get()
    other = stage.desk("frogner.lead")
    for one in (desk, other):
        one.goes_to(f"/people/{plan.person_id}/plan/words/{goal.pk}/")
    desk.writes("Med ord", "Jeg vil ha egen dør og nøkkel")
    desk.presses("Lagre")
    other.writes("Med ord", "Jeg vil ha fred")
    other.presses("Lagre")
    other.sees("Skrevet samtidig av to. Begge er tatt vare på.")
    other.finds_the_page_accessible()
    other.follows("Velg hva som skal stå")
    other.finds_the_page_accessible()
    other.writes("Med ord", "Jeg vil ha egen dør og fred")
    other.presses("Lagre")
    other.sees("Jeg vil ha egen dør og fred")


def _takes_into_use(desk: Desk, person_id: UUID) -> None:
    today = timezone.now().date()
    desk.goes_to(f"/people/{person_id}/plan/")
    desk.follows("Neste steg")
    desk.ticks("I bruk")
    desk.writes("Hvorfor?", "Sagt ja")
    desk.writes("Fra hvilken dag gjelder planen?", today.isoformat())
    desk.writes("Når evaluerer dere den sammen?", (today + timedelta(days=90)).isoformat())
    desk.finds_the_page_accessible()
    desk.presses("Lagre")
    desk.sees("I bruk")
    desk.presses("Jeg har lest den")
    desk.sees("Frogner.Coordinator")


def _agrees(stage: Stage, person_id: UUID) -> None:
    now = timezone.now()
    consent_to_plan(stage.city, person_id, until=now.date() + timedelta(days=90), at=now)

"""A coordinator leaves the same day, and nobody is left behind."""

import pytest
from django.utils import timezone

from tests.journeys.conftest import Stage

pytestmark = pytest.mark.journey


def test_the_people_of_one_who_leaves_stand_in_the_leads_queue_until_named_again(stage: Stage) -> None:
    case = stage.city.take_in(by="frogner.coordinator", alias="Blå", at=timezone.now())
    lead = stage.desk("frogner.lead")
    lead.goes_to("/unit/")
    lead.finds_the_page_accessible()
    lead.follows("Frogner.Coordinator slutter ved enheten")
    lead.finds_the_page_accessible()
    lead.presses("Avslutt stillingen i dag")
    lead.sees("Én person gikk til køen din.")

    lead.goes_to("/unit/")
    lead.sees("Blå")
    lead.follows("Oppnevn koordinator for Blå")
    lead.chooses("Hvem er koordinator?", "Frogner.Colleague")
    lead.writes("Hvorfor?", "Kjenner personen fra før")
    lead.presses("Lagre")
    case.refresh_from_db()
    assert case.coordinator_id == stage.city["frogner.colleague"].post_id
    lead.goes_to(f"/people/{case.person_id}/")
    lead.sees("Koordinatoren sluttet, og enhetens leder har den")
    lead.finds_the_page_accessible()


def test_one_who_has_left_is_told_whom_to_call(stage: Stage) -> None:
    leaver = stage.desk("frogner.coordinator")
    lead = stage.desk("frogner.lead")
    lead.goes_to("/unit/")
    lead.follows("Frogner.Coordinator slutter ved enheten")
    lead.presses("Avslutt stillingen i dag")

    leaver.goes_to("/cases/")
    leaver.sees("Du har ingen stilling i dag")
    leaver.finds_the_page_accessible()

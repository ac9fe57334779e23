"""Somebody is met in the street with a phone, wants help, and has somebody with the ball a minute later."""

import pytest

from rodtrad.casework.encounters.models import Encounter
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.journey


def test_from_the_street_to_an_open_case_and_a_shift_received(stage: Stage) -> None:
    street = stage.desk("mottak.worker")
    street.goes_to("/encounters/")
    street.finds_the_page_accessible()
    street.follows("Registrer kontakt")
    street.ticks("Ute i byen")
    street.writes("Hvor?", "Brugata")
    street.writes("Hva vil de kalles?", "Stille Elv")
    street.ticks("Mat eller drikke")
    street.writes("Hva ble sagt?", "Vil ha et sted å sove")
    street.ticks("Vil ha hjelp nå")
    street.finds_the_page_accessible()
    street.presses("Lagre")
    street.sees("Personen vil ha hjelp. Hvem tar det?")
    street.finds_the_page_accessible()
    street.presses("Åpne sak her")

    street.sees("Enheten din har ansvaret nå.")
    street.sees("Ute i byen, Brugata")
    street.finds_the_page_accessible()
    assert Encounter.objects.get().person_id

    street.goes_to("/shift/")
    street.writes("Hva må neste vakt vite?", "Varmekabelen ved døren er meldt.")
    street.finds_the_page_accessible()
    street.presses("Overlat vakten")
    day = stage.desk("mottak.lead")
    day.goes_to("/shift/")
    day.presses("Lest, jeg tar imot vakten")
    day.sees("Tatt imot av Mottak.Lead")


def test_without_scripts_a_meeting_is_registered_too(stage: Stage) -> None:
    street = stage.desk("mottak.worker", scripts=False)
    street.goes_to("/encounters/new/")
    street.ticks("På telefon")
    street.ticks("Vil ikke ha hjelp nå; døren er åpen")
    street.presses("Lagre")
    assert Encounter.objects.count() == 1

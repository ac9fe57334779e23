"""At night somebody comes in; by day a district has taken over."""

import pytest

from rodtrad.casework.responsibility.models import Case, Period
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


def test_from_the_door_at_night_to_an_accepted_hand_over(stage: Stage) -> None:
    night = stage.desk("mottak.worker")
    _takes_in(night, "Blå")
    night.finds_the_page_accessible()
    _offers(night, "Bydel Frogner")
    night.sees("Mottaket har ansvaret.")

    district = stage.desk("frogner.coordinator")
    district.goes_to("/requests/")
    district.finds_the_page_accessible()
    district.follows("Les forespørselen om Blå")
    district.sees("Trenger oppfølging i bydelen")
    district.finds_the_page_accessible()
    _asks_and_is_told(district, night)
    district.goes_to("/requests/")
    district.follows("Ta imot Blå")
    district.finds_the_page_accessible()
    district.presses("Ta imot")

    district.sees("Bydel Frogner har ansvaret nå.")
    district.finds_the_page_accessible()
    case = Case.objects.get()
    assert case.unit_id == stage.city.unit_id("frogner")
    assert Period.objects.filter(case=case).count() == 2
    district.goes_to(f"/people/{case.person_id}/")
    district.sees("Bydel Frogner tok over")
    district.finds_the_page_accessible()


def test_without_scripts_the_same_can_be_done(stage: Stage) -> None:
    night = stage.desk("mottak.worker", scripts=False)
    _takes_in(night, "Grå")
    _offers(night, "Bydel Sagene")
    night.sees("Mottaket har ansvaret.")


def _takes_in(desk: Desk, alias: str) -> None:
    desk.goes_to("/people/new/")
    desk.writes("Hva vil de kalles?", alias)
    desk.writes("Hvorfor kommer de?", "Trenger et sted å sove i natt")
    desk.presses("Lagre")
    desk.sees("Mottaket har ansvaret nå.")


def _offers(desk: Desk, unit: str) -> None:
    desk.follows("Overlever")
    desk.chooses("Hvem spør du?", unit)
    desk.writes("Hva trenger personen?", "Trenger oppfølging i bydelen")
    desk.presses("Se over")
    desk.sees("Trenger oppfølging i bydelen")
    desk.presses("Send overleveringen")


def _asks_and_is_told(district: Desk, night: Desk) -> None:
    district.follows("Be om mer informasjon")
    district.writes("Hva trenger dere å vite?", "Hvor sover personen?")
    district.presses("Send spørsmålet")
    night.goes_to("/cases/")
    night.sees("De ber om mer informasjon")
    night.follows("Åpne forespørselen om Blå")
    night.follows("Gi mer informasjon")
    night.writes("Svaret ditt", "Hos en venn ved elva")
    night.presses("Send svaret")

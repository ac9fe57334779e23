"""The golden thread in one run: met in the street, taken in, handed over, and let go of to something."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.transitions import clock
from rodtrad.casework.transitions.models import Transition, Window
from rodtrad.registry.organisations.queries import local_day
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


def test_from_the_street_to_a_discharge_with_a_place_to_live(stage: Stage) -> None:
    reception = stage.desk("mottak.worker")
    _is_met_in_the_street(reception)
    person = f"/people/{Encounter.objects.get().person_id}/"
    district = stage.desk("frogner.coordinator")
    _is_handed_over(reception, district)
    _a_plan_is_begun_in_own_words(district, person)
    _a_meeting_takes_a_question_back(stage, district, person)
    _a_discharge_is_planned(district, person)
    _gaps_are_closed(district)
    _is_let_go_of_to_something(district, person)


def _is_met_in_the_street(street: Desk) -> None:
    street.goes_to("/encounters/new/")
    street.ticks("Ute i byen")
    street.writes("Hvor?", "Brugata")
    street.writes("Hva vil de kalles?", "Stille Elv")
    street.writes("Hva ble sagt?", "Vil ha et sted å sove")
    street.ticks("Vil ha hjelp nå")
    street.presses("Lagre")
    street.presses("Åpne sak her")
    street.sees("Enheten din har ansvaret nå.")


def _is_handed_over(reception: Desk, district: Desk) -> None:
    reception.follows("Overlever")
    reception.chooses("Hvem spør du?", "Bydel Frogner")
    reception.writes("Hva trenger personen?", "Avrusning og et sted å bo")
    reception.presses("Se over")
    reception.presses("Send overleveringen")
    reception.sees("Mottaket har ansvaret.")
    district.goes_to("/requests/")
    district.follows("Ta imot Stille Elv")
    district.chooses("Hvem er koordinator?", "Frogner.Coordinator")
    district.presses("Ta imot")
    district.sees("Bydel Frogner har ansvaret nå.")


def _a_plan_is_begun_in_own_words(district: Desk, person: str) -> None:
    district.goes_to(person)
    district.follows("Åpne planen")
    district.follows("Begynn med en plan")
    district.ticks("Tilbudt")
    district.writes("Hvorfor?", "Trenger hjelp fra flere")
    district.presses("Lagre")
    district.follows("Legg til mål")
    district.writes("Hva vil du?", "Jeg vil ha egen dør")
    district.presses("Lagre")
    district.sees("Jeg vil ha egen dør")


def _a_meeting_takes_a_question_back(stage: Stage, district: Desk, person: str) -> None:
    district.goes_to(person)
    district.follows("Ansvarsgruppe og møter")
    district.finds_the_page_accessible()
    district.follows("Kall inn til møte")
    district.writes("Når på dagen?", "00:00")
    district.writes("Hvor?", "Bydelshuset")
    district.writes("Personens eget punkt", "Egen nøkkel, ikke hybel")
    district.finds_the_page_accessible()
    district.presses("Kall inn")
    district.sees("Ingen av dem som kommer, har sagt at de kan bestemme.")
    district.finds_the_page_accessible()
    district.follows("Ta med tilbake til en leder")
    district.writes("Hva må en leder bestemme?", "Plass i bolig med oppfølging")
    district.chooses("Hvilken enhet tar det med tilbake?", "Bydel Frogner")
    district.chooses("Hvilken leder svarer?", "Frogner.Lead, Bydel Frogner")
    district.writes("Innen hvilken dag svarer de?", (local_day(timezone.now()) + timedelta(days=3)).isoformat())
    district.finds_the_page_accessible()
    district.presses("Spør lederen")
    district.sees("Lederen svarer innen")
    lead = stage.desk("frogner.lead")
    lead.goes_to("/taken-back/")
    lead.finds_the_page_accessible()
    lead.follows("Plass i bolig med oppfølging")
    lead.writes("Svaret ditt", "Ja, fra første dag etter utskriving")
    lead.finds_the_page_accessible()
    lead.presses("Svar")
    district.follows("Send referatet")
    district.writes("Hva som ble sagt, kort", "Alle er enige om egen nøkkel.")
    district.finds_the_page_accessible()
    district.presses("Send referatet")
    district.sees("Ja, fra første dag etter utskriving")


def _a_discharge_is_planned(district: Desk, person: str) -> None:
    district.goes_to(person)
    district.follows("Overganger")
    district.sees("Ingen overgang er planlagt")
    district.finds_the_page_accessible()
    district.follows("Planlegg en overgang")
    district.ticks("Utskriving fra behandling eller sykehus")
    district.writes("På hvilken dag?", (local_day(timezone.now()) + timedelta(days=14)).isoformat())
    district.writes("Fra hvor?", "Avrusningen")
    district.writes("Hva vil personen?", "Egen nøkkel")
    district.finds_the_page_accessible()
    district.presses("Lagre")
    district.sees("Den som har ansvaret, er varslet.")
    district.sees("14 dager før: varslet")
    district.finds_the_page_accessible()
    district.goes_to("/notices/")
    district.sees("En overgang er planlagt")
    district.goes_to("/transitions/")
    district.sees("Stille Elv")
    district.finds_the_page_accessible()


def _gaps_are_closed(district: Desk) -> None:
    district.follows("Stille Elv")
    district.follows("Sted å bo")
    district.ticks("På plass")
    district.chooses("Hvor skal de bo?", "En plass med oppfølging, eller en institusjon")
    district.finds_the_page_accessible()
    district.presses("Lagre")
    district.sees("En plass med oppfølging")
    district.follows("Skriv hvordan det ses: Personen")
    district.ticks("Klar")
    district.finds_the_page_accessible()
    district.presses("Lagre")


def _is_let_go_of_to_something(district: Desk, person: str) -> None:
    row = Transition.objects.get()
    Transition.objects.filter(pk=row.pk).update(happens_on=local_day(timezone.now()))
    clock.keep_transitions(at=timezone.now())
    district.goes_to(person)
    district.sees("Lavere toleranse til")
    district.finds_the_page_accessible()
    district.goes_to(f"/transitions/{row.pk}/")
    district.follows("Det har skjedd")
    district.finds_the_page_accessible()
    district.presses("Det har skjedd")
    district.goes_to(f"/tolerance/{Window.objects.get().pk}/")
    district.sees("gi nalokson")
    district.finds_the_page_accessible()
    district.goes_to(person + "prevention/")
    district.sees("Over fristen")
    district.finds_the_page_accessible()
    district.follows("Et steg er tatt")
    district.ticks("Nalokson gitt")
    district.finds_the_page_accessible()
    district.presses("Lagre")
    district.sees("Nalokson er gitt, men ingen har øvd med personen.")
    district.goes_to("/overdoses/new/")
    district.ticks("Ute")
    district.finds_the_page_accessible()
    district.presses("Registrer")
    district.sees("Kom tilbake til")
    district.finds_the_page_accessible()
    district.follows("Fyll ut skjemaet")
    district.finds_the_page_accessible()
    district.goes_to(person)
    district.sees("Det har skjedd: utskriving fra behandling eller sykehus")

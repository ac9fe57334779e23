"""On an old phone at night, without scripts: what is open, where, and whom to call."""

import pytest
from django.utils import timezone

from tests.directory import build_directory
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


def _passer_by(stage: Stage, *, scripts: bool) -> Desk:
    context = stage.browser.new_context(
        locale="nb-NO", viewport={"width": 390, "height": 844}, java_script_enabled=scripts, bypass_csp=True
    )
    context.set_default_timeout(8000)
    return Desk(context.new_page(), stage.address)


def _offer(stage: Stage) -> None:
    directory, now = build_directory(stage.city), timezone.now()
    directory.add("Nattskjulet", "acute-overnight", "24/7", at=now, maximum_age=25, phone="22 33 44 55")
    directory.add("Kvinnehuset", "acute-overnight", "24/7", at=now, gender="WOMEN", substance="SUBSTANCE_FREE")
    directory.add("Kafeen", "meeting-place", "Mo-Fr 09:00-15:00; PH off", at=now)


def test_three_taps_to_an_open_bed_without_scripts(stage: Stage) -> None:
    _offer(stage)
    person = _passer_by(stage, scripts=False)
    person.goes_to("/find/")
    person.writes("Hva trenger du?", "et sted å sove, overnating")
    person.chooses("Når?", "Nå")
    person.presses("Finn")
    person.sees("2 åpne")
    person.sees("Nattskjulet")
    person.does_not_see("Kafeen")
    person.follows("Nattskjulet")
    person.sees("Åpent nå")
    person.sees("22 33 44 55")


def test_the_pages_are_for_everybody(stage: Stage) -> None:
    _offer(stage)
    person = _passer_by(stage, scripts=True)
    person.goes_to("/find/?text=sove+i+natt+kvinner")
    person.sees("Kvinnehuset")
    person.does_not_see("Nattskjulet")
    person.finds_the_page_accessible()
    person.follows("Bare kvinner")
    person.sees("Nattskjulet")
    person.follows("Nattskjulet")
    person.finds_the_page_accessible()
    person.goes_to("/find/?age=x")
    person.sees("Skriv alderen med tall.")
    person.finds_the_page_accessible()


def test_an_owner_enters_hours_looks_them_over_and_confirms(stage: Stage) -> None:
    _offer(stage)
    lead = stage.desk("frivillig.lead")
    lead.goes_to("/services/ours/")
    lead.finds_the_page_accessible()
    lead.follows("Kafeen")
    lead.finds_the_page_accessible()
    lead.follows("Endre åpningstidene")
    lead.finds_the_page_accessible()
    lead.page.get_by_label("Til (valgfritt)", exact=True).first.fill("16.30")
    lead.presses("Se over")
    lead.sees("Mandag–fredag")
    lead.sees("09.00–16.30")
    lead.finds_the_page_accessible()
    lead.presses("Lagre åpningstidene")
    lead.sees("09.00–16.30")
    lead.presses("Det stemmer: bekreft")
    lead.sees("Bekreftet av eieren")


def test_a_street_card_is_printed(stage: Stage) -> None:
    _offer(stage)
    person = _passer_by(stage, scripts=False)
    person.goes_to("/find/cards/")
    person.follows("Gamle Oslo")
    person.sees("Nattskjulet")
    person = _passer_by(stage, scripts=True)
    person.goes_to("/find/cards/030101/")
    person.finds_the_page_accessible()

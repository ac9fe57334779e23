"""Overdoses on screen: two presses, a card, a form, and the panel of what prevents the next."""

from datetime import datetime

import pytest
from django.utils import timezone

from rodtrad.casework.overdose.models import Overdose
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import local_day
from tests.city import City
from tests.web.conftest import SignedIn
from tests.web.test_persons import posted, text_of

BY = "frogner.coordinator"


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(by=BY, alias="Blåveis", at=timezone.now())


def today() -> str:
    return local_day(timezone.now()).isoformat()


def test_two_presses_give_a_card_and_the_form_waits(desk: SignedIn, city: City) -> None:
    client, now = desk("mottak.worker"), datetime.now(OSLO)
    said = {"place": "ROOM", "occurred_on": today(), "clock": f"{now:%H:%M}", "command_id": str(new_id())}
    card = posted(client, "/overdoses/new/", **said)
    assert "Come back until" in card
    assert "The form is missing" in text_of(client, "/overdoses/")

    row = Overdose.objects.get()
    refused = client.post(f"/overdoses/{row.pk}/", {"causes": ["OPIOID_FREE"]})
    assert "Choose how it ended" in refused.text
    posted(client, f"/overdoses/{row.pk}/", outcome="RECOVERED", causes=["OPIOID_FREE"], substances=["HEROIN"])
    assert "Heroin, After a time without opioids" in text_of(client, "/overdoses/")
    assert desk("frogner.lead").get(f"/overdoses/{row.pk}/").status_code == 404


def test_the_panel_shows_what_is_overdue_and_that_nobody_has_trained(case: Case, desk: SignedIn) -> None:
    client, page = desk(BY), f"/people/{case.person_id}/prevention/"
    refused = client.post(f"{page}after/", {"occurred_on": today(), "command_id": str(new_id())})
    assert "The person decides" in refused.text

    posted(client, f"{page}after/", occurred_on=today(), says_yes="on", command_id=str(new_id()))
    assert "Overdue" in text_of(client, page)
    posted(client, f"{page}step/", kind="NALOXONE_GIVEN", done_on=today())

    assert "nobody has trained with the person" in text_of(client, page)
    assert desk("sagene.lead").get(page).status_code == 404

"""Registering on the screen: few questions, refusals that keep the text, and a constant number of queries."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtrad.casework.encounters import operations as encounters
from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.encounters.operations import Met, WhatNext
from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.tasks import operations as tasks
from rodtrad.casework.tasks.models import Task
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import local_day
from tests.city import City
from tests.web.conftest import SignedIn

LIST = "/encounters/"


def test_two_choices_are_enough(city: City, desk: SignedIn) -> None:
    answer = desk("mottak.worker").post("/encounters/new/", {"kind": "RECEPTION", "ending": "OPEN_DOOR"})

    row = Encounter.objects.get()
    assert answer.headers["Location"] == f"/encounters/{row.pk}/"


def test_the_next_one_starts_where_the_last_was(city: City, desk: SignedIn) -> None:
    client = desk("mottak.worker")
    client.post("/encounters/new/", {"kind": "OUTREACH", "place": "Brugata", "ending": "OPEN_DOOR"})

    page = client.get("/encounters/new/").content.decode()
    assert 'value="Brugata"' in page
    assert 'value="OUTREACH"' in page.split("checked")[0][-200:]


def test_fifty_thousand_characters_are_refused_with_every_one_of_them_kept(city: City, desk: SignedIn) -> None:
    text = "Et notat. " * 5000
    answer = desk("mottak.worker").post(
        "/encounters/new/", {"kind": "PHONE", "ending": "OPEN_DOOR", "said": text.strip()}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nothing is lost" in page
    assert text.strip() in page


def test_a_note_that_ran_out_of_time_is_kept(city: City, desk: SignedIn) -> None:
    client = desk("mottak.worker")
    client.post("/drafts/encounter-new/", {"said": "Halvferdig", "ending": "OPEN_DOOR"})

    assert "Halvferdig" in client.get("/encounters/new/").content.decode()


def test_other_units_do_not_find_an_encounter(city: City, desk: SignedIn) -> None:
    desk("mottak.worker").post("/encounters/new/", {"kind": "PHONE", "ending": "REQUEST", "called": "Blå"})
    address = f"/encounters/{Encounter.objects.get().pk}/"

    assert desk("sagene.lead").get(address).status_code == 404
    assert "Blå" not in desk("sagene.lead").get(LIST).content.decode()
    assert desk("politi.officer").get(LIST).status_code == 403


def test_the_list_asks_no_more_with_many(city: City, desk: SignedIn) -> None:
    _fill(city, 2)
    few = _questions(desk, LIST)
    _fill(city, 20)

    assert _questions(desk, LIST) == few <= 15


def test_a_task_is_done_on_its_page_with_how_it_went(city: City, desk: SignedIn) -> None:
    now = timezone.now()
    case = city.take_in(alias="Blå", by="frogner.coordinator", at=now)
    task = tasks.write_task(case.person_id, text="Ringe legen", due_on=local_day(now), by=city["frogner.lead"], at=now)
    client = desk("frogner.coordinator")
    assert f"/tasks/{task.pk}/" in client.get("/notices/").content.decode()
    assert "Ringe legen" not in client.get("/notices/").content.decode()

    client.post(f"/tasks/{task.pk}/", {"note": "Time på torsdag"})

    assert Task.objects.get().note == "Time på torsdag"
    assert "Time på torsdag" in client.get(f"/people/{case.person_id}/").content.decode()
    assert desk("sagene.lead").get(f"/tasks/{task.pk}/").status_code == 404


def _fill(city: City, count: int) -> None:
    now = timezone.now()
    for number in range(count):
        case = city.take_in(by="frogner.coordinator", alias=f"Person {number}", at=now)
        for person_id in (case.person_id, None):
            encounters.register_encounter(
                Met(kind=EncounterKind.PHONE),
                next=WhatNext(ending=Ending.REQUEST),
                person_id=person_id,
                command_id=new_id(),
                by=city["frogner.worker"],
                at=now,
            )


def _questions(desk: SignedIn, address: str) -> int:
    client = desk("frogner.lead")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)

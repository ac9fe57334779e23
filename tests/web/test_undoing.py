"""On screen: undone with one press where it was done, and two tabs on one form warn."""

from datetime import timedelta

from django.utils import timezone

from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.tasks.models import Task
from tests.city import City
from tests.web.conftest import SignedIn
from tests.web.test_persons import posted


def test_a_task_is_undone_where_it_was_done(city: City, desk: SignedIn) -> None:
    case, client = city.take_in(alias="Blåveis", at=timezone.now()), desk("mottak.worker")
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    posted(client, f"/people/{case.person_id}/task/", task="Ringe NAV", due_on=day)
    address = f"/tasks/{Task.objects.get().pk}/"

    assert "Undo" in posted(client, address, note="De ringer tilbake")
    assert "The task is open again" in posted(client, f"{address}undo/")
    assert "De ringer tilbake" in client.get(address).text


def test_an_encounter_is_taken_off_the_wrong_person(city: City, desk: SignedIn) -> None:
    case, client = city.take_in(alias="Blåveis", at=timezone.now()), desk("mottak.worker")
    posted(client, "/encounters/new/", kind="RECEPTION", ending="REQUEST", called="En annen")
    address = f"/encounters/{Encounter.objects.get().pk}/"
    posted(client, f"{address}link/{case.person_id}/")
    assert "it was somebody else" in client.get(address).text

    assert "Who was it?" in posted(client, f"{address}unlink/")
    assert Encounter.objects.get().person_id is None


def test_two_tabs_on_one_form_warn_each_other_and_a_page_opened_again_does_not(city: City, desk: SignedIn) -> None:
    client, key = desk("mottak.worker"), "/drafts/encounter-new/"
    opened = int(timezone.now().timestamp()) - 60
    first, second = f"aaaa {opened}", f"bbbb {opened + 1}"

    assert "Kept at" in client.post(key, {"said": "Fra den ene", "draft_tab": first}).text
    assert "another tab" in client.post(key, {"said": "Fra den andre", "draft_tab": second}).text
    assert "another tab" in client.post(key, {"said": "Fra den ene igjen", "draft_tab": first}).text
    assert "Kept at" in client.post(key, {"said": "Mer", "draft_tab": first}).text

    again = f"cccc {int(timezone.now().timestamp()) + 1}"
    assert "Kept at" in client.post(key, {"said": "Siden åpnet på nytt", "draft_tab": again}).text
    assert 'name="draft_tab"' in client.get("/encounters/new/").text

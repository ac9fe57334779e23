"""On screen: a protected address hides every place from all but the unit that is responsible."""

import pytest
from django.utils import timezone

from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.responsibility.models import Case
from tests.city import City
from tests.web.conftest import SignedIn
from tests.web.test_every_page import addresses
from tests.web.test_persons import posted, text_of


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis", at=timezone.now())


def test_no_address_shows_where_somebody_protected_was_met(city: City, case: Case, desk: SignedIn) -> None:
    """Every page there is, as a worker at the unit that met the person and now only stands beside."""
    worker = desk("mottak.worker")
    posted(worker, f"/people/{case.person_id}/encounter/", kind="OUTREACH", place="Brugata", ending="OPEN_DOOR")
    city.accept(city.offer(case, "frogner", support_days=30, at=timezone.now()), by="frogner.lead", at=timezone.now())
    ids = {"person_id": case.person_id, "encounter_id": Encounter.objects.get().pk}
    pages = [one for one in addresses(ids) if "sign-" not in one]
    assert [page for page in pages if b"Brugata" in worker.get(page).content] != []

    page = f"/people/{case.person_id}/"
    posted(desk("frogner.lead"), f"{page}protect/", grade="CONFIDENTIAL", source="REGISTER", reason="Kode 7")

    client = desk("mottak.worker")
    shown = [one for one in pages if b"Brugata" in client.get(one).content]
    assert shown == ["/encounters/new/"]  # where the worker was a moment ago, about nobody
    assert "Brugata" in text_of(desk("frogner.lead"), page)


def test_a_place_typed_about_somebody_protected_stops_and_the_lifting_asks_for_source_and_reason(
    case: Case, desk: SignedIn
) -> None:
    client, page = desk("mottak.lead"), f"/people/{case.person_id}/"
    posted(client, f"{page}protect/", grade="CONFIDENTIAL", source="REGISTER", reason="Kode 7 i registeret")

    typed = {"kind": "VISIT", "place": "Eksempelgata 3", "ending": "OPEN_DOOR", "said": "Et langt notat"}
    answer = client.post(f"{page}encounter/", typed)
    assert answer.status_code == 422
    assert "no place is written down" in answer.text
    assert "Et langt notat" in answer.text

    refused = client.post(f"{page}protect/lift/", {"reason": ""})
    assert "Choose the source" in refused.text
    assert "Write the reason" in refused.text
    posted(client, f"{page}protect/lift/", source="DECISION", reason="Vedtak om opphør")
    posted(client, f"{page}encounter/", **typed)

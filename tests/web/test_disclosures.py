"""Sending out over HTTP: looked over word for word, sent as it was, printed with a slip, and read by the person."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from rodtrad.casework.disclosures.models import Disclosure
from rodtrad.casework.persons.models import Alias
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.vocabulary import KnownBy, Language
from tests.city import City
from tests.web.conftest import SignedIn


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis", need="Trenger en fast seng", at=timezone.now())


def _form(**more: object) -> dict[str, object]:
    said = {"recipient": "Bergen kommune", "recipient_number": "964338531", "sections": ["BASICS", "FOLLOW_UP"]}
    said |= {"release": "FVL-13B", "purpose": "De tar over", "means": "SEALED_PAPER"}
    return {**said, **more}


def _look_over(client: Client, case: Case, **more: object) -> str:
    text = client.post(f"/people/{case.person_id}/sent/new/", {**_form(**more), "step": "check"}).text
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', text)
    assert found is not None, text
    assert "Trenger en fast seng" in text
    return found[1]


def test_a_letter_is_looked_over_sent_printed_and_its_receipt_noted(city: City, desk: SignedIn, case: Case) -> None:
    client = desk("mottak.lead")
    seen = _look_over(client, case)
    answer = client.post(f"/people/{case.person_id}/sent/new/", _form(seen=seen, step="send"), follow=True)

    assert "Bergen kommune, organisation number 964338531" in answer.text
    row = Disclosure.objects.get()
    paper = client.get(f"/people/{case.person_id}/sent/{row.pk}/letter/").text
    assert "Trenger en fast seng" in paper
    assert row.receipt in paper
    assert row.fingerprint in paper
    noted = client.post(f"/people/{case.person_id}/sent/{row.pk}/", {"received_by": "Postmottaket"}, follow=True)
    assert "Postmottaket said so" in noted.text


def test_a_record_that_changes_meanwhile_is_not_sent_and_not_printed(city: City, desk: SignedIn, case: Case) -> None:
    client = desk("mottak.lead")
    seen = _look_over(client, case)
    Case.objects.filter(pk=case.pk).update(need="Noe helt annet")
    answer = client.post(f"/people/{case.person_id}/sent/new/", _form(seen=seen, step="send"))
    assert answer.status_code == 422
    assert "Look it over once more" in answer.text
    assert not Disclosure.objects.exists()

    Case.objects.filter(pk=case.pk).update(need="Trenger en fast seng")
    client.post(f"/people/{case.person_id}/sent/new/", _form(seen=seen, step="send"))
    Case.objects.filter(pk=case.pk).update(need="Noe helt annet")
    paper = client.get(f"/people/{case.person_id}/sent/{Disclosure.objects.get().pk}/letter/")
    assert paper.status_code == 409
    assert "Noe helt annet" not in paper.text


def test_more_sections_than_were_offered_are_refused(city: City, desk: SignedIn, case: Case) -> None:
    answer = desk("mottak.coordinator").post(
        f"/people/{case.person_id}/sent/new/", _form(sections=["BASICS", "HEALTH"], step="check")
    )

    assert answer.status_code == 422


def test_a_second_person_reads_the_same_letter_and_sends_it(city: City, desk: SignedIn, case: Case) -> None:
    Alias.objects.filter(person=case.person_id).update(name="Blåveis")
    lead = desk("mottak.lead")
    sections = ["BASICS", "IDENTITY", "FOLLOW_UP"]
    seen = _look_over(lead, case, sections=sections)
    lead.post(f"/people/{case.person_id}/sent/new/", _form(sections=sections, seen=seen, step="send"))
    address = f"/people/{case.person_id}/sent/{Disclosure.objects.get().pk}/"
    assert Disclosure.objects.get().sent_at is None
    assert lead.post(address).status_code == 403
    assert desk("frogner.lead").get(address).status_code == 404

    colleague = desk("mottak.coordinator")
    assert "Trenger en fast seng" in colleague.get(address).text
    colleague.post(address)

    assert Disclosure.objects.get().sent_at is not None


def test_the_person_reads_what_was_sent_and_told_beside_who_looked(city: City, desk: SignedIn, case: Case) -> None:
    client = desk("mottak.worker")
    said = {"recipient": "Legevakten", "sections": ["BASICS"], "release": "HPL-31", "purpose": "Livet sto på spill"}
    assert client.post(f"/people/{case.person_id}/sent/told/", said).status_code == 302
    issued = rights.issue_sheet(
        case.person_id,
        known_by=KnownBy.WELL_KNOWN,
        language=Language.NB,
        by=city["mottak.worker"],
        at=timezone.now(),
    )
    me = Client(headers={"accept-language": "en"})
    me.post("/me/in/", {"code": issued.code, "pin": issued.pin})
    for page in ("/me/looked/", "/me/everything/"):
        text = me.get(page).text
        assert "Mottaket told Legevakten something about you" in text
        assert "What for: Livet sto på spill" in text
        assert "helsepersonelloven § 31" in text
    assert "disclosures.Disclosure" in me.post("/me/everything/copy/").json()["tables"]


def test_the_guide_answers_with_paragraphs_words_and_the_right_form(city: City, desk: SignedIn, case: Case) -> None:
    client = desk("mottak.worker")
    asked = {"why": "COOPERATE", "unit": str(city.unit_id("klinikk"))}
    text = client.post(f"/people/{case.person_id}/share-guide/", asked).text
    assert "forvaltningsloven § 13 a" in text
    assert f"/people/{case.person_id}/consents/new/" in text
    assert "helsepersonelloven § 33" not in text
    general = client.post("/share-guide/", asked).text
    assert "/people/find/" in general or "find" in general
    assert "No basis in law fits" in client.post("/share-guide/", {"why": "ADVICE"}).text
    officer = client.post("/share-guide/", {"why": "OTHER"}).text
    assert "Ask your privacy officer" in officer
    assert "Oslo.Privacy" in officer
    assert client.post("/share-guide/", {"why": "SOMETHING"}).status_code == 422
    assert "barnevernsloven § 13-2" in client.get("/duties/").text

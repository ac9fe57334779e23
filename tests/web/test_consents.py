"""Consent and block on the screen: what staff write down, print and take back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rodtrad.casework.consents.models import Block, Consent
from rodtrad.casework.responsibility.models import Case
from tests.city import City
from tests.web.conftest import SignedIn


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis Kvitveis", at=timezone.now())


def _yes(city: City, **more: object) -> dict[str, object]:
    return {
        "unit_1": str(city.unit_id("klinikk")),
        "unit_2": "",
        "unit_3": "",
        "sections": ["PLAN"],
        "purpose": "PLAN",
        "until_on": str(timezone.localdate() + timedelta(days=30)),
        "form": "SPOKEN",
        "language": "nb",
        "capacity": "CLEAR",
        "step": "send",
        **more,
    }


def test_a_consent_is_read_aloud_saved_seen_and_taken_back(city: City, case: Case, desk: SignedIn) -> None:
    staff, clinic = desk("mottak.worker"), desk("klinikk.worker")
    address = f"/people/{case.person_id}/consents/"
    looked_over = staff.post(f"{address}new/", _yes(city, step="check"))
    assert "You get help whether you say yes or no." in looked_over.text

    staff.post(f"{address}new/", _yes(city, own_words="Bare til våren"))
    assert "Bare til våren" in staff.get(address).text
    assert clinic.get(f"/people/{case.person_id}/").status_code == 200

    consent = Consent.objects.get()
    staff.post(f"{address}{consent.pk}/withdraw/", {"unit": "", "section": ""})
    assert clinic.get(f"/people/{case.person_id}/").status_code == 404
    assert "Taken back" in staff.get(address).text


def test_nothing_is_chosen_in_advance(city: City, case: Case, desk: SignedIn) -> None:
    client, address = desk("mottak.worker"), f"/people/{case.person_id}/consents/new/"
    assert " checked" not in client.get(address).text

    refused = client.post(address, {"step": "send"})
    assert refused.status_code == 422
    assert "Choose at least one unit" in refused.text
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nb", "Du bestemmer selv"), ("nn", "Du avgjer sjølv"), ("en", "You decide whether")],
)
def test_the_sheet_is_printed_in_the_language_of_the_person(
    city: City, case: Case, desk: SignedIn, language: str, sentence: str
) -> None:
    client = desk("mottak.worker")
    client.post(f"/people/{case.person_id}/consents/new/", _yes(city))
    consent = Consent.objects.get()

    sheet = client.get(f"/people/{case.person_id}/consents/{consent.pk}/sheet/?language={language}")
    assert sentence in sheet.text
    assert "Avrusningen" in sheet.text


def test_a_worker_shut_out_sees_no_sign_of_it(city: City, case: Case, desk: SignedIn) -> None:
    staff, shut_out = desk("mottak.worker"), desk("mottak.coordinator")
    blocks = f"/people/{case.person_id}/blocks/new/"
    said = {"unit": "", "whom": str(city["mottak.coordinator"].user_id), "sections": ["FOLLOW_UP"]}
    staff.post(blocks, {**said, "own_words": "Vi kjenner hverandre fra før"})

    assert "Vi kjenner hverandre" in staff.get(f"/people/{case.person_id}/consents/").text
    seen = shut_out.get(f"/people/{case.person_id}/consents/").text
    assert "Vi kjenner hverandre" not in seen
    assert "Nobody is shut out" in seen


def test_a_block_without_anybody_is_refused_with_help(city: City, case: Case, desk: SignedIn) -> None:
    answer = desk("mottak.worker").post(f"/people/{case.person_id}/blocks/new/", {"sections": ["PLAN"]})

    assert answer.status_code == 422
    assert "Choose one unit or one worker" in answer.text


def test_a_block_is_lifted_again(city: City, case: Case, desk: SignedIn) -> None:
    client = desk("mottak.worker")
    said = {"unit": str(city.unit_id("klinikk")), "whom": "", "sections": ["PLAN"]}
    client.post(f"/people/{case.person_id}/blocks/new/", said)
    blocked = Block.objects.get()
    client.post(f"/people/{case.person_id}/blocks/{blocked.pk}/lift/")

    assert "opened again" in client.get(f"/people/{case.person_id}/consents/").text


def test_who_knows_somebody_privately_steps_aside(city: City, case: Case, desk: SignedIn) -> None:
    client = desk("mottak.coordinator")
    client.post(f"/people/{case.person_id}/step-aside/", {"words": "Nabo"})

    assert client.get(f"/people/{case.person_id}/").status_code == 404
    assert desk("mottak.worker").get(f"/people/{case.person_id}/").status_code == 200


@pytest.mark.parametrize("who", ["frogner.lead", "oslo.programme", "politi.officer", "koordinering.decider"])
def test_others_do_not_learn_that_the_person_is_here(city: City, case: Case, desk: SignedIn, who: str) -> None:
    client = desk(who)
    for page in ("consents/", "consents/new/", "blocks/new/", "step-aside/"):
        assert client.get(f"/people/{case.person_id}/{page}").status_code == 404
        assert client.post(f"/people/{case.person_id}/{page}", _yes(city)).status_code in (404, 405)

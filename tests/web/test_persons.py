"""On screen: who somebody is, where they belong, and two records that may be one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from rodtrad.casework.persons.models import Alias, DuplicateHint, Merge, NationalId, Person
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import local_day
from tests.casework.numbers import synthetic
from tests.city import City
from tests.web.conftest import SignedIn

NUMBER = synthetic()


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis", at=timezone.now())


def text_of(client: Client, address: str) -> str:
    """What a reader sees, without markup."""
    main = client.get(address).text.partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ")


def posted(client: Client, address: str, **said: Any) -> str:
    answer = client.post(address, said, follow=True)
    assert answer.status_code == 200, re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])[:800]
    return answer.text


def belonging(area: str, days_ago: int, source: str = "OWN_STATEMENT", status: str = "CLEAR") -> dict[str, Any]:
    day = local_day(timezone.now()) - timedelta(days=days_ago)
    return {"status": status, "area": area, "source": source, "valid_from": day.isoformat()}


def test_duty_and_ball_are_two_lines_that_never_change_each_other(city: City, case: Case, desk: SignedIn) -> None:
    client, page = desk("mottak.worker"), f"/people/{case.person_id}/"
    posted(client, f"{page}belonging/", **belonging("030101", 0))
    text = text_of(client, page)
    assert "Gamle Oslo" in text
    assert "Mottaket" in text

    request = city.offer(case, "frogner", at=timezone.now())
    city.accept(request, by="frogner.coordinator", coordinator="frogner.coordinator", at=timezone.now())

    text = text_of(desk("frogner.coordinator"), page)
    assert "Gamle Oslo" in text
    assert "Bydel Frogner" in text
    assert "Frogner.Coordinator" in text


def test_unknown_belonging_is_written_out(case: Case, desk: SignedIn) -> None:
    assert "Unknown" in text_of(desk("mottak.worker"), f"/people/{case.person_id}/")


def test_earlier_belongings_stay_with_source_and_who(case: Case, desk: SignedIn) -> None:
    client, page = desk("mottak.worker"), f"/people/{case.person_id}/"
    posted(client, f"{page}belonging/", **belonging("030105", 90))
    posted(client, f"{page}belonging/", **belonging("030101", 30, source="REGISTER"))

    text = text_of(client, page)
    for said in ("Frogner", "Gamle Oslo", "What the person says", "Population register", "Mottak.Worker"):
        assert said.casefold() in text.casefold(), said


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (belonging("030105", -3), "cannot begin on a day ahead"),
        (belonging("", 0), "Choose the municipality or district"),
        (belonging("030105", 20_000), "was not valid on that day"),
        ({**belonging("030105", 0), "valid_from": "2026-02-30"}, "That is not a date"),
    ],
)
def test_a_belonging_that_cannot_be_keeps_what_was_chosen(
    case: Case, desk: SignedIn, said: dict[str, Any], sentence: str
) -> None:
    answer = desk("mottak.worker").post(f"/people/{case.person_id}/belonging/", said)

    assert sentence in answer.text
    assert f'value="{said["valid_from"]}"' in answer.text


def test_a_dispute_shows_every_statement_the_deadline_and_who_has_the_ball(case: Case, desk: SignedIn) -> None:
    worker = desk("mottak.worker")
    posted(worker, f"/people/{case.person_id}/clarify/", own_words="Jeg bor hos en venn.")
    address = (
        "/clarifications/"
        + re.search(  # type: ignore[union-attr]
            r"/clarifications/([0-9a-f-]+)/", desk("koordinering.decider").get("/board/").text
        )[1]
        + "/"
    )
    for area, position in (("030105", "NOT_OURS"), ("030101", "OURS")):
        posted(worker, address, area=area, position=position, grounds="Har sagt det.", step="claim")

    text = text_of(worker, address)
    for said in (
        "Mottaket has the ball all the time",
        "Jeg bor hos en venn.",
        "Frogner",
        "Gamle Oslo",
        "To be decided by",
    ):
        assert said in text, said
    with travel(timezone.now() + timedelta(days=40), tick=False):
        assert "stands with the coordinating unit" in text_of(desk("koordinering.decider"), address)

    refused = desk("koordinering.decider").post(address, {"status": "CLEAR", "area": "030101", "step": "decide"})
    assert "A decision needs its grounds" in refused.text
    posted(desk("koordinering.decider"), address, status="CLEAR", area="030101", grounds="Sov der sist.", step="decide")
    assert "Decided" in text_of(worker, address)
    case.refresh_from_db()
    assert Case.objects.open().get(pk=case.pk).unit_id == case.unit_id


def test_a_whole_number_is_shown_by_an_act_of_its_own_that_is_on_record(case: Case, desk: SignedIn) -> None:
    client, page = desk("mottak.worker"), f"/people/{case.person_id}/"
    posted(client, f"{page}identity/", given_name="Åse", gender="WOMAN", national_id=NUMBER)
    assert NUMBER not in client.get(page).text
    assert f"{NUMBER[:6]} •••••" in text_of(client, page)

    address = f"{page}number/{NationalId.objects.get().pk}/"
    assert "Write why" in client.post(address, {"reason": ""}).text
    shown = client.post(address, {"reason": "Bestiller legetime"})

    assert NUMBER in re.sub(r"\D", "", shown.text)
    assert Entry.objects.filter(event__contains="national_id", person_id=case.person_id, kind="READ").exists()


def test_a_wrong_number_is_refused_in_words_and_nothing_typed_is_lost(case: Case, desk: SignedIn) -> None:
    answer = desk("mottak.worker").post(
        f"/people/{case.person_id}/identity/", {"given_name": "Åse", "gender": "WOMAN", "national_id": "03827500000"}
    )

    assert "control digits" in answer.text
    assert 'value="Åse"' in answer.text
    assert not NationalId.objects.exists()


def test_the_name_is_taken_off_on_request_and_the_follow_up_goes_on(case: Case, desk: SignedIn) -> None:
    client, page = desk("mottak.worker"), f"/people/{case.person_id}/"
    posted(client, f"{page}identity/", given_name="Åse", family_name="Øvrebø", gender="WOMAN")
    assert "Åse Øvrebø" in text_of(client, page)
    posted(client, f"{page}unlink/", reason="Ba om det")

    heading = text_of(client, page)[:200]
    assert "Blåveis" in heading
    assert "Øvrebø" not in heading
    assert Case.objects.open().get().person_id == case.person_id


def test_a_protected_address_is_marked_with_a_reason_and_seen_by_those_responsible_only(
    city: City, case: Case, desk: SignedIn
) -> None:
    client, page = desk("mottak.lead"), f"/people/{case.person_id}/"
    assert "Write the reason" in client.post(f"{page}protect/", {"grade": "CONFIDENTIAL", "source": "REGISTER"}).text
    posted(client, f"{page}protect/", grade="CONFIDENTIAL", source="REGISTER", reason="Kode 7 i registeret")
    assert "rotected" in text_of(client, page)

    city.offer(case, "frogner", at=timezone.now())
    assert "rotected address" not in text_of(desk("frogner.lead"), page)


def test_the_form_at_the_door_shows_matches_before_it_saves(case: Case, desk: SignedIn) -> None:
    client = desk("mottak.worker")
    posted(client, f"/people/{case.person_id}/identity/", given_name="Åse", family_name="Øvrebø", gender="WOMAN")

    said = {"given_name": "Aase", "family_name": "Ovrebo", "need": "Seng", "command_id": str(new_id()), "step": "check"}
    answer = client.post("/people/new/", said)

    assert "Is it one of these?" in answer.text
    assert "Åse Øvrebø" in answer.text
    assert Person.objects.count() == 1


def test_another_door_is_told_nothing_and_the_coordinating_unit_of_the_pair(
    twins: DuplicateHint, desk: SignedIn
) -> None:
    assert desk("mottak.worker").post("/people/", {"text": "Åse"}).text.count('href="/people/0') == 1
    assert f"/board/pairs/{twins.pk}/" in desk("koordinering.decider").get("/board/").text


@pytest.fixture
def twins(city: City) -> DuplicateHint:
    """The same name and number at two doors; neither sees the other's."""
    for by in ("mottak.worker", "frogner.worker"):
        city.take_in(by=by, given_name="Åse", national_id=NUMBER, at=timezone.now())
    return DuplicateHint.objects.get()


def test_two_records_are_joined_with_a_reason_and_set_apart_again(twins: DuplicateHint, desk: SignedIn) -> None:
    client, goes_on = desk("koordinering.decider"), str(Case.objects.order_by("opened_at").first().pk)  # type: ignore[union-attr]
    assert f"/board/pairs/{twins.pk}/" in client.get("/board/").text
    assert "Choose which one goes on" in client.post(f"/board/pairs/{twins.pk}/", {"reason": "Samme nummer"}).text
    posted(client, f"/board/pairs/{twins.pk}/", reason="Samme nummer", goes_on=goes_on)
    assert Case.objects.open().count() == 1

    merge = Merge.objects.get()
    assert str(merge.pk) in client.get("/board/joins/").text
    posted(client, f"/board/joins/{merge.pk}/undo/")

    assert Case.objects.open().count() == 2


def test_two_people_after_all_is_noted_and_not_asked_again(twins: DuplicateHint, desk: SignedIn) -> None:
    client = desk("koordinering.decider")
    posted(client, f"/board/pairs/{twins.pk}/two/")

    assert f"/board/pairs/{twins.pk}/" not in client.get("/board/").text


def test_several_names_are_kept(case: Case, desk: SignedIn) -> None:
    posted(desk("mottak.worker"), f"/people/{case.person_id}/alias/", alias="Kongen")

    assert set(Alias.objects.values_list("name", flat=True)) == {"Blåveis", "Kongen"}
    assert desk("mottak.worker").post("/people/", {"text": "Kongen"}).text.count("Kongen") >= 1

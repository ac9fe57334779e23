"""What bad input gets: one clear sentence, the typed text still there, and nothing half done."""

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from rodtrad.casework.persons.models import Person
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.foundation.ids import new_id
from tests.city import City
from tests.web.conftest import SignedIn

NOBODY = "00000000-0000-7000-8000-000000000000"
ODD_NAMES = ["Æ", "Ááŋŋ Čađđi Đšžŧ", "👩🏽‍🚒🌈", "مرحبا בעולם", "x" * 400, "  Blå  ", "O'Neil <script>", "-", "0"]


def _door(**typed: object) -> dict[str, object]:
    return {"need": "Trenger et sted å sove", "alias": "", "step": "send", **typed}


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_is_taken_in_and_shown_as_it_was_given(desk: SignedIn, name: str) -> None:
    client = desk("mottak.worker")
    answer = client.post("/people/new/", _door(alias=name), follow=True)

    assert answer.status_code == 200
    assert Person.objects.get().called == name.strip()
    page = client.get(f"/people/{Person.objects.get().pk}/")
    assert page.status_code == 200


def test_a_person_with_no_name_at_all_gets_a_short_code(desk: SignedIn) -> None:
    answer = desk("mottak.worker").post("/people/new/", _door(), follow=True)

    assert Person.objects.get().reference in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"alias": "x" * 401}, "The name is longer than 400 characters. Write a shorter one."),
        ({"need": ""}, "Write in a few words why they come."),
        ({"national_id": "1234567890", "given_name": "Blå"}, "A national number has 11 digits, and this one has 10."),
        ({"national_id": "abcdefghijk", "given_name": "Blå"}, "A national number has digits only."),
        ({"national_id": "01419012345", "given_name": "Blå"}, "Check"),
        ({"birth_day": "30", "birth_month": "2", "birth_year": "1990"}, "That date does not exist."),
        ({"birth_year": "2999"}, "The birth date lies in the future."),
        ({"birth_year": "1850"}, "That gives an age above 120 years."),
        ({"birth_year": "nitten"}, "Write the year with four digits."),
        ({"need": "Ring 01 41 90 12 34 5 eller DUF 201512345678"}, "immigration case number"),
    ],
)
def test_what_cannot_be_saved_gets_a_sentence_and_the_text_stays(
    desk: SignedIn, typed: dict[str, str], sentence: str
) -> None:
    answer = desk("mottak.worker").post("/people/new/", _door(**{"family_name": "Kvitveis", **typed}))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Kvitveis" in answer.text
    assert not Person.objects.exists()


def test_a_double_click_at_the_door_is_one_person(desk: SignedIn) -> None:
    client, typed = desk("mottak.worker"), _door(alias="Blå", command_id=str(new_id()))
    first = client.post("/people/new/", typed)
    second = client.post("/people/new/", typed)

    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


def test_a_double_click_on_a_hand_over_is_one_request(city: City, desk: SignedIn) -> None:
    case = city.take_in(at=timezone.now())
    client, typed = desk("mottak.worker"), _asking(city, case)
    first, second = (client.post(f"/people/{case.person_id}/hand-over/", typed) for _click in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert Request.objects.count() == 1


def test_a_stale_page_changes_nothing_and_says_so(city: City, desk: SignedIn) -> None:
    case = city.take_in(at=timezone.now())
    answer = desk("mottak.worker").post(f"/people/{case.person_id}/hand-over/", _asking(city, case, version=7))

    assert answer.status_code == 422
    assert "Somebody changed this case a moment ago, so nothing was saved." in answer.text
    assert "Trenger oppfølging" in answer.text
    assert not Request.objects.exists()


def test_the_second_of_two_who_accept_is_told_who_was_first_and_when(city: City, desk: SignedIn) -> None:
    request = city.offer(city.take_in(at=timezone.now()), "frogner", at=timezone.now())
    typed = {"version": request.version, "coordinator": ""}
    first, second = desk("frogner.lead"), desk("frogner.coordinator")
    assert first.post(f"/requests/{request.pk}/accept/", typed).status_code == 302
    answer = second.post(f"/requests/{request.pk}/accept/", typed, follow=True)

    assert "Frogner.Lead" in answer.text
    assert Case.objects.get().version == 2


def test_a_reloaded_receipt_moves_nothing(city: City, desk: SignedIn) -> None:
    request = city.offer(city.take_in(at=timezone.now()), "frogner", at=timezone.now())
    client = desk("frogner.lead")
    for _again in range(2):
        client.post(f"/requests/{request.pk}/accept/", {"version": request.version, "coordinator": ""}, follow=True)

    assert Case.objects.get().version == 2


def test_answering_what_was_just_taken_back_says_so(city: City, desk: SignedIn) -> None:
    request = city.offer(city.take_in(at=timezone.now()), "frogner", at=timezone.now())
    client = desk("frogner.lead")
    responsibility.withdraw(request.pk, reason="Feil enhet", version=1, by=city["mottak.worker"], at=timezone.now())
    answer = client.post(f"/requests/{request.pk}/accept/", {"version": 1, "coordinator": ""}, follow=True)

    assert answer.status_code in {200, 404, 409, 422}
    assert "Traceback" not in answer.text
    assert Case.objects.get().unit_id == city.unit_id("mottak")


@pytest.mark.parametrize("address", ["/people/not-an-id/", f"/people/{NOBODY}/", f"/requests/{NOBODY}/", "/no/where/"])
def test_an_address_that_leads_nowhere_is_a_page_with_a_way_on(desk: SignedIn, address: str) -> None:
    answer = desk("mottak.worker").get(address)

    assert answer.status_code == 404
    assert "<h1" in answer.text


@settings(max_examples=40)
@given(
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=60),
    field=st.sampled_from(["alias", "need", "given_name", "national_id", "birth_year", "area", "command_id", "gender"]),
)
def test_no_text_in_any_field_of_the_door_is_a_fault(desk: SignedIn, text: str, field: str) -> None:
    answer = desk("mottak.worker").post("/people/new/", _door(**{field: text}))

    assert answer.status_code in {200, 302, 422}


@settings(max_examples=30)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_no_search_text_is_a_fault(desk: SignedIn, text: str) -> None:
    assert desk("mottak.worker").post("/people/", {"text": text}).status_code in {200, 422}


def test_errors_are_our_own_sentences(city: City, desk: SignedIn) -> None:
    case = city.take_in(at=timezone.now())
    pages = [
        "alias",
        "identity",
        "unlink",
        "belonging",
        "clarify",
        "protect",
        "hand-over",
        "refer",
        "coordinator",
        "close",
    ]
    client = desk("mottak.lead")
    for page in pages:
        answer = client.post(f"/people/{case.person_id}/{page}/", {"version": "x", "step": "check"})
        assert answer.status_code in {302, 422}, page
        for library in ("This field is required", "Enter a valid", "Enter a whole number", "Select a valid choice"):
            assert library not in answer.text, (page, library)


def _asking(city: City, case: Case, **changed: object) -> dict[str, object]:
    return {
        "version": case.version,
        "command_id": str(new_id()),
        "to_unit": str(city.unit_id("frogner")),
        "need": "Trenger oppfølging",
        "urgency": "NORMAL",
        "shares": ["FOLLOW_UP"],
        "support_days": "14",
        "step": "send",
        **changed,
    }


def test_a_page_that_has_been_open_too_long_says_that_nothing_was_sent(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/people/new/", _door())

    assert answer.status_code == 403
    assert "nothing was sent" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/unit/absence/{id}/end/",
        "/unit/absence/{id}/stand-in/",
        "/people/{person}/support/{id}/",
        "/people/{person}/meeting/{id}/",
        "/board/joins/{id}/undo/",
    ],
)
def test_a_form_sent_about_something_that_is_not_there_is_told_so(city: City, desk: SignedIn, address: str) -> None:
    case = city.take_in(alias="Blå", by="frogner.coordinator", at=timezone.now())
    client = desk("koordinering.lead" if "joins" in address else "frogner.lead")
    said = {"until_on": "2027-01-01", "reason": "Trygt", "person_said": "Ja", "outcome": "HELD", "text": "Holdt"}
    post_id = city["frogner.colleague"].post_id

    answer = client.post(
        address.format(id=new_id(), person=case.person_id), {**said, "stand_in": str(post_id), "step": "send"}
    )

    assert answer.status_code in (404, 422)

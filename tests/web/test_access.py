"""Who sees whom, and what is on record: the same answer for nobody and for somebody else's person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from time_machine import travel

from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.foundation.audit.models import Entry
from tests.city import City
from tests.web.conftest import SignedIn

NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis Kvitveis", at=timezone.now())


def test_the_unit_that_holds_somebody_opens_the_page_and_it_is_on_record(case: Case, desk: SignedIn) -> None:
    answer = desk("mottak.worker").get(f"/people/{case.person_id}/")

    assert answer.status_code == 200
    assert "Blåveis Kvitveis" in answer.text
    entry = Entry.objects.get(event="access.person.opened", person_id=case.person_id)
    assert (entry.kind, entry.basis, entry.rule, entry.purpose) == ("READ", "RESPONSIBILITY", "A01", "FOLLOW_UP")


@pytest.mark.parametrize(
    "who", ["frogner.lead", "klinikk.coordinator", "frivillig.worker", "politi.officer", "oslo.programme"]
)
def test_a_person_one_may_not_see_and_a_person_who_is_not_there_look_the_same(
    case: Case, desk: SignedIn, who: str
) -> None:
    client = desk(who)
    hidden, absent = client.get(f"/people/{case.person_id}/"), client.get(f"/people/{NOBODY}/")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert _without_nonce(hidden.text.replace(str(case.person_id), NOBODY)) == _without_nonce(absent.text)


def test_a_refusal_is_on_record_with_the_person_it_was_about(case: Case, desk: SignedIn) -> None:
    desk("frogner.lead").get(f"/people/{case.person_id}/")

    entry = Entry.objects.get(event="access.person.refused")
    assert (entry.outcome, entry.person_id) == ("REFUSED", case.person_id)


def test_if_the_log_cannot_be_written_nothing_is_shown(case: Case, desk: SignedIn) -> None:
    client = desk("mottak.worker")
    client.raise_request_exception = False
    with connection.execute_wrapper(_log_is_broken):
        answer = client.get(f"/people/{case.person_id}/")

    assert answer.status_code == 500
    assert "Blåveis" not in answer.text


def _log_is_broken(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith('INSERT INTO "audit_entry"'):
        raise DatabaseError("no room")
    return execute(sql, params, many, context)


def test_the_asked_unit_reads_what_is_shared_until_it_has_answered(city: City, case: Case, desk: SignedIn) -> None:
    request = city.offer(case, "frogner", at=timezone.now())
    client = desk("frogner.lead")
    assert "Not shared with your unit" in client.get(f"/people/{case.person_id}/").text

    client.post(
        f"/requests/{request.pk}/decline/",
        {"version": 1, "reason": "NO_CAPACITY", "suggested_unit": str(city.unit_id("sagene")), "step": "send"},
    )
    assert Request.objects.get().state == "DECLINED"
    assert client.get(f"/people/{case.person_id}/").status_code == 404


def test_a_search_finds_only_ones_own_and_the_hits_are_on_record(case: Case, desk: SignedIn) -> None:
    own = desk("mottak.worker").post("/people/", {"text": "Blåveis"})
    other = desk("frogner.worker").post("/people/", {"text": "Blåveis"})

    assert "Blåveis Kvitveis" in own.text
    assert "Blåveis Kvitveis" not in other.text
    assert Entry.objects.filter(event="access.person.listed").count() == 1


@pytest.mark.parametrize("address", ["/cases/", "/people/", "/people/new/", "/requests/", "/unit/", "/board/"])
@pytest.mark.parametrize("who", ["politi.officer", "oslo.programme"])
def test_posts_without_people_have_no_room_with_people(desk: SignedIn, who: str, address: str) -> None:
    answer = desk(who).get(address)

    assert answer.status_code in {403, 200}
    if answer.status_code == 200:
        assert desk(who).post(address, {"text": "Blåveis"}).status_code in {403, 405, 422}


def test_nobody_gets_in_without_signing_in(case: Case) -> None:
    for address in ("/", "/cases/", f"/people/{case.person_id}/", "/board/", "/rules/"):
        assert Client().get(address).status_code == 302


def test_pages_stay_in_no_cache_and_lie_in_no_frame(case: Case, desk: SignedIn) -> None:
    client = desk("mottak.worker")
    for address in (f"/people/{case.person_id}/", f"/people/{NOBODY}/", "/no/where/", "/cases/"):
        answer = client.get(address)
        assert "no-store" in answer.headers["Cache-Control"], address
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], address
        assert answer.headers["X-Frame-Options"] == "DENY", address


def test_locking_the_screen_clears_the_browser(desk: SignedIn) -> None:
    client = desk("mottak.worker")
    answer = client.post("/sign-out/")

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/cases/").status_code == 302


def test_a_quarter_of_an_hour_without_use_ends_the_session(desk: SignedIn) -> None:
    client, now = desk("mottak.worker"), timezone.now()
    with travel(now + timedelta(minutes=14), tick=False):
        assert client.get("/cases/").status_code == 200
    with travel(now + timedelta(minutes=30), tick=False):
        assert client.get("/cases/").status_code == 302


def test_twelve_hours_end_the_session_whatever_the_use(desk: SignedIn) -> None:
    client, now = desk("mottak.worker"), timezone.now()
    for minutes in range(10, 12 * 60, 10):
        with travel(now + timedelta(minutes=minutes), tick=False):
            assert client.get("/help/").status_code == 200
    with travel(now + timedelta(hours=12, minutes=1), tick=False):
        assert client.get("/cases/").status_code == 302


def test_without_a_second_factor_there_is_only_the_page_that_sets_one_up(city: City, settings: Any) -> None:
    client, actor = Client(), city["mottak.worker"]
    client.post("/sign-in/demo/", {"post": str(actor.post_id)})
    settings.RODTRAD_DEMO = False

    assert client.get("/cases/").headers["Location"].endswith("/account/2fa/")


def test_the_role_picker_is_not_there_outside_the_demo(city: City, settings: Any) -> None:
    settings.RODTRAD_DEMO = False
    answer = Client().post("/sign-in/demo/", {"post": str(city["mottak.worker"].post_id)})

    assert answer.status_code == 404


def _without_nonce(text: str) -> str:
    return "".join(line for line in text.split("\n") if "nonce" not in line and "csrf" not in line)

"""Every address as every role: an answer for people, nothing written by looking, each id once, one heading."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.architecture.test_open_pages import ALL
from tests.city import City
from tests.web.conftest import SignedIn

ROLES = (
    "mottak.worker", "frogner.lead", "frogner.coordinator", "koordinering.lead", "oslo.programme", "oslo.administrator",
    "politi.officer", "klinikk.worker", "frivillig.lead",
)  # fmt: skip
WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# Looking leaves a line in the access log, and the session knows when it was last used.
MAY_BE_WRITTEN_BY_LOOKING = {"audit_entry", "django_session", "procrastinate_jobs"}
ANSWERS = {200, 302, 403, 404, 405, 422}


class Watch:
    """Every table that is written to."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if (written := WRITES.match(sql)) is not None:
            self.tables.add(written[2])
        return execute(sql, params, many, context)


@pytest.fixture
def ids(city: City) -> dict[str, UUID]:
    """Something behind every kind of address."""
    case = city.take_in(alias="Blåveis", at=timezone.now())
    request = city.offer(case, "frogner", at=timezone.now())
    post_id = city["frogner.coordinator"].post_id
    assert post_id is not None
    return {
        "person_id": case.person_id,
        "request_id": request.pk,
        "unit_id": city.unit_id("frogner"),
        "post_id": post_id,
    }


def addresses(ids: dict[str, UUID]) -> list[str]:
    return [
        reverse(name, kwargs={word: _example(word, kind, ids) for word, kind in converters.items()})
        for name, converters in ALL
        if name != "None" and not name.startswith(("account_", "mfa_"))
    ]


def _example(word: str, kind: object, ids: dict[str, UUID]) -> object:
    if word in ids:
        return ids[word]
    return {"UUIDConverter": UUID(int=1), "IntConverter": 1}.get(type(kind).__name__, "x")


@pytest.mark.parametrize("who", ROLES)
def test_every_page_answers_and_looking_writes_nothing(ids: dict[str, UUID], desk: SignedIn, who: str) -> None:
    client, watch = desk(who), Watch()
    for address in addresses(ids):
        with connection.execute_wrapper(watch):
            answer = client.get(address)
        assert answer.status_code in ANSWERS, (address, answer.status_code)
        assert "Blåveis" not in unquote(answer.headers.get("Content-Disposition", "")), address
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            _check_page(answer.text, address)
        if answer.status_code == 302:
            client = desk(who)  # what signs out, signs in again

    assert watch.tables <= MAY_BE_WRITTEN_BY_LOOKING


def _check_page(text: str, address: str) -> None:
    twice = [found for found, times in Counter(re.findall(r'\sid="([^"]+)"', text)).items() if times > 1]
    assert twice == [], (address, twice)
    if "<body" in text:
        screens = len(re.findall(r"<[a-z]+ data-screen=", text)) or 1  # the field app shows one at a time
        assert len(re.findall(r"<h1[\s>]", text)) == screens, address
        # Whoever looks over a shoulder reads no more in the tab.
        assert re.search("<title>(Error: )?Rød tråd</title>", text), address
    for leftover in ("{{", "{%", "<c-", "None</", "Promise object"):
        assert leftover not in text, (address, leftover)


def test_the_list_of_addresses_is_the_whole_list() -> None:
    assert len(ALL) > 50
    assert get_resolver().url_patterns


def test_a_stranger_finds_no_person_by_any_address(ids: dict[str, UUID]) -> None:
    for address in addresses(ids):
        assert "Blåveis" not in Client().get(address).text, address

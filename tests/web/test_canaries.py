"""A word of its own in every free field about somebody, and every address asked for: it comes out nowhere it should not."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from time_machine import travel

from rodtrad.casework.persons.models import Person
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.audit.queries import READINGS
from tests.architecture.test_open_pages import ALL
from tests.city import MONDAY, City
from tests.web.canaries import WORD, Canaries, let_out
from tests.web.conftest import SignedIn
from tests.web.test_every_page import _example

# Every kind of post without a ground to see the person: another district, the coordinating unit, the leaders, the rest.
OUTSIDERS = (
    "gamle-oslo.lead",
    "koordinering.lead",
    *(pytest.param(who, marks=pytest.mark.long) for who in ("oslo.privacy", "politi.officer", "klinikk.worker")),
)
# A belonging being clarified stands on the board of the coordinating unit, which decides it (and on nobody else's).
BOARD = {("koordinering.lead", "board"), ("koordinering.lead", "clarification")}
# Lists of one's own work: they show names of those one follows up, and their openings are those of the persons in them.
OWN_WORK = {
    "my-cases", "unit", "unit-requests", "find-people", "encounters", "notices", "home", "tasks", "acute-stays",
    "caseload", "work-list",
    "register-encounter", "person-encounter",  # propose the place where the worker themselves registered last
}  # fmt: skip
FOUND = re.compile(rf"{WORD}\d+z")


@pytest.fixture
def birds(city: City) -> Iterator[Canaries]:
    with travel(MONDAY.replace(hour=12), tick=False):
        yield let_out(city)


def _addresses(birds: Canaries, city: City) -> Iterator[tuple[str, str]]:
    ids = {**birds.ids, "unit_id": city.unit_id("frogner"), "post_id": city["frogner.coordinator"].post_id}
    for name, converters in ALL:
        if name == "None" or name.startswith(("account_", "mfa_")) or name in {"sign-out", "demo-sign-in"}:
            continue
        yield name, reverse(name, kwargs={word: _example(word, kind, ids) for word, kind in converters.items()})  # type: ignore[arg-type]


def _text(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{body.decode(errors='replace')} {answer.headers}"


def test_there_is_a_bird_in_every_room(birds: Canaries, capsys: pytest.CaptureFixture[str]) -> None:
    rooms = {place.partition(".")[0] for place in birds.birds.values()}

    with capsys.disabled():
        print(f"\ncanaries: {len(birds.birds)} fields in {len(rooms)} rooms")
    assert len(birds.birds) >= 35
    assert {"persons", "responsibility", "plans", "encounters", "tasks", "stays", "consents", "rights"} <= rooms


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_page_export_mail_or_log_lets_one_out(
    city: City, birds: Canaries, desk: SignedIn, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client, leaks, asked = desk(who), [], 0
    client.raise_request_exception = False  # the page of a fault is read too
    for name, address in _addresses(birds, city):
        for answer in (client.get(address), client.post(address, {"q": "Lia", "text": "Lia", "name": "Lia"})):
            asked += 1
            found = FOUND.findall(_text(answer)) if (who, name) not in BOARD else []
            leaks += [(name, birds.birds.get(bird, bird)) for bird in found]
    code = Person.objects.get(pk=birds.person_id).reference
    for address, said in (
        ("/access-log/", {"since": "2026-11-01", "until": "2026-11-30"}),
        ("/access-log/export/", {"since": "2026-11-01", "until": "2026-11-30", "person_code": code}),
        ("/people/find/", {"text": WORD}),
    ):
        leaks += [(address, bird) for bird in FOUND.findall(_text(client.post(address, said)))]

    assert asked > 300
    assert leaks == []
    assert FOUND.findall(caplog.text) == []
    assert FOUND.findall(" ".join(letter.subject + str(letter.body) for letter in mail.outbox)) == []


def test_neither_a_stranger_nor_another_person_finds_one(city: City, birds: Canaries) -> None:
    for _name, address in _addresses(birds, city):
        assert FOUND.findall(_text(Client().get(address))) == [], address


def test_the_log_itself_holds_no_word_of_anybody(birds: Canaries) -> None:
    assert FOUND.findall(str(list(Entry.objects.values()))) == []


@pytest.mark.parametrize("who", ["frogner.coordinator", pytest.param("frogner.lead", marks=pytest.mark.long)])
def test_whoever_may_see_is_on_record_each_time(
    city: City, birds: Canaries, desk: SignedIn, who: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page with something of the person in it has its line in the log; the lists of one's own work are named above."""
    client, bearing, silent = desk(who), 0, set()
    mine = Entry.objects.filter(user_id=city[who].user_id, person_id=birds.person_id, kind__in=READINGS)
    for name, address in _addresses(birds, city):
        before = mine.count()
        answer = client.get(address)
        if not FOUND.findall(_text(answer)):
            continue
        bearing += 1
        if mine.count() == before:
            silent.add(name)

    with capsys.disabled():
        print(f"\n{who}: {bearing} pages with the person in them, {len(silent)} lists of own work")
    assert bearing > 15
    assert silent <= OWN_WORK, silent - OWN_WORK

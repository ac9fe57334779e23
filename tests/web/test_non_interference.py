"""What somebody may not see changes no byte of what they get: not the text, not the order, not a count, not the log."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from time_machine import travel

from rodtrad.casework.access import changes, wishes
from rodtrad.casework.responsibility.models import Case
from tests.city import MONDAY, City
from tests.web.conftest import SignedIn

NOON = MONDAY.replace(hour=12)
# What is new in every answer: tokens, the number of a form, and the content policy's own word.
FRESH = re.compile(
    r'(csrfmiddlewaretoken" value|nonce|command_id" value|id_command_id" value)="[^"]*"|value="[0-9a-f-]{36}"'
)
# Not the log, where one's own reading is a line, nor the board, where the coordinating unit decides about newcomers.
PAGES = ("/cases/", "/people/find/", "/requests/", "/unit/", "/counts/", "/notices/", "/more/", "/share-guide/")
OUTSIDERS = ("gamle-oslo.lead", "sagene.worker", "koordinering.lead", "oslo.administrator")


@pytest.fixture
def case(city: City) -> Iterator[Case]:
    with travel(NOON, tick=False):
        yield city.take_in(alias="Blåveis", by="frogner.coordinator", need="Noe", at=MONDAY)


def _answers(client: Client) -> list[tuple[str, int, str]]:
    found = []
    for page in PAGES:
        answer = client.get(page)
        found.append((page, answer.status_code, FRESH.sub("", answer.text)))
    for text in ("Blåveis", "Blå", "Kvitveis", "K7M-42P"):
        answer = client.post("/people/find/", {"text": text})
        found.append((text, answer.status_code, FRESH.sub("", answer.text)))
    return found


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_one_may_not_see_changes_what_one_gets(city: City, desk: SignedIn, case: Case, who: str) -> None:
    client = desk(who)
    before = _answers(client)
    by = city["frogner.coordinator"]
    changes.add_alias(case.person_id, name="Kvitveis", by=by, at=NOON)
    Case.objects.filter(pk=case.pk).update(need="Noe helt annet og mye lengre enn før")
    shut = {"unit_id": city.unit_id("gamle-oslo"), "sections": ["PLAN"]}
    wishes.block(case.person_id, **shut, by=by, at=NOON)  # type: ignore[arg-type]
    city.take_in(alias="Blåklokke", by="frogner.worker", at=NOON)

    after = _answers(client)
    assert [one[0] for one, two in zip(before, after, strict=True) if one != two] == []


def test_an_address_of_somebody_hidden_and_of_nobody_are_the_same_answer(
    city: City, desk: SignedIn, case: Case
) -> None:
    client = desk("gamle-oslo.lead")
    nobody = "01a20810-0f80-7a24-bc6f-da15370d8d16"
    for path in ("", "consents/", "sent/", "plan/", "stays/", "handover/", "share-guide/"):
        hidden, absent = (client.get(f"/people/{pk}/{path}") for pk in (case.person_id, nobody))
        assert hidden.status_code == absent.status_code == 404
        same = [FRESH.sub("", a.text.replace(str(case.person_id), nobody)) for a in (hidden, absent)]
        assert same[0] == same[1], path

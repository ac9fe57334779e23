"""Leads change the rules themselves: looked over, dated, with a why, and undone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries
from tests.city import City
from tests.web.conftest import SignedIn

KEY = "bounce.limit"


def filled(
    amount: object = 3, days: int = 7, note: str = "Tre forsøk før løft.", step: str = "send"
) -> dict[str, object]:
    day = local_day(timezone.now()) + timedelta(days=days)
    return {"amount": amount, "applies_from": day.isoformat(), "note": note, "step": step}


def value_in(days: int) -> object:
    return queries.value(KEY, on=local_day(timezone.now()) + timedelta(days=days))


def test_a_change_is_looked_over_before_it_is_saved_and_holds_from_its_day(desk: SignedIn) -> None:
    client = desk("koordinering.decider")
    looked_over = client.post(f"/rules/{KEY}/", filled(step="check"))
    assert "Is this right?" in looked_over.text
    assert value_in(7) == 2

    saved = client.post(f"/rules/{KEY}/", filled(), follow=True)

    assert "The rule is changed" in saved.text
    assert (value_in(0), value_in(6), value_in(7)) == (2, 2, 3)
    assert "Koordinering.Decider" in client.get("/rules/").text


def test_the_look_says_how_many_cases_a_deadline_touches(city: City, desk: SignedIn) -> None:
    for _case in range(3):
        city.offer(city.take_in(at=timezone.now()), "frogner", at=timezone.now())

    said = {"amount": 1, "unit": "WORKING_DAYS", "applies_from": local_day(timezone.now()).isoformat(), "note": "Kort"}
    looked_over = desk("koordinering.decider").post("/rules/deadline.handover.normal/", {**said, "step": "check"})

    assert "3" in looked_over.text.partition("Is this right?")[2]


def test_undone_the_former_value_holds_again(desk: SignedIn) -> None:
    client = desk("koordinering.decider")
    client.post(f"/rules/{KEY}/", filled(days=0))
    assert value_in(0) == 3
    version = next(line for line in queries.rules(on=local_day(timezone.now())) if line.key == KEY).versions[0]

    client.post(f"/rules/versions/{version.pk}/undo/")

    assert value_in(0) == 2


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (filled(amount=9), "Choose a number from 1 to 3."),
        (filled(amount="x"), "Write digits only."),
        (filled(days=-1), "A rule cannot apply from a day that has passed."),
        (filled(note=" "), "Write why"),
    ],
)
def test_what_breaks_a_limit_is_refused_with_the_reason_and_the_text_stays(
    desk: SignedIn, said: dict[str, object], sentence: str
) -> None:
    answer = desk("koordinering.decider").post(f"/rules/{KEY}/", said)

    assert sentence in answer.text
    assert f'value="{said["amount"]}"' in answer.text
    assert value_in(30) == 2


def test_a_text_that_labels_people_is_stopped_with_a_better_word(desk: SignedIn) -> None:
    said = {
        "text": "Ring hvis en misbruker kommer.",
        "applies_from": local_day(timezone.now()).isoformat(),
        "note": "Ny",
    }
    answer = desk("oslo.programme").post("/rules/text.night/", {**said, "step": "send"})

    assert "labels people" in answer.text


def test_a_worker_changes_no_rules(desk: SignedIn) -> None:
    assert desk("mottak.worker").get("/rules/").status_code == 403
    assert desk("mottak.worker").post(f"/rules/{KEY}/", filled()).status_code == 403


def test_an_earlier_day_is_judged_by_the_rule_of_that_day(desk: SignedIn) -> None:
    desk("koordinering.decider").post(f"/rules/{KEY}/", filled(days=0))

    with travel(timezone.now() + timedelta(days=40), tick=False):
        assert value_in(-41) == 2

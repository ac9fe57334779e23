"""The plan on the screen: two who write at once see both texts, and reading asks a constant number of questions."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtrad.casework.plans import operations as plans
from rodtrad.casework.plans import words
from rodtrad.casework.plans.models import Passage, Plan, Wording
from rodtrad.casework.plans.vocabulary import LifeArea, PassageKind, PlanStatus, Voice
from rodtrad.casework.plans.words import Words
from rodtrad.foundation.ids import new_id
from tests.city import City
from tests.web.conftest import SignedIn

BY = "frogner.coordinator"


def _plan(city: City) -> Plan:
    now = timezone.now()
    case = city.take_in(alias="Grønn Li", by=BY, at=now)
    return plans.start_plan(case.person_id, status=PlanStatus.OFFERED, reason="Behov", by=city[BY], at=now)


def _goal(city: City, plan: Plan, text: str = "Egen dør") -> Passage:
    said = Words(text=text, voice=Voice.PERSON)
    return words.add_goal(
        plan.pk, life_area=LifeArea.HOME, words=said, command_id=new_id(), by=city[BY], at=timezone.now()
    )


def _address(plan: Plan) -> str:
    return f"/people/{plan.person_id}/plan/"


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def _opened(client: Client, address: str) -> dict[str, str]:
    """What the form remembers of the words that stood when it was opened."""
    page = client.get(address).content.decode()
    return {"seen": _hidden(page, "seen"), "command_id": _hidden(page, "command_id"), "voice": "STAFF"}


def test_two_who_edit_the_same_goal_are_shown_both_texts_to_choose_from(city: City, desk: SignedIn) -> None:
    plan = _plan(city)
    goal = _goal(city, plan)
    address = f"{_address(plan)}words/{goal.pk}/"
    one, other = desk(BY), desk("frogner.lead")
    first, second = _opened(one, address), _opened(other, address)
    one.post(address, {**first, "text": "En leilighet i Frogner"})
    other.post(address, {**second, "text": "Et rom i et bofellesskap"})

    page = one.get(_address(plan)).content.decode()
    assert "En leilighet i Frogner" in page
    assert "Et rom i et bofellesskap" in page
    assert "Written at once by two" in page
    one.post(address, {**_opened(one, address), "text": "En leilighet eller et rom"})
    assert Wording.objects.current().get(passage=goal).text == "En leilighet eller et rom"


def test_a_plan_begins_is_offered_and_says_why_it_cannot_be_used_without_consent(city: City, desk: SignedIn) -> None:
    case = city.take_in(alias="Grønn Li", by=BY, at=timezone.now())
    client, address = desk(BY), f"/people/{case.person_id}/plan/"
    assert "There is no plan yet" in client.get(address).content.decode()
    client.post(f"{address}start/", {"status": "OFFERED", "reason": "Trenger flere"})
    plan = Plan.objects.get()

    answer = client.post(
        f"{address}{plan.pk}/status/",
        {"status": "ACTIVE", "reason": "Ja", "period_from": "2030-01-01", "revise_on": "2030-04-01"},
    )

    assert answer.status_code == 422
    assert "consent to a plan is not on record" in answer.content.decode()


def test_fifty_thousand_characters_in_a_goal_are_refused_and_kept(city: City, desk: SignedIn) -> None:
    plan, text = _plan(city), ("Et mål. " * 6250).strip()
    answer = desk(BY).post(f"{_address(plan)}{plan.pk}/goal/", {"text": text, "life_area": "HOME", "voice": "PERSON"})

    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_what_was_being_written_when_time_ran_out_is_there_again(city: City, desk: SignedIn) -> None:
    plan, client = _plan(city), desk(BY)
    client.post(f"/drafts/goal-{plan.pk}/", {"text": "Halvferdig mål", "life_area": "HOME"})

    assert "Halvferdig mål" in client.get(f"{_address(plan)}{plan.pk}/goal/").content.decode()


def test_a_draft_from_before_somebody_else_wrote_shows_what_stands_now_beside(city: City, desk: SignedIn) -> None:
    plan = _plan(city)
    goal = _goal(city, plan)
    address, client = f"{_address(plan)}words/{goal.pk}/", desk(BY)
    typed = {**_opened(client, address), "text": "Halvferdig"}
    client.post(f"/drafts/words-{goal.pk}/", typed)
    other = desk("frogner.lead")
    other.post(address, {**_opened(other, address), "text": "Skrevet imens"})

    page = client.get(address).content.decode()
    assert "Halvferdig" in page
    assert "Skrevet imens" in page
    assert typed["command_id"] not in page


def test_reading_the_plan_writes_nothing_in_it_and_others_find_nothing(city: City, desk: SignedIn) -> None:
    plan = _plan(city)
    for place in ("", "crisis/", "paper/"):
        assert desk("frogner.worker").get(f"{_address(plan)}{place}").status_code == 200
        assert desk("gamle-oslo.lead").get(f"{_address(plan)}{place}").status_code == 404
        assert desk("politi.officer").get(f"{_address(plan)}{place}").status_code in {403, 404}
    assert not plan.seen.exists()


def test_the_sheet_holds_the_words_and_the_numbers_to_ring_and_no_more_than_fits(city: City, desk: SignedIn) -> None:
    plan = _plan(city)
    for number in range(7):
        _goal(city, plan, f"Mål nummer {number} " + "langt " * 60)
    page = desk(BY).get(f"{_address(plan)}paper/").content.decode()

    assert "Mål nummer 0" in page
    assert "Mål nummer 5" not in page
    assert "3 more stand in the whole plan" in page
    assert "113" in page


def test_a_phone_number_in_the_crisis_plan_can_be_pressed(city: City, desk: SignedIn) -> None:
    plan = _plan(city)
    said = Words(text="Mor 22 00 11 22, legevakt 116 117", voice=Voice.PERSON)
    words.write_text(
        plan.pk, kind=PassageKind.CRISIS_CALL, words=said, command_id=new_id(), by=city[BY], at=timezone.now()
    )
    page = desk(BY).get(f"{_address(plan)}crisis/").content.decode()

    assert 'href="tel:22001122"' in page
    assert 'href="tel:116117"' in page


def test_the_plan_asks_no_more_with_many_goals(city: City, desk: SignedIn) -> None:
    plan = _plan(city)
    _goal(city, plan)
    few = _questions(desk, _address(plan))
    for number in range(12):
        _goal(city, plan, f"Mål {number}")

    assert _questions(desk, _address(plan)) == few <= 32


def _questions(desk: SignedIn, address: str) -> int:
    client = desk(BY)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)

"""Plans and measures on screen: read by everybody, written by those who may, with texts kept when refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures.models import ActionPlan, Measure, Part
from rodtrad.programme.measures.vocabulary import Status
from tests.city import City
from tests.programme.plans import OFFICE, a_measure, a_plan
from tests.web.conftest import SignedIn


@pytest.fixture
def plan(city: City) -> ActionPlan:
    return a_plan(city, at=timezone.now())


@pytest.fixture
def measure(city: City, plan: ActionPlan) -> Measure:
    return a_measure(city, plan, "frogner", at=timezone.now())


@pytest.mark.parametrize("who", ["frogner.worker", "politi.officer", "oslo.administrator", OFFICE])
def test_everybody_signed_in_reads_plans_and_measures(
    city: City, desk: SignedIn, plan: ActionPlan, measure: Measure, who: str
) -> None:
    client = desk(who)

    for address in (
        "/programme/",
        "/action-plans/",
        f"/action-plans/{plan.pk}/",
        f"/action-plans/{plan.pk}/goals/",
        f"/action-plans/{plan.pk}/coverage/",
        f"/action-plans/{plan.pk}/review/",
        f"/measures/{measure.pk}/",
    ):
        assert client.get(address).status_code == 200, address


def test_the_office_writes_a_measure_and_the_unit_answers(city: City, desk: SignedIn, plan: ActionPlan) -> None:
    answer = desk(OFFICE).post(
        f"/action-plans/{plan.pk}/measures/new/",
        {
            "title": "Varmestue",
            "responsible": "Bydel Frogner",
            "deadline_kind": "QUARTER",
            "quarter": "1. kvartal 2027",
        },
    )
    part = Part.objects.get()
    assert answer.status_code == 302

    client = desk("frogner.lead")
    assert "Varmestue" in client.get("/programme/").text
    client.post(f"/measures/parts/{part.pk}/answer/", {"answer": "yes", "reason": ""})
    assert "Accepted" in client.get(f"/measures/{part.measure_id}/").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Write what will be done."),
        ({"responsible": "Etaten som ikke finnes"}, "No unit is called"),
        ({"quarter": "Q5 2027"}, "That is no quarter"),
        ({"deadline_kind": "BY", "due_on": ""}, "Write the last day"),
        ({"deadline_kind": "BY", "due_on": "2027-03-32"}, "That is not a date"),
        ({"open_question": "Hvem betaler?"}, "An open question needs"),
    ],
)
def test_what_does_not_hold_gets_a_sentence_and_the_text_stays(
    city: City, desk: SignedIn, plan: ActionPlan, wrong: dict[str, str], sentence: str
) -> None:
    good = {"title": "Varmestue", "comment": "Dette skal stå", "deadline_kind": "QUARTER", "quarter": "Q1 2027"}

    answer = desk(OFFICE).post(f"/action-plans/{plan.pk}/measures/new/", {**good, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Dette skal stå" in answer.text
    assert not Measure.objects.exists()


def test_two_who_edit_at_once_the_second_is_told_and_keeps_the_text(
    city: City, desk: SignedIn, measure: Measure
) -> None:
    first, second = desk(OFFICE), desk(OFFICE)
    typed = {"title": "Først", "deadline_kind": "RUNNING", "version": "1"}
    first.post(f"/measures/{measure.pk}/change/", typed)

    answer = second.post(f"/measures/{measure.pk}/change/", {**typed, "title": "Min egen tekst"})

    assert answer.status_code == 422
    assert "Somebody else changed" in answer.text
    assert "Min egen tekst" in answer.text


def test_the_table_can_be_fetched_and_no_cell_begins_a_formula(
    city: City, desk: SignedIn, plan: ActionPlan, measure: Measure
) -> None:
    a_measure(city, plan, "sagene", title="=1+1", at=timezone.now())

    lines = desk(OFFICE).get(f"/action-plans/{plan.pk}/table.csv").content.decode("utf-8-sig").splitlines()

    assert len(lines) == 3
    assert "Bydel Frogner" in lines[1]
    assert ";'=1+1;" in lines[2]


def _questions(desk: SignedIn, who: str, address: str) -> int:
    client = desk(who)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_two_hundred_measures_ask_no_more_than_two(city: City, desk: SignedIn, plan: ActionPlan) -> None:
    addresses = ["/programme/", f"/action-plans/{plan.pk}/", f"/action-plans/{plan.pk}/coverage/"]
    for number in range(2):
        a_measure(city, plan, "frogner", "sagene", title=f"Nr. {number}", at=timezone.now())
    few = [_questions(desk, OFFICE, address) for address in addresses]
    for number in range(2, 20):
        a_measure(city, plan, "frogner", "sagene", title=f"Nr. {number}", at=timezone.now())

    many = [_questions(desk, OFFICE, address) for address in addresses]
    assert many == few
    assert max(many) <= 18


def test_the_status_told_stands_in_the_plan_at_once(
    city: City, desk: SignedIn, plan: ActionPlan, measure: Measure
) -> None:
    measures.tell_news(
        measure.pk, status=Status.UNDER_WAY, text="Åpnet på mandag.", by=city["frogner.lead"], at=timezone.now()
    )

    page = desk("sagene.worker").get(f"/action-plans/{plan.pk}/").text
    assert "Åpnet på mandag." in page
    assert "On track" in page


def test_a_measure_that_does_not_exist_is_told_in_words(city: City, desk: SignedIn) -> None:
    answer = desk(OFFICE).get(f"/measures/{city.unit_id('oslo')}/")

    assert answer.status_code == 404
    assert "There is no such measure." in answer.text

"""How many each coordinator had on a day equals the list it opens to, and many coordinators in a year stand on a list."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.foundation.working_days import OSLO
from tests.city import LONG_AGO, MONDAY, City
from tests.web.conftest import SignedIn

NEW_YEARS_EVE = datetime(2025, 12, 31, 12, 0, tzinfo=OSLO)


@pytest.fixture(autouse=True)
def _on_monday() -> object:
    with time_machine.travel(MONDAY, tick=True):
        yield


def _read(desk: SignedIn, who: str, **chosen: str) -> str:
    answer = desk(who).get("/chain/caseload/", chosen)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode().replace("\xa0", " ")


def _lived(city: City) -> None:
    for number in range(7):
        by = "frogner.coordinator" if number < 4 else "frogner.colleague"
        case = city.take_in(by=by, alias=f"Person {number}", at=NEW_YEARS_EVE - timedelta(days=number))
        if number % 2:
            city.accept(
                city.offer(case, "sagene", by=by, at=NEW_YEARS_EVE + timedelta(days=2)),
                by="sagene.lead",
                at=NEW_YEARS_EVE + timedelta(days=3),
            )


def test_the_number_on_a_day_equals_the_list_it_opens_to(city: City, desk: SignedIn) -> None:
    _lived(city)

    then = _read(desk, "frogner.lead", on="2025-12-31")
    assert "Bydel Frogner had the responsibility for 7 persons" in then
    assert then.count('<th scope="row" role="rowheader">') == 7
    one = _read(desk, "frogner.lead", on="2025-12-31", coordinator=str(city["frogner.coordinator"].post_id))
    assert one.count('<th scope="row" role="rowheader">') == 4
    now = _read(desk, "frogner.lead", on="2026-11-23")
    assert "Bydel Frogner had the responsibility for 4 persons" in now


def test_who_has_gone_to_another_unit_stands_by_the_short_code_only(city: City, desk: SignedIn) -> None:
    _lived(city)

    then = _read(desk, "frogner.lead", on="2025-12-31")
    assert "Person 0" in then
    assert "Person 1" not in then


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-11-24", "That day has not come yet."),
        ("2020-01-01", "did not exist on 01.01.2020"),
        ("2025-12-01", "the register did not exist then"),
        ("tomorrow", "That is not a date."),
    ],
)
def test_a_day_to_come_or_before_there_was_anything_is_refused_with_a_sentence(
    city: City, desk: SignedIn, day: str, sentence: str
) -> None:
    _lived(city)
    city.units["frogner"].valid_from = LONG_AGO.date()
    city.units["frogner"].save()

    answer = desk("frogner.lead").get("/chain/caseload/", {"on": day})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_another_units_lead_does_not_see_it_and_the_coordinating_unit_does_without_names(
    city: City, desk: SignedIn
) -> None:
    _lived(city)
    unit = str(city.unit_id("frogner"))

    assert desk("sagene.lead").get("/chain/caseload/", {"unit": unit}).status_code == 422
    assert desk("frogner.worker").get("/chain/caseload/").status_code == 403
    page = _read(desk, "koordinering.decider", unit=unit, on="2025-12-31")
    assert "7 persons" in page
    assert "Person 0" not in page


def test_a_person_with_four_coordinators_in_a_year_is_on_the_leads_list(city: City, desk: SignedIn) -> None:
    case = city.take_in(by="frogner.coordinator", alias="Blå", at=MONDAY - timedelta(days=90))
    posts = ["colleague", "lead", "coordinator"]
    for number, who in enumerate(posts):
        case.refresh_from_db()
        responsibility.name_coordinator(
            case.pk,
            coordinator_id=city[f"frogner.{who}"].own_post_id,
            reason="Bytte",
            version=case.version,
            by=city["frogner.lead"],
            at=MONDAY - timedelta(days=80 - number),
        )
    page = desk("frogner.lead").get("/chain/continuity/").content.decode()
    assert "Nobody has had 4 or more coordinators in a year" in page  # the first came back: three different people

    city.accept(
        city.offer(case, "sagene", by="frogner.lead", at=MONDAY - timedelta(days=20)),
        by="sagene.lead",
        coordinator="sagene.coordinator",
        at=MONDAY - timedelta(days=19),
    )
    page = desk("sagene.lead").get("/chain/continuity/").content.decode()
    assert "1 person with 4 or more coordinators in a year." in page
    assert "Blå" in page
    assert "Frogner.Colleague, Bydel Frogner" in page
    assert desk("frogner.lead").get("/chain/continuity/").content.decode().count("Blå") == 0


def test_only_a_lead_reads_how_many_coordinators_people_have_had(city: City, desk: SignedIn) -> None:
    for who in ("frogner.worker", "koordinering.decider", "oslo.programme", "politi.officer"):
        assert desk(who).get("/chain/continuity/").status_code == 403


@pytest.mark.parametrize("address", ["/chain/caseload/", "/chain/continuity/"])
def test_many_people_ask_no_more_questions(city: City, desk: SignedIn, address: str) -> None:
    client = desk("frogner.lead")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    city.take_in(by="frogner.coordinator", at=MONDAY)
    few = questions()
    for _person in range(8):
        city.take_in(by="frogner.colleague", at=MONDAY)

    assert questions() == few
    assert few <= 14

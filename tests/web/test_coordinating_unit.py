"""A district's coordinating unit sees its own coordinators and cases, never another district's; the city's sees all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtrad.foundation.vocabulary import Role
from tests.city import City, _add, _post
from tests.web.conftest import SignedIn


@pytest.fixture
def city(city: City) -> City:
    """With a coordinating unit in Frogner."""
    _add(city, "ke-frogner", "Koordinerende enhet Frogner", "COORDINATING_UNIT", parent=city.units["frogner"])
    _post(city, "ke-frogner", "decider", [Role.COORDINATING_UNIT])
    return city


def _lived(city: City) -> dict[str, str]:
    now = timezone.now()
    cases = {
        "frogner": city.take_in(by="frogner.worker", alias="Frogner uten", at=now),
        "sagene": city.take_in(by="sagene.worker", alias="Sagene uten", at=now),
    }
    city.take_in(by="frogner.coordinator", alias="Frogner med", at=now)
    asked = city.take_in(by="sagene.coordinator", alias="Sagene spør", at=now)
    city.offer(asked, "mottak", by="sagene.coordinator", at=now)
    cases["asked"] = asked
    return {name: case.person.reference for name, case in cases.items()}


def test_its_board_shows_only_its_own_district(city: City, desk: SignedIn) -> None:
    codes = _lived(city)
    board = desk("ke-frogner.decider").get("/board/").content.decode()

    assert codes["frogner"] in board
    assert codes["sagene"] not in board
    assert codes["asked"] not in board
    assert all(code in desk("koordinering.decider").get("/board/").content.decode() for code in codes.values())


def test_what_bounced_twice_inside_the_district_is_lifted_to_it_with_its_age(city: City, desk: SignedIn) -> None:
    _add(city, "nav-frogner", "NAV Frogner", "NAV_OFFICE", parent=city.units["frogner"], holds_cases=True)
    _post(city, "nav-frogner", "lead", [Role.UNIT_LEAD])
    now = timezone.now()
    case = city.take_in(by="frogner.lead", alias="Løftet", at=now - timedelta(days=3))
    for _time in range(2):
        request = city.offer(case, "nav-frogner", by="frogner.lead", at=now - timedelta(days=2))
        city.decline(request, by="nav-frogner.lead", suggest="frogner", at=now - timedelta(hours=47))

    board = desk("ke-frogner.decider").get("/board/").content.decode().replace("\xa0", " ")
    assert "Løftet" in board
    assert "46 hours" in board or "47 hours" in board
    assert "Løftet" not in desk("koordinering.decider").get("/board/").content.decode()


def test_the_coordinators_stand_with_how_many_each_has(city: City, desk: SignedIn) -> None:
    _lived(city)
    own = desk("ke-frogner.decider").get("/board/coordinators/").content.decode()

    assert "3 who may be coordinator, Bydel Frogner." in own  # its lead and two coordinators
    assert own.index("Frogner.Coordinator") < own.index("Frogner.Colleague")  # the one with most first
    assert "Sagene" not in own
    whole = desk("koordinering.decider").get("/board/coordinators/").content.decode()
    assert "the whole city" in whole
    assert "Sagene.Coordinator" in whole


def test_it_opens_the_caseload_of_its_own_units_only(city: City, desk: SignedIn) -> None:
    _lived(city)
    client = desk("ke-frogner.decider")

    assert "2 persons" in client.get("/chain/caseload/", {"unit": str(city.unit_id("frogner"))}).content.decode()
    assert client.get("/chain/caseload/", {"unit": str(city.unit_id("sagene"))}).status_code == 422


def test_others_are_told_who_reads_it(city: City, desk: SignedIn) -> None:
    for who in ("frogner.lead", "politi.officer", "oslo.programme"):
        assert desk(who).get("/board/coordinators/").status_code == 403


def test_a_district_with_a_staffed_coordinating_unit_is_no_longer_red(city: City, desk: SignedIn) -> None:
    page = desk("oslo.programme").get("/chain/").content.decode()

    assert "2 of 3 districts and hospitals have no coordinating unit." in page
    assert "Bydel Frogner: Koordinerende enhet Frogner" in page


def test_many_coordinators_ask_no_more_questions(city: City, desk: SignedIn) -> None:
    client = desk("koordinering.decider")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/board/coordinators/").status_code == 200
        return len(asked)

    few = questions()
    for number in range(5):
        _post(city, "frogner", f"more{number}", [Role.COORDINATOR])
        city.take_in(by=f"frogner.more{number}", at=timezone.now())

    assert questions() == few
    assert few <= 12

"""However many people there are, a list asks the same few questions; a worker's list no more than a lead's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.city import City
from tests.web.conftest import SignedIn

# The page, and how many questions it may ask, signing in and menu included.
LISTS = {"/cases/": 15, "/requests/": 10, "/unit/": 14, "/notices/": 10, "/people/": 8}


def _fill(city: City, people: int) -> None:
    now = timezone.now()
    for number in range(people):
        mine = city.take_in(by="frogner.coordinator", alias=f"Frogner {number}", at=now)
        city.offer(mine, "sagene", by="frogner.lead", at=now)
        theirs = city.take_in(by="mottak.worker", alias=f"Mottak {number}", at=now)
        city.offer(theirs, "frogner", at=now)
        city.take_in(by="frogner.worker", alias=f"Uten {number}", at=now)


def _questions(desk: SignedIn, who: str, address: str) -> int:
    client = desk(who)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_of_many_asks_no_more_than_a_list_of_few(city: City, desk: SignedIn, address: str) -> None:
    _fill(city, 2)
    few = {who: _questions(desk, who, address) for who in ("frogner.worker", "frogner.lead")}
    _fill(city, 12)
    many = {who: _questions(desk, who, address) for who in ("frogner.worker", "frogner.lead")}

    assert many == few
    assert max(many.values()) <= LISTS[address], many
    assert many["frogner.worker"] <= many["frogner.lead"]


def test_the_board_asks_no_more_with_many(city: City, desk: SignedIn) -> None:
    _fill(city, 2)
    few = _questions(desk, "koordinering.decider", "/board/")
    _fill(city, 12)

    assert _questions(desk, "koordinering.decider", "/board/") == few


def test_opening_a_person_asks_no_more_however_long_the_thread(city: City, desk: SignedIn) -> None:
    case = city.take_in(by="frogner.coordinator", alias="Blå", at=timezone.now())
    address = f"/people/{case.person_id}/"
    short = _questions(desk, "frogner.lead", address)
    for unit in ("sagene", "gamle-oslo", "mottak", "sagene"):
        request = city.offer(case, unit, by="frogner.lead", at=timezone.now())
        city.decline(request, by=f"{unit}.lead", suggest="frogner", at=timezone.now())

    assert _questions(desk, "frogner.lead", address) <= short + 6

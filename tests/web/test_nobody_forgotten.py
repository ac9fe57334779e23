"""Nobody met is forgotten, and nobody becomes quiet without somebody seeing it (R-10-01, R-03-15)."""

from datetime import datetime, timedelta

import pytest
import time_machine

from rodtrad.casework.encounters.operations import Met, WhatNext, open_case_for, register_encounter
from rodtrad.casework.encounters.vocabulary import AgeBand, EncounterKind, Ending
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.ids import new_id
from rodtrad.insight.worklists.board import board_group
from rodtrad.insight.worklists.rows import BoardRow, MetRow
from tests.city import MONDAY, City
from tests.web.conftest import SignedIn


def _meet(city: City, ending: Ending = Ending.REQUEST, *, at: datetime = MONDAY, age: AgeBand | str = "") -> object:
    return register_encounter(
        Met(kind=EncounterKind.OUTREACH, place="Vaterland", called="Bruse", age_band=age),
        next=WhatNext(ending=ending),
        command_id=new_id(),
        by=city["mottak.worker"],
        at=at,
    )


def _on_the_board(city: City, key: str, *, at: datetime) -> list[object]:
    return list(board_group(key, page=1, by=city["koordinering.lead"], at=at).rows)


def test_whoever_is_not_taken_within_the_hours_is_with_the_coordinating_unit_too(city: City) -> None:
    row = _meet(city, age=AgeBand.FROM_65)

    assert _on_the_board(city, "met", at=MONDAY + timedelta(hours=23)) == []
    (found,) = _on_the_board(city, "met", at=MONDAY + timedelta(hours=25))
    assert isinstance(found, MetRow)
    assert (found.place, found.age_band, found.unit) == ("Vaterland", "FROM_65", "Mottaket")

    open_case_for(row.pk, command_id=new_id(), by=city["mottak.worker"], at=MONDAY + timedelta(hours=26))  # type: ignore[attr-defined]
    assert _on_the_board(city, "met", at=MONDAY + timedelta(hours=27)) == []


def test_who_wants_no_help_now_is_on_no_list(city: City) -> None:
    _meet(city, Ending.OPEN_DOOR)

    assert _on_the_board(city, "met", at=MONDAY + timedelta(days=9)) == []


def test_the_board_tells_no_name_of_whoever_was_met(city: City, desk: SignedIn) -> None:
    _meet(city)

    with time_machine.travel(MONDAY + timedelta(days=2)):
        page = desk("koordinering.lead").get("/board/").text
    assert "Vaterland" in page
    assert "Bruse" not in page


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Stille", by="frogner.coordinator", at=MONDAY - timedelta(days=90))


def test_whoever_has_had_no_news_for_long_is_on_the_board_and_on_the_list_of_the_unit(
    city: City, case: Case, desk: SignedIn
) -> None:
    (found,) = _on_the_board(city, "quiet", at=MONDAY)

    assert isinstance(found, BoardRow)
    assert (found.reference, found.since) == (case.person.reference, MONDAY - timedelta(days=90))
    with time_machine.travel(MONDAY):
        page = desk("frogner.coordinator").get("/cases/list/").text
    assert page.index("No news for long: 1") < page.index(">Stille</a>")


def test_an_encounter_or_something_done_is_news(city: City, case: Case) -> None:
    register_encounter(
        Met(kind=EncounterKind.PHONE),
        next=WhatNext(ending=Ending.OPEN_DOOR),
        person_id=case.person_id,
        command_id=new_id(),
        by=city["frogner.coordinator"],
        at=MONDAY - timedelta(days=20),
    )

    assert _on_the_board(city, "quiet", at=MONDAY) == []
    assert len(_on_the_board(city, "quiet", at=MONDAY + timedelta(days=41))) == 1


def test_those_who_wait_are_found_by_age_and_place_and_another_unit_sees_a_number(city: City, desk: SignedIn) -> None:
    _meet(city, age=AgeBand.FROM_65)
    with time_machine.travel(MONDAY + timedelta(hours=1)):
        mine, other = desk("mottak.worker"), desk("frogner.worker")

        for wanted in ({}, {"age": "FROM_65"}, {"place": "vaterl"}):
            assert "Bruse" in mine.get("/encounters/", wanted).text.split('id="latest"')[0], wanted
        for narrowed in ({"age": "UNDER_18"}, {"place": "Torggata"}):
            page = mine.get("/encounters/", narrowed).text.split('id="latest"')[0]
            assert "Bruse" not in page
            assert "Nobody who waits fits this" in page
        page = other.get("/encounters/").text
        assert "1 waits at all units together." in page
        assert "Bruse" not in page
        assert mine.get("/encounters/", {"age": "OLD"}).status_code == 422

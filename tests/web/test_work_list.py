"""The work list: everybody under the most urgent reason, filters that say what to drop, several units, and the month."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations import operations as organisations
from rodtrad.registry.organisations.queries import actor_of_post
from tests.city import LONG_AGO, MONDAY, SETUP, City
from tests.web.conftest import SignedIn


@pytest.fixture(autouse=True)
def _on_monday() -> object:
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=True):
        yield


def _read(desk: SignedIn, who: str, address: str = "/cases/list/", **chosen: str) -> str:
    answer = desk(who).get(address, chosen)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def _lived(city: City) -> None:
    late = city.take_in(by="frogner.coordinator", alias="Sen", at=MONDAY - timedelta(days=9))
    city.offer(late, "sagene", by="frogner.lead", at=MONDAY - timedelta(days=9))
    refused = city.take_in(by="frogner.coordinator", alias="Nei", at=MONDAY - timedelta(days=3))
    city.decline(
        city.offer(refused, "sagene", by="frogner.lead", at=MONDAY - timedelta(days=3)),
        by="sagene.lead", at=MONDAY - timedelta(days=2),
    )  # fmt: skip
    city.take_in(by="frogner.worker", alias="Uten", at=MONDAY)
    city.take_in(by="frogner.colleague", alias="Rolig", at=MONDAY)
    theirs = city.take_in(by="mottak.worker", alias="Spurt", at=MONDAY)
    city.offer(theirs, "frogner", at=MONDAY)
    city.take_in(by="sagene.coordinator", alias="Andres", at=MONDAY)


def test_each_stands_once_under_the_most_urgent_reason_with_count_and_next_date(city: City, desk: SignedIn) -> None:
    _lived(city)
    page = _read(desk, "frogner.lead")

    sections = [
        "Waits for my answer: 1",
        "Overdue: 1",
        "Not accepted: 1",
        "Without a coordinator: 1",
        "Nothing waits: 1",
    ]
    places = [page.index(f">{heading}</h2>") for heading in sections]
    assert places == sorted(places)
    for name in ("Sen", "Nei", "Uten", "Rolig", "Spurt"):
        assert page.count(f">{name}</a>") == 1
    assert "next Thursday 26 November at 15.45" in page
    assert "Andres" not in page  # another unit's


@pytest.mark.parametrize(
    ("chosen", "there", "gone"),
    [
        ({"reason": "OVERDUE"}, {"Sen"}, {"Nei", "Uten", "Rolig", "Spurt"}),
        ({"whose": "NOBODYS"}, {"Uten"}, {"Nei", "Sen", "Rolig", "Spurt"}),
        ({"whose": "MINE"}, {"Sen", "Nei"}, {"Uten", "Rolig", "Spurt"}),
    ],
)
def test_the_filter_shows_what_is_asked_for(
    city: City, desk: SignedIn, chosen: dict[str, str], there: set[str], gone: set[str]
) -> None:
    _lived(city)
    page = _read(desk, "frogner.coordinator", **chosen)

    assert all(f">{name}</a>" in page for name in there)
    assert not any(f">{name}</a>" in page for name in gone)


def test_with_no_hits_the_page_says_which_filter_to_drop(city: City, desk: SignedIn) -> None:
    _lived(city)
    page = _read(desk, "frogner.coordinator", reason="UNASSIGNED", whose="MINE")

    assert "Nobody fits all of this" in page
    assert "Leave out why: 2 are left" in page
    assert "Leave out whose: 1 is left" in page
    assert "Leave out the unit" not in page


def test_a_filter_that_does_not_exist_is_refused_with_a_sentence(city: City, desk: SignedIn) -> None:
    answer = desk("frogner.lead").get("/cases/list/", {"reason": "SOMETHING", "unit": str(city.unit_id("sagene"))})

    assert answer.status_code == 422
    assert "Choose one from the list." in answer.content.decode()


def _also_leads_sagene(city: City) -> None:
    post = organisations.add_post(
        city["frogner.lead"].user_id, unit_id=city.unit_id("sagene"), roles=[Role.UNIT_LEAD],  # type: ignore[arg-type]
        starts_on=LONG_AGO.date(), by=SETUP, at=LONG_AGO,
    )  # fmt: skip
    city.actors["sagene.too"] = actor_of_post(post.pk)


def test_a_lead_of_several_units_sees_them_together_or_one_by_one(city: City, desk: SignedIn) -> None:
    _lived(city)
    _also_leads_sagene(city)

    together = _read(desk, "frogner.lead")
    assert "Andres" in together
    assert ">Andres</a>" not in together  # opened from the post at that unit
    one = _read(desk, "frogner.lead", unit=str(city.unit_id("sagene")))
    assert "Andres" in one
    assert "Rolig" not in one
    assert "Andres" not in _read(desk, "frogner.coordinator")


def test_the_month_counts_what_came_and_went_for_each_unit_and_together(city: City, desk: SignedIn) -> None:
    _lived(city)
    _also_leads_sagene(city)
    page = _read(desk, "frogner.lead", "/unit/month/")

    assert page.index("All my units") < page.index("Bydel Frogner</h2>") < page.index("Bydel Sagene</h2>")
    frogner = page[page.index("Bydel Frogner</h2>") : page.index("Bydel Sagene</h2>")]
    sagene = page[page.index("Bydel Sagene</h2>") :]
    assert 'Came in at the unit</th><td class="r num">4<' in frogner
    assert 'people at the end</th><td class="r num">4<' in frogner.replace("&#x27;s", "")
    assert 'Of them without a coordinator</th><td class="r num">1<' in frogner
    assert 'Not accepted, or left unanswered</th><td class="r num">1<' in sagene
    assert "so far" in page
    assert desk("frogner.worker").get("/unit/month/").status_code == 403


def test_many_people_ask_no_more_questions(city: City, desk: SignedIn) -> None:
    client = desk("frogner.lead")

    def questions(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    _lived(city)
    few = questions("/cases/list/"), questions("/unit/month/")
    for number in range(6):
        city.take_in(by="frogner.coordinator", alias=f"Mer {number}", at=MONDAY)

    assert (questions("/cases/list/"), questions("/unit/month/")) == few
    assert max(few) <= 22


def test_the_team_sees_it_as_a_board_for_the_morning(city: City, desk: SignedIn) -> None:
    _lived(city)
    page = _read(desk, "frogner.lead", view="BOARD")

    assert "<table" not in page
    assert page.index("Waits for my answer: 1") < page.index(">Spurt</a>") < page.index("Nothing waits: 1")
    assert page.index("Nothing waits: 1") < page.index(">Rolig</a>")
    assert "Andres" not in page  # another unit's

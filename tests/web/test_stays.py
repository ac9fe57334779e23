"""Stays and reviews on screen: written in a minute, refused in words, never a mark for others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.stays.models import Review, Stay
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import local_day
from tests.city import City
from tests.web.conftest import SignedIn
from tests.web.test_persons import posted, text_of


def nights_ago(days: int) -> str:
    return (local_day(timezone.now()) - timedelta(days=days)).isoformat()


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis", at=timezone.now())


def write(desk: SignedIn, case: Case, *, days_ago: int, place: str = "Huset") -> str:
    return posted(
        desk("mottak.lead"),
        f"/people/{case.person_id}/stays/new/",
        kind="ACUTE",
        place=place,
        starts_on=nights_ago(days_ago),
        command_id=new_id(),
    )


def test_a_stay_is_written_and_ended_and_the_ball_stays(case: Case, desk: SignedIn) -> None:
    assert "Who has the ball has not changed" in write(desk, case, days_ago=3)
    client, page = desk("mottak.worker"), f"/people/{case.person_id}/stays/"
    assert "Acute place, Huset" in text_of(client, page)

    stay = Stay.objects.get()
    refused = client.post(f"{page}{stay.pk}/end/", {"ends_on": nights_ago(4)})
    assert "Choose a day after the first night" in refused.text
    posted(client, f"{page}{stay.pk}/end/", ends_on=nights_ago(0), home="WITH_OTHERS")

    assert "3 nights" in text_of(client, page)


def test_the_rule_is_written_out_where_somebody_has_many(case: Case, desk: SignedIn) -> None:
    for days_ago in (200, 100, 2):
        write(desk, case, days_ago=days_ago, place=f"Hus {days_ago}")

    text = text_of(desk("mottak.worker"), f"/people/{case.person_id}/stays/")

    assert "the rule is 3 or more in 12 months" in text
    assert "3 acute stays" in text
    assert "Blåveis" in text_of(desk("mottak.lead"), "/acute-stays/")
    assert "Blåveis" not in text_of(desk("frogner.lead"), "/acute-stays/")


def test_a_review_is_held_promised_and_closed(city: City, case: Case, desk: SignedIn) -> None:
    for days_ago in (200, 100, 2):
        write(desk, case, days_ago=days_ago, place=f"Hus {days_ago}")
    client = desk("mottak.lead")
    posted(client, "/acute-stays/reviews/new/", held_on=nights_ago(0))
    review = Review.objects.get()
    page = f"/acute-stays/reviews/{review.pk}/"
    assert client.post(f"{page}close/").status_code == 422

    row = review.rows.get()
    owner = city["mottak.coordinator"].post_id
    posted(client, f"{page}{row.pk}/", promise="Søker korttidsplass", owner=owner, due_on=nights_ago(-7))
    assert "Søker korttidsplass" in text_of(client, page)
    posted(client, f"{page}{row.pk}/kept/")
    posted(client, f"{page}close/")

    assert Review.objects.get().closed_at


def test_another_unit_finds_neither_stays_nor_review(case: Case, desk: SignedIn) -> None:
    assert desk("frogner.lead").get(f"/people/{case.person_id}/stays/").status_code == 404
    assert desk("frogner.lead").get(f"/acute-stays/reviews/{case.pk}/").status_code == 404

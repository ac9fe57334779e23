"""History keeps the name of its day, and a user acts as one post at a time, for as long as it lasts."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.vocabulary import Role
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.person_page.queries import person_page
from rodtrad.registry.organisations import operations, overview, queries
from rodtrad.registry.organisations.models import Organisation, Post
from rodtrad.registry.organisations.queries import actor_for, choosable_units
from tests.city import MONDAY, SETUP, City

LAST_DAY = datetime(2011, 12, 31, 12, tzinfo=OSLO)
NEW_YEAR = datetime(2012, 1, 1, 12, tzinfo=OSLO)
TODAY = MONDAY.date()


def agency(city: City, code: str, name: str, short: str, **more: Any) -> Organisation:
    added = operations.add_organisation(
        code, name=name, kind="AGENCY", sector="MUNICIPAL", abbreviation=short, parent=city.units["oslo"],
        holds_cases=True, by=SETUP, at=NEW_YEAR, **more,
    )  # fmt: skip
    city.units[code] = added
    return added


def posted(city: City, user: str, unit: str, **more: Any) -> Post:
    user_id = city[user].user_id
    assert user_id is not None
    said = {"roles": [Role.UNIT_LEAD], "starts_on": date(2011, 1, 1), **more}
    return operations.add_post(user_id, unit_id=city.unit_id(unit), by=SETUP, at=NEW_YEAR, **said)


@pytest.fixture
def renamed(city: City) -> Case:
    """Somebody Rusmiddeletaten had the responsibility for when it became Velferdsetaten."""
    agency(city, "rme", "Rusmiddeletaten", "RME")
    agency(city, "vel", "Velferdsetaten", "VEL", valid_from=date(2012, 1, 1))
    city.actors["rme.lead"] = queries.actor_of_post(posted(city, "mottak.lead", "rme").pk)
    city.actors["vel.lead"] = queries.actor_of_post(posted(city, "frogner.lead", "vel").pk)
    administrator = posted(city, "oslo.administrator", "mottak", roles=[Role.ADMINISTRATOR])
    city.actors["then.administrator"] = queries.actor_of_post(administrator.pk)
    return city.take_in(by="rme.lead", at=LAST_DAY)


def close(city: City, successor: str | None, *, at: datetime) -> int:
    to = city.unit_id(successor) if successor else None
    return responsibility.close_unit(city.unit_id("rme"), successor_id=to, by=city["then.administrator"], at=at)


def test_what_was_decided_under_the_old_name_keeps_it(city: City, renamed: Case) -> None:
    assert close(city, "vel", at=NEW_YEAR) == 1

    page = person_page(renamed.person_id, by=city["vel.lead"], at=MONDAY)
    assert [period.unit for period in page.thread] == ["Velferdsetaten", "Rusmiddeletaten"]
    assert Organisation.objects.get(code="rme").valid_until == date(2012, 1, 1)  # the 31st is its last day


def test_the_old_short_form_finds_both_and_only_the_new_one_can_be_asked(city: City, renamed: Case) -> None:
    close(city, "vel", at=NEW_YEAR)

    found, _total = overview.find_units("RME", page=1, on=TODAY)
    assert {line.name for line in found} == {"Rusmiddeletaten", "Velferdsetaten"}
    assert [(choice.name, choice.was_called) for choice in choosable_units("RME", on=TODAY)] == [
        ("Velferdsetaten", "Rusmiddeletaten")
    ]
    with pytest.raises(DomainError):
        city.offer(city.take_in(by="frogner.worker"), "rme", by="frogner.lead")


def test_a_unit_that_has_somebody_is_not_closed_into_nothing(city: City, renamed: Case) -> None:
    with pytest.raises(DomainError, match="cases 1, open requests 0"):
        close(city, None, at=NEW_YEAR)


def test_nor_into_one_that_begins_after_a_gap(city: City, renamed: Case) -> None:
    with pytest.raises(DomainError, match="does not open until 2012-01-01"):
        close(city, "vel", at=LAST_DAY)


def test_a_unit_cannot_lie_under_itself(city: City) -> None:
    unit = city.units["frogner"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Organisation.objects.filter(pk=unit.pk).update(parent=unit)


def test_at_midnight_an_ended_post_grants_nothing(city: City) -> None:
    post = posted(city, "sagene.worker", "frogner", roles=[Role.WORKER], ends_on=TODAY + timedelta(days=1))
    user_id = post.user_id
    before = datetime(2026, 11, 23, 23, 59, tzinfo=OSLO)

    assert actor_for(post.pk, user_id=user_id, at=before) is not None
    assert actor_for(post.pk, user_id=user_id, at=before + timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"starts_on": TODAY - timedelta(days=10)}, "starts_on"),  # the same user has a post there
        ({"hpr_number": "12-345"}, "hpr_number"),
        ({"hpr_number": "123456"}, "hpr_number"),
        ({"hpr_number": "1234567890"}, "hpr_number"),
    ],
)
def test_a_post_that_cannot_be_is_refused_at_its_field(city: City, said: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        posted(city, "frogner.lead", "frogner", **said)
    assert refused.value.field == field


def test_a_post_at_a_closed_unit_is_refused(city: City) -> None:
    Organisation.objects.filter(code="sagene").update(valid_until=TODAY)
    with pytest.raises(DomainError, match="closed on that day"):
        posted(city, "frogner.lead", "sagene", starts_on=TODAY)


def test_what_is_done_names_the_post_it_was_done_from(city: City) -> None:
    second = queries.actor_of_post(posted(city, "mottak.lead", "sagene", title="Konsulent").pk)
    city.actors["both"] = second
    case = city.take_in(by="mottak.lead")
    request = city.offer(case, "sagene", by="mottak.lead")
    city.accept(request, by="both")

    page = person_page(case.person_id, by=second, at=MONDAY + timedelta(minutes=1))
    units = {(entry.who, entry.unit) for period in page.thread for entry in period.entries if entry.who}
    assert units == {("Mottak.Lead", "Mottaket"), ("Mottak.Lead", "Bydel Sagene")}

"""One named coordinator for each case, and nothing stays behind with somebody who has left or is away."""

from datetime import timedelta

import pytest

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.clock import keep_deadlines
from rodtrad.casework.responsibility.models import Case, JointMeeting, Period, Request
from rodtrad.casework.responsibility.operations.coordinators import keep_posts
from rodtrad.casework.tasks.operations import NewTask, add_task
from rodtrad.foundation.errors import DomainError, SomebodyWasFirst
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City

TODAY = MONDAY.date()


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blå", by="frogner.coordinator")


def _name(city: City, case: Case, who: str, *, version: int | None = None) -> Case:
    case.refresh_from_db()
    post_id = city[who].post_id
    assert post_id
    return responsibility.name_coordinator(
        case.pk, coordinator_id=post_id, reason="Bytte", version=version if version is not None else case.version,
        by=city["frogner.lead"], at=MONDAY,
    )  # fmt: skip


def test_a_second_replaces_the_first_and_asks_for_a_meeting(city: City, case: Case) -> None:
    first = case.version
    _name(city, case, "frogner.colleague")

    case.refresh_from_db()
    assert case.coordinator_id == city["frogner.colleague"].post_id
    assert JointMeeting.objects.get().cause == "COORDINATOR_CHANGED"
    with pytest.raises(SomebodyWasFirst):
        _name(city, case, "frogner.lead", version=first)


def test_nobody_of_another_unit_and_nobody_who_has_left_is_named(city: City, case: Case) -> None:
    with pytest.raises(DomainError, match="works at your unit"):
        _name(city, case, "sagene.coordinator")
    leaver = city["frogner.colleague"].post_id
    assert leaver
    responsibility.end_post(leaver, on=TODAY, by=city["frogner.lead"], at=MONDAY)
    with pytest.raises(DomainError, match="works at your unit"):
        _name(city, case, "frogner.colleague")


def test_of_one_who_leaves_every_case_task_and_request_is_with_the_lead_the_same_day(city: City, case: Case) -> None:
    cases = [case, *(city.take_in(alias=f"Nr {n}", by="frogner.coordinator") for n in range(11))]
    for one in cases[:5]:
        add_task(one.person_id, new=NewTask(text="Ringe", due_on=TODAY), by=city["frogner.lead"], at=MONDAY)
    offers = [city.offer(one, "sagene", by="frogner.coordinator") for one in cases[:2]]
    leaver = city["frogner.coordinator"].post_id
    assert leaver

    assert responsibility.end_post(leaver, on=TODAY, by=city["frogner.lead"], at=MONDAY) == 12

    assert Case.objects.without_coordinator().filter(unit=city.unit_id("frogner")).count() == 12
    assert not Item.objects.open().filter(post=leaver).exists()
    assert Item.objects.open().filter(kind="TASK", unit=city.unit_id("frogner"), post=None).count() == 5
    assert {request.from_unit_id for request in Request.objects.filter(pk__in=[o.pk for o in offers])} == {
        city.unit_id("frogner")
    }


def test_away_for_two_weeks_the_stand_in_acts_on_behalf_and_the_cases_go_back(city: City, case: Case) -> None:
    away, stand_in = city["frogner.coordinator"].post_id, city["frogner.colleague"].post_id
    assert away
    assert stand_in
    absence = responsibility.record_absence(
        away, starts_on=TODAY, ends_on=TODAY + timedelta(days=14), by=city["frogner.lead"], at=MONDAY
    )
    case.refresh_from_db()
    assert (case.coordinator_id, case.stands_in_for_id) == (None, away)

    responsibility.name_stand_in(absence.pk, stand_in_id=stand_in, by=city["frogner.lead"], at=MONDAY)
    case.refresh_from_db()
    assert (case.coordinator_id, case.stands_in_for_id) == (stand_in, away)
    assert Period.objects.filter(case=case).latest("seq").on_behalf_of_id == away

    keep_posts(at=MONDAY + timedelta(days=14))
    case.refresh_from_db()
    assert (case.coordinator_id, case.stands_in_for_id) == (away, None)


def test_the_last_lead_of_a_unit_stays_until_another_is_named(city: City, case: Case) -> None:
    lead = city["frogner.lead"].post_id
    assert lead

    with pytest.raises(DomainError, match="Name another lead first"):
        responsibility.end_post(lead, on=TODAY, by=city["frogner.lead"], at=MONDAY)


def test_the_clock_gives_nobody_away(city: City, case: Case) -> None:
    keep_posts(at=MONDAY)
    keep_deadlines(at=MONDAY)

    before = case.coordinator_id
    case.refresh_from_db()
    assert case.coordinator_id == before

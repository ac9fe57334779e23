"""Where people sleep, and who has many acute stays by a written, dated rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons.vocabulary import BelongingSource, ProtectionGrade
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.stays import operations, queries
from rodtrad.casework.stays.models import Stay
from rodtrad.casework.stays.rules import months_before, often
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from rodtrad.registry.rulebook import operations as rulebook
from tests.city import MONDAY, City

TODAY = MONDAY.date()
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def sleep(
    city: City,
    case: Case,
    *,
    days_ago: int,
    kind: StayKind = StayKind.ACUTE,
    place: str = "Huset",
    by: str = "mottak.worker",
) -> Stay:
    new = operations.NewStay(kind=kind, place=place, starts_on=TODAY - timedelta(days=days_ago))
    return operations.begin_stay(case.person_id, new=new, command_id=new_id(), by=city[by], at=MONDAY)


def told(city: City) -> int:
    return Item.objects.filter(kind="MANY_ACUTE_STAYS", unit_id=city.unit_id("mottak")).count()


def test_the_third_acute_stay_in_a_year_tells_the_unit_that_has_the_ball(city: City) -> None:
    case = city.take_in()
    for days_ago, place in ((300, "Huset"), (90, "Natthjemmet")):
        sleep(city, case, days_ago=days_ago, place=place)
    assert told(city) == 0

    sleep(city, case, days_ago=0, place="Et tredje sted")

    assert told(city) == 1
    assert [row.person_id for row in queries.people_with_many(city["mottak.lead"], at=MONDAY)] == [case.person_id]


def test_other_kinds_of_places_and_older_stays_are_not_counted(city: City) -> None:
    case = city.take_in()
    sleep(city, case, days_ago=400)
    sleep(city, case, days_ago=50, kind=StayKind.PRISON)
    sleep(city, case, days_ago=20)
    sleep(city, case, days_ago=0)

    assert told(city) == 0


def test_a_changed_rule_does_not_reach_back(city: City) -> None:
    case = city.take_in()
    for days_ago in (200, 100, 50):
        sleep(city, case, days_ago=days_ago)
    rulebook.set_rule(
        "stays.many_acute", value=4, applies_from=TODAY, note="For mange", by=city["koordinering.decider"], at=MONDAY
    )

    assert queries.how_often([case.person_id], on=TODAY - timedelta(days=1)).is_many
    assert not queries.how_often([case.person_id], on=TODAY).is_many


def test_another_unit_sees_no_mark(city: City) -> None:
    case = city.take_in()
    for days_ago in (200, 100, 50):
        sleep(city, case, days_ago=days_ago)

    assert queries.people_with_many(city["frogner.lead"], at=MONDAY) == []
    with pytest.raises(NotFound):
        queries.stays_page(case.person_id, by=city["frogner.lead"], at=MONDAY)


def test_a_stay_never_moves_the_ball_and_needs_the_ball_to_be_written(city: City) -> None:
    case = city.take_in()
    version = case.version
    sleep(city, case, days_ago=0, kind=StayKind.HOSPITAL)
    case.refresh_from_db()
    assert (case.unit_id, case.version) == (city.unit_id("mottak"), version)

    with pytest.raises(NotFound):
        sleep(city, case, days_ago=0, by="frogner.worker")


@pytest.mark.parametrize(("days_ago", "field"), [(-1, "starts_on"), (5000, "starts_on")])
def test_a_first_night_ahead_or_long_ago_is_refused(city: City, days_ago: int, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        sleep(city, city.take_in(), days_ago=days_ago)

    assert refusal.value.field == field


def test_no_place_is_written_down_where_the_address_is_protected(city: City) -> None:
    case = city.take_in()
    persons.protect_address(
        case.person_id,
        grade=ProtectionGrade.CONFIDENTIAL,
        source=BelongingSource.REGISTER,
        reason="Kode 7",
        by=city["mottak.lead"],
        at=MONDAY,
    )

    with pytest.raises(DomainError, match="protected"):
        sleep(city, case, days_ago=0)
    assert sleep(city, case, days_ago=0, place="").kind == StayKind.ACUTE


def test_an_end_is_after_the_first_night_and_given_once(city: City) -> None:
    stay = sleep(city, city.take_in(), days_ago=3)
    for wrong in (TODAY - timedelta(days=3), TODAY + timedelta(days=1)):
        with pytest.raises(DomainError, match="after the first night"):
            operations.end_stay(stay.pk, ends_on=wrong, by=city["mottak.worker"], at=MONDAY)
    operations.end_stay(stay.pk, ends_on=TODAY, by=city["mottak.worker"], at=MONDAY)

    with pytest.raises(DomainError, match="ended already"):
        operations.end_stay(stay.pk, ends_on=TODAY, by=city["mottak.worker"], at=MONDAY)


def test_a_review_ends_in_a_promise_for_each_and_what_is_not_kept_comes_back(city: City) -> None:
    case, by = city.take_in(), city["mottak.lead"]
    for days_ago in (200, 100, 50):
        sleep(city, case, days_ago=days_ago)
    review = operations.start_review(held_on=TODAY, by=by, at=MONDAY)
    (line,) = queries.review_page(review.pk, by=by, at=MONDAY).lines
    assert (line.stays, line.days) == (3, 350)
    with pytest.raises(DomainError, match="no promise with an owner"):
        operations.close_review(review.pk, by=by, at=MONDAY)

    owner_id = city["mottak.coordinator"].own_post_id
    operations.promise(line.row_id, text="Søker korttidsplass", owner_id=owner_id, due_on=TODAY, by=by, at=MONDAY)
    operations.close_review(review.pk, by=by, at=MONDAY)
    later = operations.start_review(held_on=TODAY, by=by, at=MONDAY + timedelta(hours=1))

    (carried,) = queries.review_page(later.pk, by=by, at=MONDAY).lines
    assert (carried.promise, carried.is_carried) == ("Søker korttidsplass", True)


@given(st.lists(st.tuples(DAYS, st.integers(1, 400)), max_size=8), DAYS, st.integers(1, 4), st.integers(1, 24))
def test_the_count_is_what_counting_day_by_day_gives(
    stays: list[tuple[date, int]], on: date, limit: int, months: int
) -> None:
    periods = [(start, start + timedelta(days=nights)) for start, nights in stays]
    since = months_before(on, months)
    window = [since + timedelta(days=step) for step in range((on - since).days)]

    how = often(periods, on=on, limit=limit, months=months)

    assert how.days == sum(start <= day < end for start, end in periods for day in window)
    assert how.stays == sum(since <= start <= on for start, _end in periods)
    assert how.is_many == (how.stays >= limit)


def test_a_month_before_the_last_of_march_is_the_last_of_february() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)

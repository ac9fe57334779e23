"""Meetings end in decisions with an owner and a day, or in a question to a leader that is chased until it is answered."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rodtrad.casework.care_teams import operations, queries
from rodtrad.casework.care_teams.models import Attendance, Decision, Meeting
from rodtrad.casework.care_teams.operations import NewDecision, NewMeeting
from rodtrad.casework.care_teams.vocabulary import Authority
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.vocabulary import Urgency
from rodtrad.casework.tasks.models import Task
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from rodtrad.registry.inbox.operations import climb_due
from tests.city import MONDAY, City

TODAY, BY = MONDAY.date(), "frogner.coordinator"


@pytest.fixture
def case(city: City) -> Case:
    """A case at the district, where the detox has said yes to helping."""
    case = city.take_in(by=BY, alias="Grønn Li")
    asked = responsibility.offer_referral(
        case.pk, to_unit_id=city.unit_id("klinikk"), need="Avrusning", urgency=Urgency.HIGH, shares=["FOLLOW_UP"],
        version=case.version, command_id=new_id(), by=city[BY], at=MONDAY,
    )  # fmt: skip
    responsibility.accept_referral(asked.pk, version=asked.version, by=city["klinikk.coordinator"], at=MONDAY)
    return case


def call(city: City, case: Case, *, days: int = 0, **more: object) -> Meeting:
    said = {"own_point": "Jeg vil ha egen nøkkel", **more}
    new = NewMeeting(starts_at=MONDAY + timedelta(days=days), place="Bydelshuset", **said)  # type: ignore[arg-type]
    return operations.call_meeting(case.person_id, new=new, command_id=new_id(), by=city[BY], at=MONDAY)


def of(city: City, row: Meeting, unit: str) -> Attendance:
    return row.attendances.get(unit=city.unit_id(unit))


def may(city: City, row: Meeting, unit: str, authority: Authority = Authority.MAY_DECIDE) -> None:
    operations.say_authority(of(city, row, unit).pk, authority=authority, post_id=None, by=city[BY], at=MONDAY)


def new_decision(
    city: City, row: Meeting, *, unit: str = "klinikk", who: str = "coordinator", days: int = 7
) -> NewDecision:
    return NewDecision(
        text="Plass i bolig med oppfølging",
        attendance_id=of(city, row, unit).pk,
        owner_id=city[f"{unit}.{who}"].own_post_id,
        due_on=TODAY + timedelta(days=days),
    )


def decide(city: City, row: Meeting, new: NewDecision) -> Decision:
    return operations.decide(row.pk, new=new, command_id=new_id(), by=city[BY], at=MONDAY)


def take_back(city: City, row: Meeting, **more: object) -> Decision:
    new = new_decision(city, row, who="lead", **more)  # type: ignore[arg-type]
    return operations.take_back(row.pk, new=new, command_id=new_id(), by=city[BY], at=MONDAY)


def test_the_team_is_who_has_the_ball_and_who_said_yes_and_all_are_asked(city: City, case: Case) -> None:
    row = call(city, case, days=3)

    assert set(row.attendances.values_list("unit", flat=True)) == {city.unit_id("frogner"), city.unit_id("klinikk")}
    told = Item.objects.filter(kind="TEAM_MEETING_CALLED").values_list("unit", flat=True)
    assert set(told) == {city.unit_id("frogner"), city.unit_id("klinikk")}


def test_the_agenda_begins_with_the_persons_point_or_their_no(city: City, case: Case) -> None:
    with pytest.raises(DomainError) as refusal:
        call(city, case, own_point="")
    assert refusal.value.field == "own_point"

    assert call(city, case, own_point="", wants_no_point=True).wants_no_point


def test_the_person_writes_their_own_point_and_nobody_elses(city: City, case: Case) -> None:
    row = call(city, case, own_point="", wants_no_point=True)
    operations.set_own_point(row.pk, text="Jeg vil ha en hund", by=Actor.person(case.person_id), at=MONDAY)
    row.refresh_from_db()
    assert (row.own_point, row.wants_no_point) == ("Jeg vil ha en hund", False)

    other = city.take_in(by=BY, alias="En annen")
    with pytest.raises(NotFound):
        operations.set_own_point(row.pk, text="Noe", by=Actor.person(other.person_id), at=MONDAY)


def test_nobody_who_may_decide_is_said_before_it_starts(city: City, case: Case) -> None:
    row = call(city, case, days=1)
    may(city, row, "klinikk", Authority.MAY_NOT)
    assert queries.meeting_page(row.pk, by=city[BY], at=MONDAY).nobody_may_decide

    may(city, row, "frogner")
    assert not queries.meeting_page(row.pk, by=city[BY], at=MONDAY).nobody_may_decide


def test_a_unit_says_itself_who_comes_for_it(city: City, case: Case) -> None:
    row = call(city, case, days=1)
    post_id = city["klinikk.lead"].own_post_id
    operations.say_authority(
        of(city, row, "klinikk").pk,
        authority=Authority.MAY_DECIDE,
        post_id=post_id,
        by=city["klinikk.worker"],
        at=MONDAY,
    )

    assert of(city, row, "klinikk").post_id == post_id


def test_a_decision_by_somebody_who_may_becomes_a_task_with_owner_and_day(city: City, case: Case) -> None:
    row = call(city, case)
    may(city, row, "klinikk")

    made = decide(city, row, new_decision(city, row))

    task = Task.objects.get(source_id=made.pk)
    assert (task.owner_id, task.due_on) == (city["klinikk.coordinator"].post_id, TODAY + timedelta(days=7))


@pytest.mark.parametrize("authority", [Authority.MAY_NOT, Authority.NOT_SAID])
def test_nobody_decides_without_authority(city: City, case: Case, authority: Authority) -> None:
    row = call(city, case)
    may(city, row, "klinikk", authority)

    with pytest.raises(DomainError, match="nobody here who may decide"):
        decide(city, row, new_decision(city, row))
    assert not Decision.objects.exists()


def test_a_decision_has_an_owner_at_that_unit_and_a_day_ahead(city: City, case: Case) -> None:
    row = call(city, case)
    may(city, row, "klinikk")
    for wrong, field in (
        (new_decision(city, row, days=-1), "due_on"),
        (
            NewDecision(
                text="x", attendance_id=of(city, row, "klinikk").pk, owner_id=city[BY].own_post_id, due_on=TODAY
            ),
            "owner",
        ),
    ):
        with pytest.raises(DomainError) as refusal:
            decide(city, row, wrong)
        assert refusal.value.field == field


def test_what_is_taken_back_is_asked_of_a_named_leader_chased_and_stands_first_next_time(
    city: City, case: Case
) -> None:
    row = call(city, case)
    made = take_back(city, row, days=2)
    asked = Item.objects.get(kind="TAKEN_BACK")
    assert (asked.post_id, asked.form) == (city["klinikk.lead"].post_id, "TASK")

    late = MONDAY + timedelta(days=3)
    assert [operations.chase(at=late), operations.chase(at=late)] == [1, 1]
    notice = Item.objects.get(kind="TAKEN_BACK_LATE")
    assert notice.unit_id == city.unit_id("klinikk")
    climb_due(hours=24, at=late + timedelta(days=2))
    notice.refresh_from_db()
    assert notice.level == "COORDINATING_UNIT"
    after = call(city, case, days=5)
    assert [point.text for point in after.points.order_by("number")] == [made.text]


def test_a_leader_answers_and_the_answer_time_is_counted(city: City, case: Case) -> None:
    row = call(city, case)
    made = take_back(city, row, days=2)
    for who in (BY, "klinikk.worker"):
        with pytest.raises(NotFound):
            operations.answer_taken_back(made.pk, answer="Ja", by=city[who], at=MONDAY)

    late = MONDAY + timedelta(days=4)
    operations.answer_taken_back(made.pk, answer="Ja, fra 1. desember", by=city["klinikk.lead"], at=late)

    assert queries.answer_times(city.unit_id("klinikk")) == queries.AnswerTimes(1, 1, 0, 4.0)
    assert not Item.objects.open().filter(kind="TAKEN_BACK").exists()
    assert Item.objects.get(kind="TAKEN_BACK_ANSWERED").post_id == city[BY].post_id
    with pytest.raises(DomainError, match="answered already"):
        operations.answer_taken_back(made.pk, answer="Nei", by=city["klinikk.lead"], at=late)


def test_a_worker_cannot_be_the_leader_who_answers(city: City, case: Case) -> None:
    row = call(city, case)

    with pytest.raises(DomainError, match="Choose a leader at Avrusningen"):
        operations.take_back(
            row.pk, new=new_decision(city, row, who="worker"), command_id=new_id(), by=city[BY], at=MONDAY
        )


def test_minutes_go_to_those_with_access_and_stay_as_they_are(city: City, case: Case) -> None:
    row = call(city, case)
    there = [of(city, row, "klinikk").pk]
    operations.close_meeting(row.pk, summary="Kort møte", were_there=there, by=city[BY], at=MONDAY)

    assert set(Item.objects.filter(kind="TEAM_MINUTES").values_list("unit", flat=True)) == {
        city.unit_id("frogner"),
        city.unit_id("klinikk"),
    }
    with pytest.raises(DomainError, match="stay as they are"):
        operations.add_point(row.pk, text="For sent", by=city[BY], at=MONDAY)


def test_minutes_are_not_sent_before_the_meeting_nor_to_those_who_may_no_longer_see(city: City, case: Case) -> None:
    row = call(city, case, days=2)
    with pytest.raises(DomainError, match="has not been yet"):
        operations.close_meeting(row.pk, summary="", were_there=[], by=city[BY], at=MONDAY)

    request = case.requests.get()
    responsibility.stop_referral(
        request.pk, text="Sluttet", version=request.version, by=city["klinikk.lead"], at=MONDAY + timedelta(days=1)
    )
    later = MONDAY + timedelta(days=3)
    operations.close_meeting(row.pk, summary="", were_there=[], by=city[BY], at=later)

    assert [item.unit_id for item in Item.objects.filter(kind="TEAM_MINUTES")] == [city.unit_id("frogner")]


def test_a_pasted_note_that_is_too_long_is_refused_in_words(city: City, case: Case) -> None:
    row = call(city, case)

    with pytest.raises(DomainError, match="at most 10000 characters"):
        operations.close_meeting(row.pk, summary="x" * 50_000, were_there=[], by=city[BY], at=MONDAY)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["klinikk", "frogner"]), st.integers(0, 30)), min_size=1, max_size=4))
def test_every_deferred_decision_has_a_leader_and_a_day(
    city: City, case: Case, deferred: list[tuple[str, int]]
) -> None:
    row = call(city, case)
    for unit, days in deferred:
        take_back(city, row, unit=unit, days=days)

    made = Decision.objects.filter(meeting=row)
    assert made.count() == len(deferred)
    assert all(found.owner_id and found.due_on >= TODAY for found in made)
    assert Item.objects.filter(reference_id__in=[found.pk for found in made], post__isnull=False).count() == len(
        deferred
    )


def test_another_unit_finds_no_meeting(city: City, case: Case) -> None:
    row = call(city, case)

    with pytest.raises(NotFound):
        queries.meeting_page(row.pk, by=city["sagene.coordinator"], at=MONDAY)

"""The plan: one a person, by the table, with consent; and the coordinator stays whatever the answer is."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.casework.access import wishes
from rodtrad.casework.plans import operations as plans
from rodtrad.casework.plans import queries, words
from rodtrad.casework.plans.models import Activity, Plan, StatusStep, Version
from rodtrad.casework.plans.operations import NewActivity, Period
from rodtrad.casework.plans.rules import Content, difference, missing_points, without
from rodtrad.casework.plans.vocabulary import (
    FIRST_STATES,
    NEXT_STATES,
    ActivityState,
    ContentPoint,
    LifeArea,
    PassageKind,
    PlanStatus,
    Voice,
)
from rodtrad.casework.plans.words import Words
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks.models import Task
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.insight.person_page.queries import person_page
from rodtrad.insight.plan_page.queries import plan_page
from tests.casework.planning import BY, LATER, PERIOD, TODAY, active_plan, consent_to_plan, offered_plan
from tests.city import MONDAY, City


def _move(city: City, plan: Plan, status: PlanStatus, **more: object) -> Plan:
    wanted: dict[str, object] = {"reason": "Avtalt", "period": PERIOD, **more}
    return plans.move_plan(plan.pk, status=status, by=city[BY], at=MONDAY, **wanted)  # type: ignore[arg-type]


def test_a_plan_without_consent_cannot_be_taken_into_use_and_says_why(city: City) -> None:
    plan = offered_plan(city)
    with pytest.raises(DomainError, match="consent to a plan is not on record"):
        _move(city, plan, PlanStatus.ACTIVE)

    consent_to_plan(city, plan.person_id)
    assert _move(city, plan, PlanStatus.ACTIVE).status == PlanStatus.ACTIVE


def test_a_plan_is_never_in_use_before_it_was_offered(city: City) -> None:
    case = city.take_in(alias="Blå", by=BY)
    plan = plans.start_plan(case.person_id, status=PlanStatus.REQUESTED, reason="Spør selv", by=city[BY], at=MONDAY)
    consent_to_plan(city, case.person_id)

    with pytest.raises(DomainError, match="in one step"):
        _move(city, plan, PlanStatus.ACTIVE)


def test_when_a_plan_is_declined_the_coordinator_stays(city: City) -> None:
    plan = offered_plan(city)
    before = Case.objects.get(person=plan.person_id).coordinator_id
    _move(city, plan, PlanStatus.DECLINED, reason="Vil ikke nå")

    assert Case.objects.get(person=plan.person_id).coordinator_id == before == city[BY].post_id
    _move(city, plan, PlanStatus.OFFERED, reason="Spurt igjen")


def test_every_step_has_day_name_and_reason_in_the_thread(city: City) -> None:
    plan = active_plan(city)
    _move(city, plan, PlanStatus.PAUSED, reason="Reist bort en tid")

    steps = StatusStep.objects.filter(plan=plan).order_by("pk")
    assert [step.status for step in steps] == ["OFFERED", "ACTIVE", "PAUSED"]
    assert all(step.by_post_id and step.reason for step in steps)
    thread = person_page(plan.person_id, by=city[BY], at=MONDAY).thread
    kinds = {entry.kind for period in thread for entry in period.entries}
    assert {"PLAN_OFFERED", "PLAN_ACTIVE", "PLAN_PAUSED"} <= kinds


def test_there_is_one_plan_a_person(city: City) -> None:
    plan = offered_plan(city)
    with pytest.raises(DomainError, match="started by Bydel Frogner"):
        offered_plan(city, Case.objects.get(person=plan.person_id))
    with pytest.raises(IntegrityError, match="plans_one_a_person"), transaction.atomic():
        Plan.objects.create(
            person_id=plan.person_id, status="ASSESSED", status_since=MONDAY, started_by_unit_id=city.unit_id("sagene")
        )


def test_a_new_plan_can_begin_when_the_old_has_ended_and_the_old_cannot_be_written_in(city: City) -> None:
    plan = active_plan(city)
    _move(city, plan, PlanStatus.ENDED, reason="Klarer seg")
    offered_plan(city, Case.objects.get(person=plan.person_id))

    with pytest.raises(DomainError, match="stays as it was"):
        words.write_text(
            plan.pk, kind=PassageKind.MATTERS, words=Words(text="Nytt"), command_id=new_id(), by=city[BY], at=MONDAY
        )


def test_the_table_of_states_is_whole_and_every_state_can_end() -> None:
    assert set(NEXT_STATES) == set(PlanStatus)
    reached, todo = set(FIRST_STATES), list(FIRST_STATES)
    while todo:
        new = NEXT_STATES[todo.pop()] - reached
        reached |= new
        todo += new
    assert reached == set(PlanStatus)
    assert all(PlanStatus.ENDED in NEXT_STATES[s] for s in PlanStatus if s != PlanStatus.ENDED)


def test_a_consent_taken_back_closes_the_plan_to_others_at_once(city: City) -> None:
    plan = offered_plan(city)
    consent_id = consent_to_plan(city, plan.person_id)
    _move(city, plan, PlanStatus.ACTIVE)
    assert plan_page(plan.person_id, by=city["sagene.lead"], at=MONDAY).plan

    wishes.withdraw_consent(consent_id, by=city[BY], at=MONDAY + timedelta(seconds=1))

    with pytest.raises(NotFound):
        plan_page(plan.person_id, by=city["sagene.lead"], at=MONDAY + timedelta(seconds=2))
    assert not plan_page(plan.person_id, by=city[BY], at=MONDAY + timedelta(seconds=2)).has_consent


def _activity(city: City, plan: Plan, **more: object) -> Activity:
    new = NewActivity(**{"text": "Søke bolig", "unit_id": city.unit_id("frogner"), **more})  # type: ignore[arg-type]
    passage = plans.add_activity(plan.pk, new=new, goal_id=None, command_id=new_id(), by=city[BY], at=MONDAY)
    return Activity.objects.get(passage=passage)


def test_an_activity_with_a_day_is_a_task_of_the_unit_that_does_it(city: City) -> None:
    activity = _activity(city, offered_plan(city), due_on=LATER)

    task = Task.objects.get()
    assert (task.source_id, task.due_on, task.unit_id) == (activity.pk, LATER, city.unit_id("frogner"))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"state": ActivityState.GRANTED}, "reference"),
        ({"state": ActivityState.REFUSED}, "refused_because"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"text": ""}, "text"),
    ],
)
def test_an_activity_never_reads_as_a_promise(city: City, more: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        _activity(city, offered_plan(city), **more)

    assert refused.value.field == field


def test_only_those_in_the_team_are_given_something(city: City) -> None:
    with pytest.raises(DomainError, match="not in the person's team"):
        _activity(city, offered_plan(city), unit_id=city.unit_id("sagene"))


def test_an_application_becomes_granted_with_the_reference_of_the_decision(city: City) -> None:
    activity = _activity(city, offered_plan(city), state=ActivityState.APPLIED)
    new = NewActivity(text="", unit_id=activity.unit_id, state=ActivityState.GRANTED, reference="2026/123")

    assert plans.change_activity(activity.pk, new=new, by=city[BY], at=MONDAY).reference == "2026/123"


def test_an_evaluation_keeps_a_version_that_shows_what_changed(city: City) -> None:
    plan = active_plan(city)
    goal = words.add_goal(
        plan.pk,
        life_area=LifeArea.HOME,
        words=Words(text="Jeg vil ha egen dør", voice=Voice.PERSON),
        command_id=new_id(),
        by=city[BY],
        at=MONDAY,
    )
    version = plans.evaluate(
        plan.pk, evaluation="På vei", own_assessment="Det går bra", revise_on=LATER, by=city[BY], at=MONDAY
    )

    assert version.number == 2
    change = queries.changes_since(plan.pk, number=1)[0]
    assert (change.change, change.life_area) == ("ADDED", "HOME")
    assert queries.changes_since(plan.pk, number=2) == []
    assert goal.plan_id == plan.pk
    own = [e.text for p in person_page(plan.person_id, by=city[BY], at=MONDAY).thread for e in p.entries]
    assert "Det går bra" in own


def test_an_earlier_version_cannot_be_edited(city: City, as_app_role: None) -> None:
    plan = active_plan(city)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(plan=plan).update(evaluation="Annet")


def test_an_evaluation_that_is_due_becomes_one_task(city: City) -> None:
    plan = active_plan(city)
    due = MONDAY + timedelta(days=90)
    for _again in range(2):
        plans.remind_of_evaluations(at=due)

    task = Task.objects.get(source_id=plan.pk)
    assert task.owner_id == city[BY].post_id


def test_having_read_is_said_and_not_guessed(city: City) -> None:
    plan = active_plan(city)
    plan_page(plan.person_id, by=city["frogner.lead"], at=MONDAY)
    seen = plan_page(plan.person_id, by=city[BY], at=MONDAY).plan
    assert seen and seen.seen == ()

    plans.say_seen(plan.pk, by=city["frogner.lead"], at=MONDAY + timedelta(hours=1))
    words.write_text(
        plan.pk,
        kind=PassageKind.MATTERS,
        words=Words(text="Fred"),
        command_id=new_id(),
        by=city[BY],
        at=MONDAY + timedelta(hours=2),
    )

    facts = plan_page(plan.person_id, by=city[BY], at=MONDAY + timedelta(hours=3)).plan
    assert facts and [(one.name, one.changed_since) for one in facts.seen] == [("Frogner.Lead", True)]


def test_a_period_that_ends_before_it_begins_or_a_past_evaluation_is_refused(city: City) -> None:
    plan = offered_plan(city)
    consent_to_plan(city, plan.person_id)
    for period in (
        Period(period_from=TODAY, period_until=TODAY, revise_on=LATER),
        Period(period_from=TODAY, revise_on=TODAY),
        None,
    ):
        with pytest.raises(DomainError):
            _move(city, plan, PlanStatus.ACTIVE, period=period)


def test_the_nine_points_name_what_is_missing() -> None:
    nothing = Content(
        has_goal=False, has_resources=False, team_size=0, has_coordinator=False, has_contributions=False,
        activities=0, activities_without_how=0, has_period=False, has_consent=False, has_cooperation=False,
    )  # fmt: skip
    everything = Content(
        has_goal=True, has_resources=True, team_size=2, has_coordinator=True, has_contributions=True,
        activities=1, activities_without_how=0, has_period=True, has_consent=True, has_cooperation=True,
    )  # fmt: skip

    assert missing_points(nothing) == tuple(ContentPoint)
    assert len(ContentPoint) == 9
    assert missing_points(everything) == ()


@given(before=st.text(max_size=80), after=st.text(max_size=80))
def test_a_difference_reads_back_to_both_texts(before: str, after: str) -> None:
    pieces = difference(before, after)

    assert without(pieces, "ADDED") == before
    assert without(pieces, "REMOVED") == after

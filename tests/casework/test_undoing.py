"""What was done by mistake is undone within a set time, and comes back as it was."""

from datetime import timedelta

import pytest

from rodtrad.casework.encounters import operations as encounters
from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.encounters.operations import Met, WhatNext
from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.plans import words
from rodtrad.casework.plans.queries import plan_of
from rodtrad.casework.plans.vocabulary import GoalState, LifeArea, PassageKind
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks import operations as tasks
from rodtrad.casework.tasks.models import Task
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from tests.casework.planning import BY, active_plan
from tests.city import MONDAY, City

SOON = MONDAY + timedelta(hours=2)
LINKED = MONDAY + timedelta(minutes=5)
TOO_LATE = MONDAY + timedelta(hours=25)


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blåveis", by="frogner.coordinator")


@pytest.fixture
def done(city: City, case: Case) -> Task:
    new = tasks.NewTask(text="Ringe NAV", due_on=MONDAY.date() + timedelta(days=2))
    task = tasks.add_task(case.person_id, new=new, by=city["frogner.lead"], at=MONDAY)
    return tasks.finish_task(task.pk, note="De ringer tilbake", by=city["frogner.worker"], at=MONDAY)


def test_a_task_that_was_not_done_after_all_waits_again_with_what_was_written(city: City, done: Task) -> None:
    task = tasks.undo_task(done.pk, by=city["frogner.worker"], at=SOON)

    assert (task.end, task.ended_at, task.note) == ("", None, "De ringer tilbake")
    assert Item.objects.open().get(kind="TASK").reference_id == task.pk
    tasks.finish_task(task.pk, by=city["frogner.worker"], at=SOON)


def test_a_task_follows_the_ball_also_when_it_is_undone_after_the_ball_has_moved(
    city: City, case: Case, done: Task
) -> None:
    city.accept(city.offer(case, "sagene", by="frogner.lead"), by="sagene.lead", coordinator="sagene.coordinator")

    assert tasks.undo_task(done.pk, by=city["sagene.lead"], at=SOON).owner_id == city["sagene.coordinator"].post_id


def test_after_the_set_time_it_stands(city: City, done: Task) -> None:
    with pytest.raises(DomainError, match="24 hours"):
        tasks.undo_task(done.pk, by=city["frogner.worker"], at=TOO_LATE)


def test_others_can_undo_nothing(city: City, done: Task) -> None:
    with pytest.raises(NotFound):
        tasks.undo_task(done.pk, by=city["sagene.lead"], at=SOON)


def met(city: City, **next_: object) -> Encounter:
    wanted = {"ending": Ending.REQUEST, **next_}
    return encounters.register_encounter(
        Met(kind=EncounterKind.RECEPTION, called="En annen"),
        next=WhatNext(**wanted),  # type: ignore[arg-type]
        command_id=new_id(),
        by=city["frogner.worker"],
        at=MONDAY,
    )


def test_an_encounter_linked_to_the_wrong_person_waits_again_under_its_own_name(city: City, case: Case) -> None:
    row = met(city)
    encounters.link_encounter(row.pk, person_id=case.person_id, by=city["frogner.worker"], at=LINKED)

    row = encounters.unlink_encounter(row.pk, by=city["frogner.worker"], at=SOON)

    assert (row.person_id, row.called) == (None, "En annen")
    assert Encounter.objects.waiting().get() == row


def test_what_the_wrong_link_promised_is_taken_off_that_person(city: City, case: Case) -> None:
    row = met(city, ending=Ending.TASK, promised="Finne seng", due_on=MONDAY.date())
    encounters.link_encounter(row.pk, person_id=case.person_id, by=city["frogner.worker"], at=LINKED)
    assert Task.objects.open().filter(person=case.person_id).exists()

    encounters.unlink_encounter(row.pk, by=city["frogner.worker"], at=SOON)

    assert not Task.objects.open().exists()


def test_nor_that_after_the_set_time_nor_what_opened_a_case(city: City, case: Case) -> None:
    row, other = met(city), met(city)
    encounters.link_encounter(row.pk, person_id=case.person_id, by=city["frogner.worker"], at=LINKED)
    with pytest.raises(DomainError, match="24 hours"):
        encounters.unlink_encounter(row.pk, by=city["frogner.worker"], at=TOO_LATE)

    encounters.open_case_for(other.pk, command_id=new_id(), by=city["frogner.worker"], at=SOON)
    with pytest.raises(DomainError, match="A case was opened"):
        encounters.unlink_encounter(other.pk, by=city["frogner.worker"], at=SOON)


def test_a_goal_taken_out_of_the_plan_is_put_back_with_its_words(city: City) -> None:
    plan, by = active_plan(city), city[BY]
    said = words.Words(text="Egen leilighet")
    goal = words.add_goal(plan.pk, life_area=LifeArea.HOME, words=said, command_id=new_id(), by=by, at=MONDAY)
    words.set_goal_state(goal.pk, state=GoalState.LEFT, by=by, at=MONDAY)

    words.set_goal_state(goal.pk, state=GoalState.GOING, by=by, at=SOON)

    facts = plan_of([plan.person_id])
    assert facts is not None
    (found,) = facts.of_kind(PassageKind.GOAL)
    assert (found.goal_state, found.text) == (GoalState.GOING, "Egen leilighet")

"""Tasks: given by day, finished by name, and never to somebody who has left."""

from datetime import timedelta

import pytest

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks import operations as tasks
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.operations import NewTask
from rodtrad.casework.tasks.vocabulary import TaskEnd
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City

TODAY = MONDAY.date()


def _task(city: City, **more: object) -> Task:
    case = city.take_in(alias="Blå", by="frogner.coordinator")
    return tasks.add_task(
        case.person_id,
        new=NewTask(text="Ringe NAV", due_on=TODAY, **more),  # type: ignore[arg-type]
        by=city["frogner.lead"],
        at=MONDAY,
    )


def test_done_has_a_name_and_clears_the_inbox(city: City) -> None:
    task = _task(city)
    tasks.finish_task(task.pk, note="De ringer tilbake", by=city["frogner.worker"], at=MONDAY)

    task.refresh_from_db()
    assert (task.end, task.ended_by_id) == (TaskEnd.DONE, city["frogner.worker"].post_id)
    assert not Item.objects.open().exists()
    with pytest.raises(DomainError, match="already settled"):
        tasks.finish_task(task.pk, by=city["frogner.worker"], at=MONDAY)


def test_others_learn_nothing_of_a_task(city: City) -> None:
    with pytest.raises(NotFound):
        tasks.finish_task(_task(city).pk, by=city["sagene.lead"], at=MONDAY)


def test_a_task_for_somebody_who_has_left_says_so(city: City) -> None:
    leaver = city["frogner.colleague"].post_id
    assert leaver
    responsibility.end_post(leaver, on=TODAY, by=city["frogner.lead"], at=MONDAY)

    with pytest.raises(DomainError, match="no longer works"):
        _task(city, unit_id=city.unit_id("frogner"), owner_id=leaver)


def test_a_task_of_somebody_who_leaves_waits_with_the_lead(city: City) -> None:
    owner = city["frogner.colleague"].post_id
    assert owner
    _task(city, unit_id=city.unit_id("frogner"), owner_id=owner)
    responsibility.end_post(owner, on=TODAY, by=city["frogner.lead"], at=MONDAY)

    assert Item.objects.get(kind="TASK").post_id is None


def test_a_task_goes_with_the_ball(city: City) -> None:
    task = _task(city)
    held = city.offer(Case.objects.get(person=task.person_id), "sagene", by="frogner.lead")
    city.accept(held, by="sagene.lead", coordinator="sagene.coordinator")

    item = Item.objects.get(kind="TASK")
    assert (item.unit_id, item.post_id) == (city.unit_id("sagene"), city["sagene.coordinator"].post_id)


def test_what_makes_a_task_twice_makes_it_once(city: City) -> None:
    source = new_id()
    first = _task(city, source_id=source, step="DAY_1")
    again = tasks.add_task(
        first.person_id,
        new=NewTask(text="Ringe NAV", due_on=TODAY, source_id=source, step="DAY_1"),
        by=city["frogner.lead"],
        at=MONDAY,
    )

    assert again.pk == first.pk


@pytest.mark.parametrize(("text", "days", "field"), [("", 0, "task"), ("x" * 401, 0, "task"), ("Ringe", -1, "due_on")])
def test_a_task_without_words_or_with_a_past_day_is_refused(city: City, text: str, days: int, field: str) -> None:
    case = city.take_in(alias="Blå", by="frogner.coordinator")
    with pytest.raises(DomainError) as refused:
        tasks.write_task(case.person_id, text=text, due_on=TODAY + timedelta(days), by=city["frogner.lead"], at=MONDAY)

    assert refused.value.field == field

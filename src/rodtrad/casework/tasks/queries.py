"""Reading tasks. Whoever calls has opened the person at the door, or is told no more than that something is due."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import record_opened
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.tasks.models import Task
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound


@dataclass(frozen=True)
class TaskFacts:
    """One task, whole. `owner` empty means the unit's lead."""

    task_id: UUID
    person_id: UUID
    called: str
    reference: str
    text: str
    due_on: date
    owner: str
    unit: str
    source: str
    end: str
    ended_at: datetime | None
    note: str


NO_SUCH_TASK = _("There is no such task among those you can open.")


def tasks_of(person_ids: list[UUID]) -> list[Task]:
    """Every task of one human, by day; without names, see `organisations.give_names`."""
    return list(Task.objects.filter(person__in=person_ids).order_by("due_on", "pk"))


def open_tasks_of(source_id: UUID) -> list[Task]:
    """What a meeting, plan or transition still waits for."""
    return list(Task.objects.open().filter(source_id=source_id).order_by("due_on", "pk"))


def tasks_by_source(source_ids: list[UUID]) -> dict[UUID, list[Task]]:
    """The tasks of several sources at once."""
    found: dict[UUID, list[Task]] = {}
    for task in Task.objects.filter(source_id__in=source_ids).order_by("due_on", "pk"):
        assert task.source_id
        found.setdefault(task.source_id, []).append(task)
    return found


def late_tasks(*, on: date) -> list[Task]:
    """Open, and the day has passed."""
    return list(Task.objects.open().filter(due_on__lt=on).order_by("due_on", "pk"))


def task_for(task_id: UUID, *, by: Actor, at: datetime) -> Task:
    """A task the actor owns, or of a person whose follow-up they may write in. Raises NotFound for all others."""
    task = Task.objects.select_related("person", "owner__user", "unit").filter(pk=task_id).first()
    if task is not None and may_end(task, by=by, at=at):
        return task
    raise NotFound(NO_SUCH_TASK)


def task_facts(task_id: UUID, *, by: Actor, at: datetime) -> TaskFacts:
    """The same, as facts for a page; the name only where basics are open to the actor. Raises NotFound."""
    task = task_for(task_id, by=by, at=at)
    record_opened(task.person_id, section=Section.FOLLOW_UP, purpose=Purpose.FOLLOW_UP, by=by, at=at)
    is_open = decide(by, task.person_id, Section.BASICS, Operation.READ, at=at).allowed
    return TaskFacts(
        task_id=task.pk,
        person_id=task.person_id,
        called=task.person.called if is_open else "",
        reference=task.person.reference,
        text=task.text,
        due_on=task.due_on,
        owner=task.owner.user.display_name if task.owner else "",
        unit=task.unit.name,
        source=task.source,
        end=task.end,
        ended_at=task.ended_at,
        note=task.note,
    )


def may_end(task: Task, *, by: Actor, at: datetime) -> bool:
    """Whoever it was given to, their lead's unit, and all who may write in the person's follow-up."""
    if by.is_control or not by.gives_care:
        return False
    if task.unit_id == by.unit_id:
        return True
    return decide(by, task.person_id, Section.FOLLOW_UP, Operation.WRITE, at=at).allowed

"""Giving, finishing and dropping tasks. Each puts or takes a pointer in the inbox of whoever has it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.vocabulary import CaseStatus
from rodtrad.casework.tasks import queries
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.vocabulary import TaskEnd, TaskSource
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.working_days import END_OF_DAY, OSLO
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook

LONGEST = 400


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """What is to be done, by when, and what made it. Without a unit it goes to whoever has the ball."""

    text: str
    due_on: date
    source: TaskSource = TaskSource.BY_HAND
    source_id: UUID | None = None
    step: str = ""
    unit_id: UUID | None = None
    owner_id: UUID | None = None


@transaction.atomic
def add_task(person_id: UUID, *, new: NewTask, by: Actor, at: datetime) -> Task:
    """Give a task. The caller has checked that the actor may. Raises DomainError naming the field."""
    if new.source_id and (there := Task.objects.filter(source_id=new.source_id, step=new.step).first()):
        return there
    _check(new, at=at)
    check_no_place(person_id, texts={"task": new.text}, at=at)
    case_id, unit_id, owner_id = _whose(person_id, new, by=by, at=at)
    task = Task.objects.create(
        person_id=person_id,
        text=new.text.strip(),
        due_on=new.due_on,
        unit_id=unit_id,
        owner_id=owner_id,
        with_ball=new.unit_id is None,
        source=new.source,
        source_id=new.source_id,
        step=new.step,
        created_at=at,
        created_by_id=by.post_id,
        created_by_job="" if by.post_id else by.name,
    )
    _tell(task, about_id=case_id if task.with_ball else None, effect_key=f"task:{task.pk}", at=at)
    audit.record("tasks.task.added", by=by, at=at, subject_id=task.pk, person_id=person_id)
    return task


def _tell(task: Task, *, about_id: UUID | None = None, effect_key: str, at: datetime) -> None:
    """A pointer in the inbox of whoever it is given to."""
    inbox.send(
        "TASK",
        form=ItemForm.TASK,
        unit_id=task.unit_id,
        post_id=task.owner_id,
        reference_id=task.pk,
        about_id=about_id,
        due_at=datetime.combine(task.due_on, END_OF_DAY, tzinfo=OSLO),
        effect_key=effect_key,
        at=at,
    )


@transaction.atomic
def finish_task(task_id: UUID, *, note: str = "", by: Actor, at: datetime) -> Task:
    """Done, by a named person. Raises NotFound and DomainError."""
    return _end(task_id, TaskEnd.DONE, note=note, by=by, at=at)


@transaction.atomic
def drop_task(task_id: UUID, *, note: str, by: Actor, at: datetime) -> Task:
    """No longer needed; the reason stays. Raises NotFound and DomainError."""
    if not note.strip():
        raise DomainError(_("Write why it is no longer needed."), field="note")
    return _end(task_id, TaskEnd.DROPPED, note=note, by=by, at=at)


@transaction.atomic
def undo_task(task_id: UUID, *, by: Actor, at: datetime) -> Task:
    """It was not done after all: open again, for a set time. What was written is kept. Raises NotFound and DomainError."""
    queries.task_for(task_id, by=by, at=at)
    task = Task.objects.select_for_update().get(pk=task_id)
    if task.ended_at is None:
        raise DomainError(_("This task is open."))
    rulebook.check_may_undo(task.ended_at, at=at)
    task.end, task.ended_at, task.ended_by_id = "", None, None
    case = _open_case(task.person_id) if task.with_ball else None
    if case is not None:  # the ball may have moved meanwhile, and the task goes with it
        task.unit_id, task.owner_id = case.unit_id, case.coordinator_id
    task.save(update_fields=["end", "ended_at", "ended_by", "unit", "owner"])
    _tell(task, about_id=case.pk if case else None, effect_key=f"task:{task.pk}:{at.isoformat()}", at=at)
    audit.record("tasks.task.undone", by=by, at=at, subject_id=task.pk, person_id=task.person_id)
    return task


@transaction.atomic
def drop_tasks_of(source_id: UUID, *, note: str, by: Actor, at: datetime) -> int:
    """What made them is called off. Returns how many."""
    dropped = 0
    for task in queries.open_tasks_of(source_id):
        _close(task, TaskEnd.DROPPED, note=note, by=by, at=at)
        dropped += 1
    return dropped


@transaction.atomic
def move_task(task: Task, *, due_on: date, by: Actor, at: datetime) -> Task:
    """Another day, as what made it has moved. The pointer in the inbox follows."""
    Task.objects.filter(pk=task.pk).update(due_on=due_on)
    due_at = datetime.combine(due_on, END_OF_DAY, tzinfo=OSLO)
    inbox.set_due(task.pk, due_at=due_at)
    audit.record("tasks.task.moved", by=by, at=at, subject_id=task.pk, person_id=task.person_id)
    task.due_on = due_on
    return task


@transaction.atomic
def close_task(task: Task, *, by: Actor, at: datetime) -> Task:
    """What made it says that it is done. The caller has checked that the actor may."""
    return _close(task, TaskEnd.DONE, note="", by=by, at=at)


def _end(task_id: UUID, end: TaskEnd, *, note: str, by: Actor, at: datetime) -> Task:
    queries.task_for(task_id, by=by, at=at)
    task = Task.objects.select_for_update().get(pk=task_id)
    if task.ended_at is not None:
        raise DomainError(_("This task is already settled."))
    check_free_text(note, field="note")
    check_no_place(task.person_id, texts={"note": note}, at=at)
    return _close(task, end, note=note, by=by, at=at)


def _close(task: Task, end: TaskEnd, *, note: str, by: Actor, at: datetime) -> Task:
    task.end, task.ended_at, task.ended_by_id, task.note = end, at, by.post_id, note.strip()
    task.save(update_fields=["end", "ended_at", "ended_by", "note"])
    inbox.withdraw(reference_id=task.pk, kinds=("TASK", "TASK_LATE"), at=at)
    audit.record(f"tasks.task.{end.value.lower()}", by=by, at=at, subject_id=task.pk, person_id=task.person_id)
    return task


def _check(new: NewTask, *, at: datetime) -> None:
    if not new.text.strip():
        raise DomainError(_("Write what is to be done."), field="task")
    if len(new.text.strip()) > LONGEST:
        raise DomainError(_("A task is at most 400 characters. Put the rest in the note."), field="task")
    check_free_text(new.text, field="task")
    if new.due_on < organisations.local_day(at):
        raise DomainError(_("A task cannot be due on a day that has passed. Choose today or later."), field="due_on")


def _open_case(person_id: UUID) -> Case | None:
    cases = responsibility.cases_of(persons.same_person_ids(person_id))
    return next((one for one in cases if one.status == CaseStatus.OPEN), None)


def _whose(person_id: UUID, new: NewTask, *, by: Actor, at: datetime) -> tuple[UUID | None, UUID, UUID | None]:
    """The open case, the unit and the post it goes to."""
    case = _open_case(person_id)
    unit_id = new.unit_id or (case.unit_id if case else by.unit_id)
    if unit_id is None:
        raise DomainError(_("Nobody has the responsibility for this person, so nobody can be given the task."))
    owner_id = new.owner_id
    if owner_id is None and new.unit_id is None and case is not None:
        owner_id = case.coordinator_id
    if new.owner_id and not _works_at(new.owner_id, unit_id, on=organisations.local_day(at)):
        raise DomainError(
            _("The one you chose no longer works at that unit. Choose somebody else, or leave it to the unit's lead."),
            field="owner",
        )
    return (case.pk if case else None), unit_id, owner_id


def _works_at(post_id: UUID, unit_id: UUID, *, on: date) -> bool:
    return post_id in {line.post_id for line in organisations.active_posts(unit_id, on=on)}


def tell_of_late_tasks(*, at: datetime) -> int:
    """A task whose day has passed: the unit's lead is told once; it climbs like every notice. Returns how many are late."""
    late = queries.late_tasks(on=organisations.local_day(at))
    holders = responsibility.holders_of(task.person_id for task in late if task.with_ball)
    for task in late:
        holder = holders.get(task.person_id)
        inbox.send(
            "TASK_LATE",
            unit_id=holder.unit_id if task.with_ball and holder else task.unit_id,
            reference_id=task.pk,
            due_at=datetime.combine(task.due_on, time(23, 59), tzinfo=OSLO),
            effect_key=f"task-late:{task.pk}:{task.due_on}",
            at=at,
        )
    return len(late)


@transaction.atomic
def write_task(person_id: UUID, *, text: str, due_on: date, by: Actor, at: datetime) -> Task:
    """A task written by hand, for whoever has the ball. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.FOLLOW_UP, by=by, at=at)
    return add_task(person_id, new=NewTask(text=text, due_on=due_on), by=by, at=at)

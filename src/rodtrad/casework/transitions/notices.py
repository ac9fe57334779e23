"""What is told of a transition, and its tasks. Each follows from the day itself, so a stopped clock loses nothing."""

from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import queries as persons
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks import queries as tasks
from rodtrad.casework.tasks.operations import NewTask, add_task, close_task, move_task
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.casework.transitions.models import Event, Transition
from rodtrad.casework.transitions.rules import STEPS, notice_due, step_day
from rodtrad.casework.transitions.vocabulary import EventKind, TransitionKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day

WORDS: dict[str, str | Promise] = {
    "NEEDS": _("Release is coming: talk about what is needed"),
    "HOME": _("Release is coming: a place to live"),
    "WALKS_ALONG": _("Release is coming: who walks along"),
    "CONTACT": _("Journey home: contact with the home municipality"),
    "ARRIVAL": _("Journey home: is the arrival confirmed?"),
    "CHECK_14": _("Journey home: how does it go after 14 days?"),
}


def holder(person_id: UUID) -> Case | None:
    """The open case, which says who is told."""
    return next(iter(responsibility.holders_of(persons.same_person_ids(person_id)).values()), None)


def tell(
    kind: str, row: Transition, case: Case, *, key: str, at: datetime, to_lead: bool = False, on: date | None = None
) -> None:
    """A notice to the coordinator, or to the unit's lead; about the same thing and day once."""
    inbox.send(
        kind,
        unit_id=case.unit_id,
        post_id=None if to_lead else case.coordinator_id,
        reference_id=row.pk,
        about_id=case.pk,
        effect_key=f"transition:{row.pk}:{on or row.happens_on}:{key}",
        at=at,
    )


def tell_of_day(row: Transition, case: Case, *, at: datetime) -> None:
    """30, 14, 7 and 1 days before; what has passed already is told of by one notice (R-07-01)."""
    days = notice_due(TransitionKind(row.kind), row.happens_on, on=local_day(at))
    if days is not None:
        tell("TRANSITION_SOON", row, case, key=str(days), at=at)


def give_tasks(row: Transition, *, by: Actor, at: datetime) -> None:
    """The steps of its kind, to whoever has the ball; a step whose day has passed is due today."""
    today = local_day(at)
    for step, offset in STEPS.get(TransitionKind(row.kind), ()):
        new = NewTask(
            text=str(WORDS[step]),
            due_on=step_day(row.happens_on, offset, on=today),
            source=TaskSource.TRANSITION,
            source_id=row.pk,
            step=step,
        )
        add_task(row.person_id, new=new, by=by, at=at)


def move_tasks(row: Transition, *, by: Actor, at: datetime) -> None:
    """The open steps follow the day."""
    offsets = dict(STEPS.get(TransitionKind(row.kind), ()))
    for task in tasks.open_tasks_of(row.pk):
        if task.step in offsets:
            move_task(task, due_on=step_day(row.happens_on, offsets[task.step], on=local_day(at)), by=by, at=at)


def settle_step(row: Transition, point: str, *, by: Actor, at: datetime) -> None:
    """What is in place need not be done any more: the task of the same step is finished."""
    for task in tasks.open_tasks_of(row.pk):
        if task.step == point:
            close_task(task, by=by, at=at)


def note(row: Transition, kind: EventKind, *, text: str = "", by: Actor, at: datetime) -> None:
    """One step of its history, and its line in the log."""
    Event.objects.create(
        transition=row,
        kind=kind,
        at=at,
        by_post_id=by.post_id,
        by_job="" if by.post_id else by.name,
        text=text.strip(),
        day=row.happens_on,
    )
    audit.record(
        f"transitions.transition.{kind.value.lower()}", by=by, at=at, subject_id=row.pk, person_id=row.person_id
    )

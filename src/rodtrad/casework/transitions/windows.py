"""Tolerance windows: the days after an opioid-free period, opened by themselves, with tasks and a named owner (R-07-03)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.encounters.queries import met_since
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.tasks.operations import NewTask, add_task, drop_tasks_of
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.casework.transitions.models import Window
from rodtrad.casework.transitions.permissions import NO_SUCH_TRANSITION, may_write
from rodtrad.casework.transitions.vocabulary import WindowCause
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

# The rule that says on which day each step is due, and what is to be done.
STEPS = (
    ("NALOXONE", "tolerance.first_days", _("Lower tolerance: give naloxone, and train in using it")),
    ("TALK", "tolerance.first_days", _("Lower tolerance: the talk about overdose")),
    ("MEET", "tolerance.meet_days", _("Lower tolerance: meet the person")),
    ("MEET_AGAIN", "tolerance.again_days", _("Lower tolerance: meet the person again")),
)


AFTER_OVERDOSE = (
    *STEPS[:2],
    ("MEET_24", "tolerance.first_days", _("After an overdose: meet the person within a day")),
    ("MEET", "overdose.meet_days", _("After an overdose: meet the person within two days")),
    ("MEET_AGAIN", "tolerance.again_days", _("After an overdose: meet the person after a week")),
)


@transaction.atomic
def open_window(
    person_id: UUID, *, cause: WindowCause, source_id: UUID, opens_on: date, by: Actor, at: datetime
) -> Window:
    """Once for each source, with its tasks for whoever has the ball. Safe to call again."""
    if there := Window.objects.filter(source_id=source_id).first():
        return there
    today = local_day(at)
    window = Window.objects.create(
        person_id=person_id,
        cause=cause,
        source_id=source_id,
        opens_on=opens_on,
        until_on=opens_on + timedelta(days=rulebook.value("tolerance.window_days", on=today)),
        opened_at=at,
    )
    audit.record("transitions.window.opened", by=by, at=at, subject_id=window.pk, person_id=person_id)
    if not responsibility.holders_of(persons.same_person_ids(person_id)) and by.unit_id is None:
        return window  # nobody to give the tasks to; the list of those without a unit says so
    for step, rule, words in AFTER_OVERDOSE if cause == WindowCause.OVERDOSE else STEPS:
        due_on = max(opens_on + timedelta(days=rulebook.value(rule, on=today)), today)
        new = NewTask(text=str(words), due_on=due_on, source=TaskSource.TOLERANCE, source_id=window.pk, step=step)
        add_task(person_id, new=new, by=by, at=at)
    return window


@transaction.atomic
def close_window(window_id: UUID, *, because: str, by: Actor, at: datetime) -> Window:
    """Before its time, with a reason that is kept; its tasks are dropped. Raises NotFound and DomainError."""
    window = Window.objects.select_for_update().filter(pk=window_id).first()
    if window is None or not may_write(window.person_id, by=by, at=at):
        raise NotFound(NO_SUCH_TRANSITION)
    if window.closed_at is not None or window.until_on <= local_day(at):
        raise DomainError(_("These days are over already."))
    if not because.strip():
        raise DomainError(_("Write why the risk is not there. Your name and the reason are kept."), field="because")
    check_free_text(because, field="because")
    window.closed_at, window.closed_by_id, window.closed_because = at, by.own_post_id, because.strip()[:400]
    window.save(update_fields=["closed_at", "closed_by", "closed_because"])
    drop_tasks_of(window.pk, note=window.closed_because, by=by, at=at)
    inbox.withdraw(reference_id=window.pk, kinds=("TOLERANCE_NOT_MET",), at=at)
    audit.record("transitions.window.closed", by=by, at=at, subject_id=window.pk, person_id=window.person_id)
    return window


def tell_of_not_met(*, at: datetime) -> int:
    """Nobody has met the person by the day they should: a notice that climbs. Returns how many."""
    today = local_day(at)
    days = {cause: timedelta(days=rulebook.value("tolerance.meet_days", on=today)) for cause in WindowCause}
    days[WindowCause.OVERDOSE] = timedelta(days=rulebook.value("overdose.meet_days", on=today))
    waiting = [w for w in Window.objects.open_on(today) if w.opens_on < today - days[WindowCause(w.cause)]]
    together = persons.same_person_ids_of({window.person_id for window in waiting})
    told = 0
    for window in waiting:
        ids = together[window.person_id]
        case = next(iter(responsibility.holders_of(ids).values()), None)
        if case is None or met_since(ids, since=window.opens_on):
            continue
        inbox.send(
            "TOLERANCE_NOT_MET",
            unit_id=case.unit_id,
            post_id=case.coordinator_id,
            reference_id=window.pk,
            about_id=case.pk,
            effect_key=f"tolerance-not-met:{window.pk}",
            at=at,
        )
        told += 1
    return told

"""Registering an overdose, its form, the follow-up of somebody who says yes, and the steps that prevent the next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.encounters.vocabulary import AgeBand
from rodtrad.casework.overdose import queries
from rodtrad.casework.overdose.models import Overdose, Step
from rodtrad.casework.overdose.vocabulary import Cause, Help, Outcome, Place, StepKind, Substance
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.tasks.operations import close_task
from rodtrad.casework.transitions.models import Window
from rodtrad.casework.transitions.permissions import check_may_write
from rodtrad.casework.transitions.vocabulary import WindowCause
from rodtrad.casework.transitions.windows import open_window
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

OLDEST = timedelta(days=31)
FORM_WITHIN = timedelta(days=1)
# Which task of a tolerance window a step settles.
SETTLES = {StepKind.NALOXONE_GIVEN: "NALOXONE", StepKind.TALK: "TALK"}


@dataclass(frozen=True, kw_only=True)
class Form:
    """What is known afterwards; everything but the outcome may be empty."""

    substances: Collection[Substance] = ()
    causes: Collection[Cause] = ()
    age_band: AgeBand | str = ""
    helped_with: Collection[Help] = ()
    outcome: Outcome | str = ""


@transaction.atomic
def register_overdose(*, place: Place, occurred_at: datetime, command_id: UUID, by: Actor, at: datetime) -> Overdose:
    """In two presses, with nothing about who it was. The return card lasts from now on. Raises DomainError, NotAllowed."""
    if not by.gives_care:
        raise NotAllowed(_("Those who work with people register overdoses. Switch post."))
    if done := Overdose.objects.filter(command_id=command_id).first():
        return done
    if not at - OLDEST <= occurred_at <= at:
        raise DomainError(_("Choose a time in the last month, and not ahead."), field="occurred_at")
    hours = rulebook.value("overdose.card_hours", on=local_day(at))
    row = Overdose.objects.create(
        unit_id=by.own_unit_id,
        occurred_at=occurred_at,
        place=place,
        registered_at=at,
        registered_by_id=by.own_post_id,
        card_until=occurred_at + timedelta(hours=hours),
        command_id=command_id,
    )
    audit.record("overdose.event.registered", by=by, at=at, subject_id=row.pk)
    return row


@transaction.atomic
def fill_in(overdose_id: UUID, *, form: Form, by: Actor, at: datetime) -> Overdose:
    """The form, once. A death tells the lead, who follows the routine. Raises NotFound and DomainError."""
    row = queries.of_own_unit(overdose_id, by=by)
    if row.filled_in_at is not None:
        raise DomainError(_("The form is filled in already."))
    if form.outcome not in Outcome.values:
        raise DomainError(_("Choose how it ended; not known is an answer too."), field="outcome")
    row.substances = [code for code in Substance if code in form.substances]
    row.causes = [code for code in Cause if code in form.causes]
    row.helped_with = [code for code in Help if code in form.helped_with]
    row.age_band, row.outcome = form.age_band, form.outcome
    row.filled_in_at, row.filled_in_by_id = at, by.own_post_id
    row.save()
    inbox.withdraw(reference_id=row.pk, kinds=("OVERDOSE_FORM_MISSING",), at=at)
    if row.outcome == Outcome.DIED:
        inbox.send(
            "OVERDOSE_DEATH", unit_id=row.unit_id, reference_id=row.pk, effect_key=f"overdose-death:{row.pk}", at=at
        )
    audit.record("overdose.event.filled_in", by=by, at=at, subject_id=row.pk)
    return row


@transaction.atomic
def follow_up(
    person_id: UUID, *, occurred_on: date, says_yes: bool, command_id: UUID, by: Actor, at: datetime
) -> Window:
    """The person says yes: whoever has the ball is told, and has tasks for a day, two days and a week.

    No key leads from here to the form. Raises DomainError without their yes, and NotFound.
    """
    check_may_write(person_id, by=by, at=at)
    if not says_yes:
        raise DomainError(
            _("The person decides. Without their yes nobody is told: give the card, and say that the door is open."),
            field="says_yes",
        )
    if not local_day(at) - timedelta(days=7) <= occurred_on <= local_day(at):
        raise DomainError(_("Choose a day in the last week, and not ahead."), field="occurred_on")
    window = open_window(
        person_id, cause=WindowCause.OVERDOSE, source_id=command_id, opens_on=occurred_on, by=by, at=at
    )
    case = next(iter(responsibility.holders_of(persons.same_person_ids(person_id)).values()), None)
    if case is not None:
        inbox.send(
            "OVERDOSE_FOLLOW_UP",
            unit_id=case.unit_id,
            post_id=case.coordinator_id,
            reference_id=window.pk,
            about_id=case.pk,
            effect_key=f"overdose:{window.pk}",
            at=at,
        )
    return window


@transaction.atomic
def record_step(
    person_id: UUID, *, kind: StepKind, done_on: date, confirmed: bool = False, by: Actor, at: datetime
) -> Step:
    """One step, with its day. It settles that task of an open window, and no other. Raises DomainError and NotFound."""
    check_may_write(person_id, by=by, at=at)
    if done_on > local_day(at):
        raise DomainError(_("A step that has not been taken cannot be written down."), field="done_on")
    met_on = queries.first_known_on(persons.same_person_ids(person_id))
    if met_on is not None and done_on < met_on and not confirmed:
        raise DomainError(
            _("That is before the person was known here. Tick that it is right, or choose another day."),
            field="confirmed",
        )
    step, _made = Step.objects.get_or_create(
        person_id=person_id,
        kind=kind,
        done_on=done_on,
        defaults={"recorded_at": at, "recorded_by_id": by.own_post_id},
    )
    audit.record("overdose.step.recorded", by=by, at=at, subject_id=step.pk, person_id=person_id)
    for task in queries.window_tasks(person_id, step=SETTLES.get(kind, ""), on=local_day(at)):
        close_task(task, by=by, at=at)
    return step


def tell_of_missing_forms(*, at: datetime) -> int:
    """No form a day after: the unit's lead sees it. Returns how many."""
    missing = list(Overdose.objects.filter(filled_in_at=None, occurred_at__lt=at - FORM_WITHIN))
    for row in missing:
        inbox.send(
            "OVERDOSE_FORM_MISSING",
            unit_id=row.unit_id,
            reference_id=row.pk,
            effect_key=f"overdose-form:{row.pk}",
            at=at,
        )
    return len(missing)

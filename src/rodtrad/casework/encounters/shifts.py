"""From one shift to the next: what stands open, what the day must know, and who received it by name (R-14-04)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.encounters import queries
from rodtrad.casework.encounters.models import Shift
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.responsibility import queries as cases
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox import queries as inbox_items

RECEIVED_WITHIN = timedelta(hours=1)
LONGEST = 4000


@transaction.atomic
def hand_over_shift(text: str, *, is_about_nobody: bool = False, command_id: UUID, by: Actor, at: datetime) -> Shift:
    """Leave the shift to the next. Raises DomainError; a name in the text is asked about once."""
    if not by.gives_care:
        raise NotAllowed(_("Only those who work with people hand over a shift. Switch post."))
    if done := Shift.objects.filter(command_id=command_id).first():
        return done
    check_free_text(text, field="text")
    if len(text) > LONGEST:
        raise DomainError(
            _("The log is at most 4000 characters. What is about a person belongs on the person."), field="text"
        )
    if not is_about_nobody:
        _check_names_nobody(text, unit_id=by.own_unit_id)
    shift = Shift(
        unit_id=by.own_unit_id,
        text=text.strip(),
        open_things=open_things(by),
        handed_at=at,
        handed_by_id=by.own_post_id,
        command_id=command_id,
    )
    try:
        with transaction.atomic():
            shift.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(_("The shift before has not been received yet. Receive it first.")) from error
    audit.record("encounters.shift.handed_over", by=by, at=at, subject_id=shift.pk)
    return shift


@transaction.atomic
def receive_shift(shift_id: UUID, *, by: Actor, at: datetime) -> Shift:
    """Somebody of the next shift has read it, by name. Raises NotFound and DomainError."""
    shift = Shift.objects.select_for_update().filter(pk=shift_id, unit_id=by.unit_id).first()
    if shift is None or not by.gives_care:
        raise NotFound(_("There is no such shift at your unit."))
    if shift.received_at is not None:
        raise DomainError(_("Somebody has already received this shift."))
    if shift.handed_by_id == by.post_id:
        raise DomainError(_("You handed it over yourself. Somebody of the next shift receives it."))
    shift.received_at, shift.received_by_id = at, by.own_post_id
    shift.save(update_fields=["received_at", "received_by"])
    inbox.withdraw(reference_id=shift.pk, kinds=("SHIFT_NOT_RECEIVED",), at=at)
    audit.record("encounters.shift.received", by=by, at=at, subject_id=shift.pk)
    return shift


def open_things(by: Actor) -> dict[str, int]:
    """How much stands open at the unit: numbers only."""
    return {
        "WAITING": queries.waiting_count(by.own_unit_id),
        "REQUESTS": cases.awaiting_answer_from(by.own_unit_id),
        "NOTICES": inbox_items.count_at_unit(by.own_unit_id),
    }


def tell_of_unreceived(*, at: datetime) -> int:
    """A shift nobody has received within the hour stands with the lead. Returns how many."""
    waiting = list(Shift.objects.filter(received_at=None, handed_at__lte=at - RECEIVED_WITHIN))
    for shift in waiting:
        inbox.send(
            "SHIFT_NOT_RECEIVED",
            unit_id=shift.unit_id,
            reference_id=shift.pk,
            effect_key=f"shift:{shift.pk}",
            at=at,
        )
    return len(waiting)


def _check_names_nobody(text: str, *, unit_id: UUID) -> None:
    """Raises DomainError when the text holds a name that somebody the unit holds is called by."""
    words = text.casefold()
    for name in cases.called_at(unit_id):
        if len(name) > 2 and name.casefold() in words:
            raise DomainError(
                _("The log seems to name a person. Write it on the person instead, or tick that it is about nobody."),
                field="text",
            )

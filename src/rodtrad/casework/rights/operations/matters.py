"""Asking, being answered, and what happens when nobody answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.rights.models import Matter
from rodtrad.casework.rights.permissions import check_can_answer
from rodtrad.casework.rights.vocabulary import OUTCOMES, MatterKind, MatterOutcome
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit import queries as log
from rodtrad.foundation.audit.vocabulary import EntryKind
from rodtrad.foundation.errors import DomainError, NotFound, SomebodyWasFirst
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

NO_SUCH_LINE = _("There is no such line in your log.")
THE_CLOCK = Actor.system("deadlines")
NOTICES = {
    MatterKind.WHY: "PERSON_ASKS_WHY",
    MatterKind.CORRECTION: "PERSON_CORRECTS",
    MatterKind.OBJECTION: "PERSON_OBJECTS",
    MatterKind.ERASURE: "PERSON_ASKS_ERASURE",
}


@transaction.atomic
def ask_why(entry_id: UUID, *, words: str, by: Actor, at: datetime) -> Matter:
    """The person asks the unit behind one line of their own log why it looked. Asking again gives the same matter.

    Raises NotFound for a line that is not about the person, or that no unit stands behind.
    """
    own_ids = persons.same_person_ids(by.own_person_id)
    asked = Matter.objects.filter(entry_id=entry_id, person__in=own_ids).first()
    if asked is not None:
        return asked
    entry = log.reading_of(entry_id, person_ids=own_ids)
    if entry is None or entry.unit_id is None:
        raise NotFound(NO_SUCH_LINE)
    due_at = rulebook.deadline("deadline.rights.why", at=at)
    unit_id = organisations.heir_of(entry.unit_id, on=local_day(at)) or entry.unit_id
    return _create(MatterKind.WHY, unit_id=unit_id, words=words, entry_id=entry_id, due_at=due_at, by=by, at=at)


@transaction.atomic
def send_matter(kind: MatterKind, *, words: str, by: Actor, at: datetime) -> Matter:
    """A correction, an objection or an erasure, to the unit that is responsible now, or was last. Raises DomainError."""
    if kind is MatterKind.WHY:
        raise NotFound(NO_SUCH_LINE)
    if not words.strip():
        raise DomainError(_("Write what it is about."), field="words")
    cases = responsibility.cases_of(persons.same_person_ids(by.own_person_id))
    if not cases:
        raise DomainError(_("No unit is responsible for you here yet. Ask where you got the sheet."))
    case = max(cases, key=lambda one: (one.status == "OPEN", one.held_until, one.opened_at))
    due_at = rulebook.deadline("deadline.rights.demand", at=at)
    return _create(kind, unit_id=case.unit_id, words=words, entry_id=None, due_at=due_at, by=by, at=at)


def _create(
    kind: MatterKind, *, unit_id: UUID, words: str, entry_id: UUID | None, due_at: datetime, by: Actor, at: datetime
) -> Matter:
    matter = Matter.objects.create(
        person_id=by.own_person_id,
        kind=kind,
        entry_id=entry_id,
        asked_unit_id=unit_id,
        unit_id=unit_id,
        words=words.strip(),
        asked_at=at,
        due_at=due_at,
    )
    _tell(matter, at=at)
    audit.record("rights.matter.asked", by=by, at=at, subject_id=matter.pk, person_id=matter.person_id)
    return matter


def _tell(matter: Matter, *, at: datetime) -> None:
    inbox.send(
        NOTICES[MatterKind(matter.kind)],
        form=ItemForm.TASK,
        unit_id=matter.unit_id,
        reference_id=matter.pk,
        due_at=matter.due_at,
        effect_key=f"matter:{matter.pk}:{matter.unit_id}",
        at=at,
    )


@transaction.atomic
def open_matter(matter_id: UUID, *, by: Actor, at: datetime) -> Matter:
    """A matter that the actor's unit answers, opened and so written in the log. Raises NotFound and NotAllowed."""
    matter = Matter.objects.select_related("person", "unit").filter(pk=matter_id, unit_id=by.unit_id).first()
    check_can_answer(matter, by=by)
    assert matter is not None
    audit.new_entry(
        "rights.matter.opened",
        by=by,
        at=at,
        kind=EntryKind.READ,
        person_id=matter.person_id,
        subject_id=matter.pk,
        operation=Operation.READ,
        rule="A17",
        legal_basis="GDPR-15",
        purpose=Purpose.ANSWER_PERSON,
    ).save(force_insert=True)
    return matter


@transaction.atomic
def answer_matter(matter_id: UUID, *, outcome: MatterOutcome, answer: str, by: Actor, at: datetime) -> None:
    """The unit's answer, in words the person reads on their own pages. Raises NotFound, NotAllowed and DomainError."""
    matter = Matter.objects.select_for_update().filter(pk=matter_id, unit_id=by.unit_id).first()
    check_can_answer(matter, by=by)
    assert matter is not None
    if matter.answered_at is not None:
        raise SomebodyWasFirst(_("Somebody at your unit has answered this already. Your answer was not sent."))
    if outcome not in OUTCOMES[MatterKind(matter.kind)]:
        raise DomainError(_("Choose how it went."), field="outcome")
    if not answer.strip():
        raise DomainError(_("Write the answer. The person reads it as it stands."), field="answer")
    matter.outcome, matter.answer = outcome, answer.strip()
    matter.answered_at, matter.answered_by_id = at, by.post_id
    matter.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    inbox.withdraw(reference_id=matter.pk, at=at)
    audit.record("rights.matter.answered", by=by, at=at, subject_id=matter.pk, person_id=matter.person_id)


def climb_late(*, at: datetime) -> int:
    """What nobody answered in time goes to the coordinating unit above, once. Returns how many climbed."""
    late = Matter.objects.open().filter(due_at__lte=at, climbed_at=None).order_by("due_at", "pk")
    return sum(_climb(pk, at=at) for pk in late.values_list("pk", flat=True))


@transaction.atomic
def _climb(matter_id: UUID, *, at: datetime) -> bool:
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    if matter.answered_at is not None or matter.climbed_at is not None:
        return False
    above = organisations.coordinating_unit_above(matter.unit_id, matter.unit_id, on=local_day(at))
    inbox.withdraw(reference_id=matter.pk, at=at)
    matter.unit_id, matter.climbed_at = above.pk, at
    matter.save(update_fields=["unit", "climbed_at"])
    inbox.send(
        "PERSON_NOT_ANSWERED",
        form=ItemForm.TASK,
        unit_id=above.pk,
        reference_id=matter.pk,
        due_at=matter.due_at,
        effect_key=f"matter:{matter.pk}:late",
        at=at,
    )
    audit.record("rights.matter.climbed", by=THE_CLOCK, at=at, subject_id=matter.pk, person_id=matter.person_id)
    return True

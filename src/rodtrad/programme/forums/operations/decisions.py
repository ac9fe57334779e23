"""What is decided, and that it is done."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound, SomebodyWasFirst
from rodtrad.programme.forums import queries
from rodtrad.programme.forums.models import Decision, Meeting
from rodtrad.programme.forums.operations.held import writable_item
from rodtrad.programme.forums.permissions import can_finish
from rodtrad.programme.forums.texts import check_no_person
from rodtrad.programme.forums.vocabulary import (
    TO_FOLLOW_UP,
    ItemState,
    Outcome,
)
from rodtrad.programme.risks.queries import check_can_adopt
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations.queries import local_day

NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What was decided on an item. Owner and day are needed when somebody must follow it up."""

    text: str
    outcome: Outcome
    owner_id: UUID | None = None
    due_on: date | None = None
    external_case: str = ""


@transaction.atomic
def decide(item_id: UUID, *, decided: Decided, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime) -> Decision:
    """A decision on an item. What is to be followed up needs an owner and a day, and the owner is told."""
    item = writable_item(item_id, by=by, at=at)
    check_no_person(decided.text, names=names)
    if not decided.text.strip():
        raise DomainError(_("Write what was decided."), field="text")
    if decided.outcome in TO_FOLLOW_UP and decided.owner_id is None:
        raise DomainError(_("Write who follows it up. A decision without an owner is nobody's."), field="owner")
    if decided.outcome in TO_FOLLOW_UP and decided.due_on is None:
        raise DomainError(_("Choose the day it is to be done by."), field="due_on")
    if decided.outcome == Outcome.ADOPTED and item.measure_id is not None:
        check_can_adopt(item.measure_id)
    meeting = item.meeting
    decision = Decision.objects.create(
        forum=meeting.forum,
        item=item,
        code=_next_code(meeting),
        decided_on=local_day(meeting.starts_at),
        text=decided.text.strip(),
        outcome=decided.outcome,
        owner_id=decided.owner_id,
        due_on=decided.due_on,
        external_case=decided.external_case.strip(),
        measure_id=item.measure_id,
    )
    item.state = ItemState.POSTPONED if decided.outcome == Outcome.POSTPONED else ItemState.TREATED
    item.save(update_fields=["state"])
    if decision.outcome in TO_FOLLOW_UP:
        _ask_owner(decision, at=at)
    audit.record("forums.decision.made", by=by, at=at, subject_id=decision.pk, details={"outcome": decision.outcome})
    return decision


def _next_code(meeting: Meeting) -> str:
    year = local_day(meeting.starts_at).year
    return f"{meeting.forum.decisions.filter(code__endswith=f'/{year}').count() + 1}/{year}"


def _ask_owner(decision: Decision, *, at: datetime) -> None:
    assert decision.owner_id is not None
    assert decision.due_on is not None
    inbox.send(
        "DECISION_TO_FOLLOW_UP",
        form=ItemForm.TASK,
        unit_id=decision.owner_id,
        reference_id=decision.pk,
        due_at=queries.end_of(decision.due_on),
        effect_key=f"decision:{decision.pk}",
        at=at,
    )


@transaction.atomic
def finish_decision(
    decision_id: UUID, *, text: str, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime
) -> Decision:
    """It is done, and how. Told by its owner or the forum's writers."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("forum").filter(pk=decision_id).first()
    if decision is None or not can_finish(decision, by=by, on=local_day(at)):
        raise NotFound(queries.NO_SUCH_DECISION)
    check_no_person(text, names=names)
    if decision.done_at is not None:
        raise SomebodyWasFirst(_("Somebody has already told that this is done."))
    if not text.strip():
        raise DomainError(_("Write what was done."), field="text")
    decision.done_at, decision.done_by_id, decision.done_text = at, by.post_id, text.strip()
    decision.save(update_fields=["done_at", "done_by", "done_text"])
    inbox.withdraw(reference_id=decision.pk, at=at)
    audit.record("forums.decision.done", by=by, at=at, subject_id=decision.pk)
    return decision

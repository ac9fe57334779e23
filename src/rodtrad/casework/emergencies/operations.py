"""Breaking the glass, saying yes as second person, closing early, and looking at it afterwards."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.emergencies import queries
from rodtrad.casework.emergencies.models import Emergency, Review
from rodtrad.casework.emergencies.openings import opening_of
from rodtrad.casework.emergencies.vocabulary import (
    LASTS,
    REVIEW_WITHIN,
    SHORTEST_REASON,
    EmergencyCode,
    ReviewOutcome,
)
from rodtrad.casework.grants import operations as grants
from rodtrad.casework.grants.queries import holder_of
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations


@transaction.atomic
def ask_to_open(
    person_id: UUID, *, code: EmergencyCode, reason: str, past_block: bool, by: Actor, at: datetime
) -> Emergency:
    """Break the glass. Opens at once; the second time within a day a colleague says yes first. Raises DomainError.

    Called by `access`, which has asked the policy whether this post may at all.
    """
    assert by.user_id is not None
    _check_reason(reason, by=by)
    again = queries.was_open_lately(person_id, by=by, at=at)
    row = Emergency.objects.create(
        person_id=person_id,
        post_id=by.own_post_id,
        user_id=by.user_id,
        unit_id=by.own_unit_id,
        code=code,
        reason=reason.strip(),
        asked_at=at,
        needs_second=again,
        past_block=past_block,
        holder_id=holder_of(person_id, at=at),
    )
    details = {"code": code, "past_block": past_block, "needs_second": again}
    audit.record("emergencies.opening.asked", by=by, at=at, subject_id=row.pk, person_id=person_id, details=details)
    if not again:
        _open(row, by=by, at=at)
    return row


def _check_reason(reason: str, *, by: Actor) -> None:
    words = reason.strip()
    if len(words) < SHORTEST_REASON:
        raise DomainError(
            _("Write in a sentence what the danger is: at least %(count)s characters.") % {"count": SHORTEST_REASON},
            field="reason",
        )
    if Emergency.objects.filter(user=by.user_id, reason__iexact=words).exists():
        raise DomainError(_("You have used these very words before. Write what it is about this time."), field="reason")


@transaction.atomic
def say_yes_as_second(emergency_id: UUID, *, by: Actor, at: datetime) -> Emergency:
    """A colleague at the same unit agrees that it is needed again. Never the one who asked. Raises DomainError."""
    row = Emergency.objects.select_for_update().get(pk=queries.emergency_for(emergency_id, by=by).pk)
    if row.user_id == by.user_id:
        raise NotAllowed(_("Somebody else than the one who asks must say yes. Call a colleague."))
    if row.opened_at is not None or at - row.asked_at > LASTS:
        raise DomainError(_("This is open already, or was asked for more than an hour ago."))
    row.approved_by_id = by.own_post_id
    audit.record("emergencies.opening.approved", by=by, at=at, subject_id=row.pk, person_id=row.person_id)
    _open(row, by=by, at=at)
    return row


def _open(row: Emergency, *, by: Actor, at: datetime) -> None:
    row.opened_at, row.closes_at = at, at + LASTS
    row.save(update_fields=["opened_at", "closes_at", "approved_by"])
    grants.open_emergency(opening_of(row, at=at))
    audit.record("emergencies.opening.opened", by=by, at=at, subject_id=row.pk, person_id=row.person_id)
    _tell(row, at=at)


def _tell(row: Emergency, *, at: datetime) -> None:
    """The responsible unit's lead and every privacy officer, at once, with a task to look at it. No names."""
    readers: list[tuple[UUID, UUID | None]] = [(row.holder_id, None)] if row.holder_id else []
    readers += [
        (post.unit_id, post.post_id)
        for post in organisations.posts_of_role(Role.PRIVACY_OFFICER, on=organisations.local_day(at))
    ]
    for unit_id, post_id in readers:
        inbox.send(
            "EMERGENCY_OPENED",
            form=ItemForm.TASK,
            unit_id=unit_id,
            post_id=post_id,
            reference_id=row.pk,
            due_at=at + REVIEW_WITHIN,
            effect_key=f"emergency:{row.pk}:{unit_id}:{post_id or ''}",
            at=at,
        )


@transaction.atomic
def close_early(emergency_id: UUID, *, by: Actor, at: datetime) -> None:
    """The danger is over: what was opened closes now. Raises NotFound."""
    row = queries.emergency_for(emergency_id, by=by)
    if row.user_id != by.user_id or row.closes_at is None or row.closes_at <= at:
        raise DomainError(_("This is closed already."))
    Emergency.objects.filter(pk=row.pk).update(closes_at=at)
    grants.end_grants(row.pk, at=at)
    audit.record("emergencies.opening.closed", by=by, at=at, subject_id=row.pk, person_id=row.person_id)


@transaction.atomic
def review(emergency_id: UUID, *, outcome: ReviewOutcome, note: str, by: Actor, at: datetime) -> Review:
    """The unit's lead or the privacy officer says what they found. Once, and never one's own. Raises DomainError."""
    row = queries.emergency_for(emergency_id, by=by)
    if row.user_id == by.user_id or not queries.may_review(by):
        raise NotAllowed(_("The lead of the responsible unit or the privacy officer looks at this, never who opened."))
    if row.opened_at is None or Review.objects.filter(emergency=row).exists():
        raise DomainError(_("Somebody has already looked at this one."))
    if not note.strip():
        raise DomainError(_("Write what you found, so that the person can be told."), field="note")
    found = Review.objects.create(
        emergency=row, outcome=outcome, note=note.strip(), reviewed_at=at, reviewed_by_id=by.own_post_id
    )
    inbox.withdraw(reference_id=row.pk, kinds=("EMERGENCY_OPENED", "EMERGENCY_NOT_REVIEWED"), at=at)
    audit.record(
        "emergencies.opening.reviewed",
        by=by,
        at=at,
        subject_id=row.pk,
        person_id=row.person_id,
        details={"outcome": outcome},
    )
    return found


@transaction.atomic
def nag(*, at: datetime) -> int:
    """What nobody has looked at in seven days is called out again each day, and climbs. Returns how many."""
    late = Emergency.objects.to_review().filter(opened_at__lte=at - REVIEW_WITHIN)
    day = organisations.local_day(at)
    officers = organisations.posts_of_role(Role.PRIVACY_OFFICER, on=day)
    for row in late:
        readers = [(officer.unit_id, officer.post_id) for officer in officers]
        for unit_id, post_id in [*readers, *([(row.holder_id, None)] if row.holder_id else [])]:
            inbox.send(
                "EMERGENCY_NOT_REVIEWED",
                unit_id=unit_id,
                post_id=post_id,
                reference_id=row.pk,
                effect_key=f"emergency:{row.pk}:{day}:{unit_id}:{post_id or ''}",
                at=at,
            )
    return len(late)

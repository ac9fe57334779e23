"""Two records that are one person, and one record that should be two: what that means for cases and access."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.grants import operations as grants
from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons import queries as person_queries
from rodtrad.casework.persons.models import DuplicateHint, Merge, Person
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.openings import expected_openings
from rodtrad.casework.responsibility.operations.closing import close_with_reason
from rodtrad.casework.responsibility.operations.intake import tell_lead_of_queue
from rodtrad.casework.responsibility.operations.moves import hold_again
from rodtrad.casework.responsibility.operations.offers import withdraw_row
from rodtrad.casework.responsibility.vocabulary import CaseStatus, CloseReason
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, found
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations import queries as organisations


def check_can_merge(by: Actor) -> None:
    if not by.has(Role.COORDINATING_UNIT) or by.is_control:
        raise NotAllowed(_("The coordinating unit joins two records, since it may see that both exist."))


@transaction.atomic
def merge_persons(
    kept_id: UUID,
    *,
    absorbed_id: UUID,
    goes_on: UUID | None = None,
    reason: str,
    confirmed_by_post_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Merge:
    """Join two records. When both have an open case, `goes_on` names the case that does. Raises DomainError."""
    check_can_merge(by)
    together = person_queries.same_person_ids_of({kept_id, absorbed_id}).values()
    people = [person_id for ids in together for person_id in ids]
    cases = list(Case.objects.select_for_update().open().filter(person__in=people).order_by("pk"))
    if len(cases) > 1 and goes_on not in {case.pk for case in cases}:
        raise DomainError(_("Both have an open case. Choose which one goes on."), field="goes_on")
    for case in cases:
        if len(cases) > 1 and case.pk != goes_on:
            _close_merged(case, reason=reason, by=by, at=at)
    merge = persons.merge_rows(
        kept_id, absorbed_id=absorbed_id, reason=reason, confirmed_by_post_id=confirmed_by_post_id, by=by, at=at
    )
    DuplicateHint.objects.filter(
        first__in=[kept_id, absorbed_id], second__in=[kept_id, absorbed_id], settled_at=None
    ).update(settled_at=at, settled_by=by.post_id, merge=merge)
    _settle_grants(person_queries.same_person_ids(kept_id), at=at)
    return merge


@transaction.atomic
def undo_merge(merge_id: UUID, *, by: Actor, at: datetime) -> Merge:
    """Set both records apart again, with their cases as they were. Raises DomainError."""
    check_can_merge(by)
    kept_id = found(
        Merge.objects.filter(pk=merge_id).values_list("kept_id", flat=True).first(),
        _("There is no such joining of two records."),
    )
    before = person_queries.same_person_ids_of({kept_id})[kept_id]
    merge = persons.undo_merge_rows(merge_id, by=by, at=at)
    closed = Case.objects.select_for_update().filter(
        person__in=before,
        status=CaseStatus.CLOSED,
        close_reason=CloseReason.MERGED,
        closed_at__range=(merge.merged_at, merge.merged_at + timedelta(seconds=1)),  # closed by this very join
    )
    apart = person_queries.same_person_ids_of({*before, merge.absorbed_id})
    for case in closed.order_by("pk"):
        if not Case.objects.open().filter(person__in=apart[case.person_id]).exists():
            _reopen(case, by=by, at=at)
    _settle_grants(before, at=at)
    return merge


@transaction.atomic
def settle_as_two(hint_id: UUID, *, by: Actor, at: datetime) -> None:
    """Two different people after all: the pair is not suggested again."""
    check_can_merge(by)
    DuplicateHint.objects.filter(pk=hint_id, settled_at=None).update(settled_at=at, settled_by=by.post_id)
    audit.record("persons.duplicate.settled_as_two", by=by, at=at, subject_id=hint_id)


def joins(*, by: Actor) -> list[Merge]:
    """Records that were joined and still are, newest first."""
    check_can_merge(by)
    return person_queries.recent_merges()


@transaction.atomic
def unlink_person(person_id: UUID, *, reason: str, by: Actor, at: datetime) -> Person:
    """Take the identity off the record on the person's request; the case stays with the alias. Raises DomainError.

    The unit that has the responsibility does it, or had it last.

    Returns the record the identity now stands on, alone.
    """
    cases = Case.objects.select_for_update().filter(person=person_id)
    case = cases.order_by("-held_until", "-opened_at").first()
    if case is None or case.unit_id != by.unit_id or not by.gives_care:
        raise NotAllowed(_("The unit responsible for the person does this, on the person's request."))
    if not reason.strip():
        raise DomainError(_("Write what the person asked for."), field="reason")
    if Request.objects.awaiting_answer().filter(case=case).exists():
        raise DomainError(_("A request about this person waits for an answer. Settle or withdraw it first."))
    if Person.objects.filter(Q(merged_into=person_id) | Q(pk=person_id, merged_into__isnull=False)).exists():
        raise DomainError(_("This record is joined with another. Undo that first."))
    return persons.unlink_rows(person_id, reason=reason, by=by, at=at)


def _settle_grants(person_ids: list[UUID], *, at: datetime) -> None:
    grants.settle(person_ids, expected=expected_openings(at=at, person_ids=person_ids), at=at)


def _close_merged(case: Case, *, reason: str, by: Actor, at: datetime) -> None:
    for request in Request.objects.select_for_update().awaiting_answer().filter(case=case):
        request.case = case
        withdraw_row(request, reason=reason, by=by, at=at)
    close_with_reason(case, reason=CloseReason.MERGED, last_word=str(CloseReason.MERGED.label), by=by, at=at)


def _reopen(case: Case, *, by: Actor, at: datetime) -> None:
    day = organisations.local_day(at)
    unit_id = organisations.heir_of(case.unit_id, on=day) or by.unit_id
    assert unit_id is not None
    present = {p.post_id for p in organisations.coordinators(unit_id, on=day)}
    coordinator_id = case.coordinator_id if case.coordinator_id in present else None
    reason = str(_("The records were set apart again."))
    case = hold_again(case, unit_id=unit_id, coordinator_id=coordinator_id, reason=reason, by=by, at=at)
    if coordinator_id is None:
        tell_lead_of_queue(case, at=at)

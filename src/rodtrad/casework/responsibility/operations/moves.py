"""The one path that moves the ball. Nothing else writes `Case.unit`, `Case.coordinator` or a `Period`."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.grants import operations as grants
from rodtrad.casework.grants.vocabulary import Relation
from rodtrad.casework.responsibility.models import Case, Period, Request
from rodtrad.casework.responsibility.vocabulary import CaseStatus, CloseReason, MoveCause, PeriodKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import SomebodyWasFirst
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.registry.inbox import operations as inbox


def somebody_was_first() -> SomebodyWasFirst:
    return SomebodyWasFirst(
        _("Somebody changed this case a moment ago, so nothing was saved. Look at the case as it is now.")
    )


@transaction.atomic
def first_period(case: Case, *, reason: str, by: Actor, at: datetime) -> Case:
    """Store a new case together with its first period. The unit that opens the door holds the case."""
    case.save(force_insert=True)
    _begin_period(case, cause=MoveCause.OPENED, starts_at=at, reason=reason, by=by, at=at)
    _open_grants(case, at=at)
    audit.record("responsibility.case.opened", by=by, at=at, subject_id=case.pk, person_id=case.person_id)
    return case


@transaction.atomic
def move_ball(
    case: Case,
    *,
    to_unit_id: UUID,
    coordinator_id: UUID | None,
    cause: MoveCause,
    reason: str,
    by: Actor,
    at: datetime,
    request: Request | None = None,
    stands_in_for_id: UUID | None = None,
    on_behalf_of_id: UUID | None = None,
) -> Case:
    """Give the case to a unit and a coordinator (or, with none, to the unit lead's queue).

    Raises SomebodyWasFirst when the case has moved, or was closed, since `case` was read: the version is
    compared and swapped in one statement, so that of two who move at once exactly one does.
    """
    moves_unit = to_unit_id != case.unit_id
    moved_at = _after(case.held_since, at)
    swapped = Case.objects.filter(pk=case.pk, version=case.version, status=CaseStatus.OPEN).update(
        version=F("version") + 1,
        unit=to_unit_id,
        coordinator=coordinator_id,
        stands_in_for=stands_in_for_id,
        held_since=moved_at,
        unit_since=moved_at if moves_unit else F("unit_since"),
    )
    if not swapped:
        raise somebody_was_first()
    Period.objects.filter(case=case.pk, seq=case.version).update(ends_at=moved_at)
    if moves_unit:
        grants.end_grants(case.pk, relation=Relation.HOLDS, at=moved_at)
    case.refresh_from_db()
    _begin_period(
        case,
        cause=cause,
        starts_at=moved_at,
        reason=reason,
        by=by,
        at=at,
        request=request,
        on_behalf_of_id=on_behalf_of_id,
    )
    if moves_unit:
        _open_grants(case, at=moved_at)
        inbox.move_with_case(case.pk, to_unit_id=to_unit_id, post_id=coordinator_id, at=at)
    _record_move(case, cause, by=by, at=at, on_behalf_of_id=on_behalf_of_id)
    return case


@transaction.atomic
def stop_holding(case: Case, *, close_reason: CloseReason, last_word: str, by: Actor, at: datetime) -> Case:
    """End the chain: the current period ends and the case is closed. Raises SomebodyWasFirst."""
    closed_at = _after(case.held_since, at)
    closed = Case.objects.filter(pk=case.pk, version=case.version, status=CaseStatus.OPEN).update(
        status=CaseStatus.CLOSED,
        held_until=closed_at,
        closed_at=closed_at,
        close_reason=close_reason,
        last_word=last_word,
    )
    if not closed:
        raise somebody_was_first()
    Period.objects.filter(case=case.pk, seq=case.version).update(ends_at=closed_at)
    grants.end_grants(case.pk, relation=Relation.HOLDS, at=closed_at)
    case.refresh_from_db()
    _record_move(case, MoveCause.CLOSED, by=by, at=at)
    return case


@transaction.atomic
def hold_again(case: Case, *, unit_id: UUID, coordinator_id: UUID | None, reason: str, by: Actor, at: datetime) -> Case:
    """Reopen a closed case. A period of kind CLOSED fills the time between, so that the chain has no gap."""
    reopened_at = _after(case.held_until, at)
    reopened = Case.objects.filter(pk=case.pk, version=case.version, status=CaseStatus.CLOSED).update(
        status=CaseStatus.OPEN,
        version=F("version") + 2,
        unit=unit_id,
        coordinator=coordinator_id,
        stands_in_for=None,
        held_since=reopened_at,
        unit_since=reopened_at,
        held_until=OPEN_ENDED,
        closed_at=None,
        close_reason="",
        last_word="",
    )
    if not reopened:
        raise somebody_was_first()
    Period.objects.create(
        case=case,
        seq=case.version + 1,
        previous_seq=case.version,
        kind=PeriodKind.CLOSED,
        unit_id=case.unit_id,
        starts_at=case.held_until,
        ends_at=reopened_at,
        cause=MoveCause.CLOSED,
        reason=reason,
        moved_by_id=by.post_id,
        moved_by_job=_job(by),
        recorded_at=at,
    )
    case.refresh_from_db()
    _begin_period(case, cause=MoveCause.REOPENED, starts_at=reopened_at, reason=reason, by=by, at=at)
    _open_grants(case, at=reopened_at)
    _record_move(case, MoveCause.REOPENED, by=by, at=at)
    return case


def _begin_period(
    case: Case,
    *,
    cause: MoveCause,
    starts_at: datetime,
    reason: str,
    by: Actor,
    at: datetime,
    request: Request | None = None,
    on_behalf_of_id: UUID | None = None,
) -> None:
    Period.objects.create(
        case=case,
        seq=case.version,
        previous_seq=case.version - 1 or None,
        unit_id=case.unit_id,
        coordinator_id=case.coordinator_id,
        stands_in_for_id=case.stands_in_for_id,
        starts_at=starts_at,
        cause=cause,
        request=request,
        reason=reason,
        moved_by_id=by.post_id,
        moved_by_job=_job(by),
        on_behalf_of_id=on_behalf_of_id,
        recorded_at=at,
    )


def _open_grants(case: Case, *, at: datetime) -> None:
    grants.open_holder(case.person_id, unit_id=case.unit_id, source_id=case.pk, at=at)


def _record_move(case: Case, cause: MoveCause, *, by: Actor, at: datetime, on_behalf_of_id: UUID | None = None) -> None:
    audit.record(
        f"responsibility.case.{cause.lower()}",
        by=by,
        at=at,
        subject_id=case.pk,
        person_id=case.person_id,
        on_behalf_of_post_id=on_behalf_of_id,
        details={"unit": str(case.unit_id), "version": case.version},
    )


def _after(earlier: datetime, at: datetime) -> datetime:
    """`at`, or the instant after `earlier` when clocks disagree: a period lasts at least a microsecond."""
    return max(at, earlier + timedelta(microseconds=1))


def _job(by: Actor) -> str:
    return by.name if by.post_id is None else ""

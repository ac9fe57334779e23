"""Silence and refusals lift a case to the coordinating unit, which has authority to decide."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.grants import operations as grants
from rodtrad.casework.responsibility import permissions, queries
from rodtrad.casework.responsibility.models import Case, Escalation, Request
from rodtrad.casework.responsibility.operations.intake import tell_lead_of_queue
from rodtrad.casework.responsibility.operations.meetings import call_joint_meeting
from rodtrad.casework.responsibility.operations.moves import move_ball, somebody_was_first
from rodtrad.casework.responsibility.operations.offers import withdraw_row
from rodtrad.casework.responsibility.vocabulary import (
    CaseStatus,
    EscalationCause,
    EscalationEnd,
    MeetingCause,
    MoveCause,
    RequestKind,
)
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook

THE_CLOCK = Actor.system("deadlines")


def after_bounce(request: Request, *, at: datetime) -> None:
    """A decline or a silence counts; at the limit the case is lifted and a joint meeting called."""
    limit = rulebook.value("bounce.limit", on=organisations.local_day(at))
    bounces = queries.bounce_count(request.case)
    if bounces >= limit:
        lift(request, EscalationCause.BOUNCED, at=at)
    if bounces == 2:  # after the second refusal, whatever the limit (domain.md 3)
        units = [request.from_unit_id, *queries.units_that_bounced(request.case)]
        call_joint_meeting(request.case, cause=MeetingCause.SECOND_REFUSAL, invited=units, at=at)


def lift(request: Request, cause: EscalationCause, *, at: datetime) -> None:
    """Put the case to the nearest coordinating unit with a named owner. A case is lifted once at a time."""
    case = request.case
    if Escalation.objects.filter(case=case, ended_at=None).exists():
        return
    day = organisations.local_day(at)
    unit = organisations.coordinating_unit_above(request.from_unit_id, request.to_unit_id, on=day)
    owner = organisations.escalation_owners(unit.pk, on=day)[0]
    escalation = Escalation.objects.create(
        case=case, request=request, cause=cause, unit=unit, owner_id=owner.post_id, raised_at=at
    )
    grants.open_escalated(case.person_id, unit_id=unit.pk, source_id=escalation.pk, at=at)
    inbox.send(
        "CASE_ESCALATED",
        unit_id=unit.pk,
        post_id=owner.post_id,
        reference_id=request.pk,
        about_id=case.pk,
        effect_key=f"escalated:{escalation.pk}",
        at=at,
    )
    audit.record(
        "responsibility.case.escalated",
        by=THE_CLOCK,
        at=at,
        subject_id=escalation.pk,
        person_id=case.person_id,
        details={"cause": cause},
    )


def answered(request: Request, *, end: EscalationEnd, by: Actor, at: datetime) -> None:
    """What was lifted because of this very request is settled by its answer; what another request lifted is not."""
    if Escalation.objects.filter(request=request, ended_at=None).exists():
        end_escalation(request.case, end=end, by=by, at=at)
        lift_what_is_late(request.case, at=at)


def lift_what_is_late(case: Case, *, at: datetime) -> None:
    """An escalation has ended; another request of the case that still is late keeps the case lifted."""
    late = Request.objects.late_at(at).filter(case=case).select_related("to_unit").order_by("deadline_at").first()
    if late is not None:
        late.case = case
        lift(late, EscalationCause.LATE, at=at)


def end_escalation(case: Case, *, end: EscalationEnd, by: Actor, at: datetime, decision: str = "") -> None:
    """Settle what is lifted, if anything is."""
    for escalation in Escalation.objects.select_for_update().filter(case=case, ended_at=None):
        escalation.ended_at, escalation.ended_by_id, escalation.end = at, by.post_id, end
        escalation.decision = decision
        escalation.save(update_fields=["ended_at", "ended_by", "end", "decision"])
        grants.end_grants(escalation.pk, at=at)
        inbox.withdraw(about_id=case.pk, kinds=("CASE_ESCALATED", "HANDOVER_LATE"), at=at)
        audit.record(
            f"responsibility.escalation.{end.lower()}",
            by=by,
            at=at,
            subject_id=escalation.pk,
            person_id=case.person_id,
        )


@transaction.atomic
def assign(
    case_id: UUID,
    *,
    to_unit_id: UUID,
    coordinator_id: UUID | None = None,
    reason: str,
    version: int,
    by: Actor,
    at: datetime,
) -> Case:
    """The coordinating unit decides who takes over; the unit holds the case at once. Raises DomainError."""
    case = Case.objects.select_for_update().get(pk=case_id)
    _check_decision(case, reason=reason, by=by)
    if case.version != version:
        raise somebody_was_first()
    unit = organisations.get_unit(to_unit_id)
    if unit.pk == case.unit_id:
        raise DomainError(
            _("That unit has the responsibility already. Choose another, or decide that it stays there."),
            field="to_unit",
        )
    if unit.pk != by.unit_id:
        permissions.check_can_be_asked(unit, by=by, at=at)
    day = organisations.local_day(at)
    present = {post.post_id for post in organisations.coordinators(unit.pk, on=day)}
    if coordinator_id is not None and coordinator_id not in present:
        raise DomainError(_("Choose a coordinator who works at that unit and is not away."), field="coordinator")
    if not organisations.leads(unit.pk, on=day):
        raise DomainError(
            _("That unit has no lead yet, so nobody would have the case. Choose another."), field="to_unit"
        )
    _withdraw_what_waits(case, reason=reason, by=by, at=at)
    case = move_ball(
        case, to_unit_id=unit.pk, coordinator_id=coordinator_id, cause=MoveCause.ASSIGNED, reason=reason, by=by, at=at
    )
    end_escalation(case, end=EscalationEnd.ASSIGNED, by=by, at=at, decision=reason)
    inbox.send(
        "CASE_ASSIGNED",
        unit_id=unit.pk,
        reference_id=case.pk,
        about_id=case.pk,
        effect_key=f"assigned:{case.pk}:{case.version}",
        at=at,
    )
    if case.coordinator_id is None:
        tell_lead_of_queue(case, at=at)
    return case


@transaction.atomic
def leave_where_it_is(case_id: UUID, *, reason: str, by: Actor, at: datetime) -> Case:
    """The coordinating unit decides that the holder goes on. Raises DomainError."""
    case = Case.objects.select_for_update().get(pk=case_id)
    _check_decision(case, reason=reason, by=by)
    _withdraw_what_waits(case, reason=reason, by=by, at=at)
    end_escalation(case, end=EscalationEnd.STAYS, by=by, at=at, decision=reason)
    inbox.send(
        "HANDOVER_DECLINED",
        unit_id=case.unit_id,
        post_id=case.coordinator_id,
        reference_id=queries.last_handover_id(case),
        about_id=case.pk,
        effect_key=f"stays:{case.pk}:{at.isoformat()}",
        at=at,
    )
    return case


def _check_decision(case: Case, *, reason: str, by: Actor) -> None:
    open_one = Escalation.objects.filter(case=case, ended_at=None).first()
    permissions.check_may_decide(open_one.unit_id if open_one else None, by=by)
    if case.status != CaseStatus.OPEN:
        raise DomainError(_("The case is closed."))
    if not reason.strip():
        raise DomainError(_("Write the reason. The units and the person can read it."), field="reason")


def _withdraw_what_waits(case: Case, *, reason: str, by: Actor, at: datetime) -> None:
    """The decision answers the open hand-over, and everything that is late."""
    waiting = Request.objects.select_for_update().awaiting_answer().filter(case=case)
    for request in waiting.filter(Q(kind=RequestKind.HANDOVER) | Q(deadline_at__lte=at)):
        request.case = case
        withdraw_row(request, reason=reason, by=by, at=at)

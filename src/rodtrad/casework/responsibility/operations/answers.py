"""Answering a request: accept, decline, withdraw, and for referrals the steps after acceptance."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.grants import operations as grants
from rodtrad.casework.responsibility import permissions
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.operations.escalations import (
    after_bounce,
    answered,
    end_escalation,
    lift_what_is_late,
)
from rodtrad.casework.responsibility.operations.intake import tell_lead_of_queue
from rodtrad.casework.responsibility.operations.moves import move_ball
from rodtrad.casework.responsibility.operations.offers import (
    add_event,
    finish,
    lock,
    record,
    set_state,
    withdraw_row,
)
from rodtrad.casework.responsibility.operations.supports import start_support
from rodtrad.casework.responsibility.vocabulary import (
    AWAITING_ANSWER,
    EscalationEnd,
    MoveCause,
    RequestEventKind,
    RequestKind,
    RequestState,
)
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, SomebodyWasFirst
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook


@transaction.atomic
def accept_handover(
    request_id: UUID, *, coordinator_id: UUID | None = None, version: int, by: Actor, at: datetime
) -> Request:
    """Take over: one period ends and the next begins in this transaction. Raises DomainError.

    Without a coordinator the case stands in the unit lead's queue. Accepting what one has already accepted
    oneself, by a double click, gives the same answer again.
    """
    request = lock(request_id)
    permissions.check_can_answer(request, by=by, at=at)
    if request.state == RequestState.ACCEPTED and request.answered_by_id == by.post_id:
        return request
    permissions.check_next(request, RequestState.ACCEPTED)
    if request.version != version:
        raise SomebodyWasFirst(_("The request has changed since you opened it. Read it again before you answer."))
    if request.kind != RequestKind.HANDOVER:
        raise DomainError(_("This is a referral. Accepting it does not move the responsibility."))
    _check_coordinator(coordinator_id, by=by, at=at)
    finish(request, RequestState.ACCEPTED, RequestEventKind.ACCEPTED, by=by, at=at)
    old_unit_id = request.case.unit_id
    case = move_ball(
        request.case,
        to_unit_id=request.to_unit_id,
        coordinator_id=coordinator_id,
        cause=MoveCause.HANDOVER,
        reason=request.need,
        request=request,
        by=by,
        at=at,
    )
    end_escalation(case, end=EscalationEnd.ACCEPTED, by=by, at=at)
    lift_what_is_late(case, at=at)
    if request.support_days:
        start_support(
            case,
            unit_id=old_unit_id,
            until_at=at + timedelta(days=request.support_days),
            reason=request.need,
            by=by,
            at=at,
        )
    _tell_sender(request, "HANDOVER_ACCEPTED", at=at)
    _tell_coordinator(case, by=by, at=at)
    return request


@transaction.atomic
def decline(
    request_id: UUID,
    *,
    reason: str,
    text: str = "",
    suggested_unit_id: UUID | None,
    version: int,
    by: Actor,
    at: datetime,
) -> Request:
    """Not accepted: with a reason from the list and a suggestion of who instead. The sender keeps the ball."""
    request = lock(request_id, version)
    permissions.check_can_answer(request, by=by, at=at)
    permissions.check_next(request, RequestState.DECLINED)
    day = organisations.local_day(at)
    if reason not in {code.code for code in rulebook.codes("codes.decline_reasons", on=day)}:
        raise DomainError(_("Choose why your unit cannot take over."), field="reason")
    if reason == "OTHER" and not text.strip():
        raise DomainError(_("Write what the reason is."), field="text")
    if suggested_unit_id is None:
        raise DomainError(
            _("Suggest who should be asked instead. The sender too can be suggested."), field="suggested_unit"
        )
    if suggested_unit_id == request.to_unit_id:
        raise DomainError(_("Suggest another unit than your own."), field="suggested_unit")
    permissions.check_can_be_asked(organisations.get_unit(suggested_unit_id), by=by, at=at)
    request.decline_reason, request.decline_text = reason, text.strip()
    request.suggested_unit_id = suggested_unit_id
    finish(request, RequestState.DECLINED, RequestEventKind.DECLINED, by=by, at=at, text=text.strip())
    kind = "HANDOVER_DECLINED" if request.kind == RequestKind.HANDOVER else "REFERRAL_ANSWERED"
    _tell_sender(request, kind, at=at)
    if request.kind == RequestKind.HANDOVER:
        after_bounce(request, at=at)
    return request


@transaction.atomic
def withdraw(request_id: UUID, *, reason: str, version: int, by: Actor, at: datetime) -> Request:
    """The sender takes the request back, as long as nobody has answered."""
    request = lock(request_id, version)
    permissions.check_sent_by(request, by=by)
    permissions.check_next(request, RequestState.WITHDRAWN)
    if not reason.strip():
        raise DomainError(_("Write why you take the request back."), field="reason")
    withdraw_row(request, reason=reason.strip(), by=by, at=at)
    answered(request, end=EscalationEnd.WITHDRAWN, by=by, at=at)
    return request


@transaction.atomic
def accept_referral(request_id: UUID, *, text: str = "", version: int, by: Actor, at: datetime) -> Request:
    """Say yes to helping beside. The ball stays with the sender."""
    request = lock(request_id, version)
    permissions.check_can_answer(request, by=by, at=at)
    permissions.check_next(request, RequestState.ACCEPTED)
    if request.kind != RequestKind.REFERRAL:
        raise DomainError(_("This is a hand-over. Accepting it moves the responsibility."))
    finish(request, RequestState.ACCEPTED, RequestEventKind.ACCEPTED, by=by, at=at, text=text, ends_access=False)
    answered(request, end=EscalationEnd.ACCEPTED, by=by, at=at)
    _tell_sender(request, "REFERRAL_ANSWERED", at=at)
    return request


def put_on_waiting_list(request_id: UUID, *, text: str = "", version: int, by: Actor, at: datetime) -> Request:
    return _step(request_id, RequestState.WAITING, RequestEventKind.WAITING, text=text, version=version, by=by, at=at)


def start_referral(request_id: UUID, *, text: str = "", version: int, by: Actor, at: datetime) -> Request:
    return _step(request_id, RequestState.STARTED, RequestEventKind.STARTED, text=text, version=version, by=by, at=at)


def complete_referral(request_id: UUID, *, text: str = "", version: int, by: Actor, at: datetime) -> Request:
    return _step(
        request_id, RequestState.COMPLETED, RequestEventKind.COMPLETED, text=text, version=version, by=by, at=at
    )


def stop_referral(request_id: UUID, *, text: str, version: int, by: Actor, at: datetime) -> Request:
    """The service ends early. The sender gets a notice to acknowledge. Raises DomainError without a reason."""
    if not text.strip():
        raise DomainError(_("Write why it stopped."), field="text")
    return _step(request_id, RequestState.STOPPED, RequestEventKind.STOPPED, text=text, version=version, by=by, at=at)


def end_for_closed_unit(request: Request, *, reason: str, by: Actor, at: datetime) -> None:
    """The asked unit closes: what it has not answered is taken back, what it helped with stops, and the sender knows."""
    if request.state in AWAITING_ANSWER:
        withdraw_row(request, reason=reason, by=by, at=at)
        _tell_sender(
            request, "HANDOVER_DECLINED" if request.kind == RequestKind.HANDOVER else "REFERRAL_STOPPED", at=at
        )
        return
    _stop(request, text=reason, by=by, at=at)


def _stop(request: Request, *, text: str, by: Actor, at: datetime) -> None:
    set_state(request, RequestState.STOPPED)
    add_event(request, RequestEventKind.STOPPED, by=by, at=at, text=text)
    grants.end_grants(request.pk, at=at)
    _tell_sender(request, "REFERRAL_STOPPED", at=at)
    record(request, "stopped", by=by, at=at)


@transaction.atomic
def _step(
    request_id: UUID, state: RequestState, kind: RequestEventKind, *, text: str, version: int, by: Actor, at: datetime
) -> Request:
    request = lock(request_id)
    permissions.check_can_answer(request, by=by, at=at)
    permissions.check_next(request, state)
    if request.version != version:
        raise SomebodyWasFirst(_("The request has changed since you opened it. Read it again before you answer."))
    set_state(request, state)
    add_event(request, kind, by=by, at=at, text=text.strip())
    if state in {RequestState.COMPLETED, RequestState.STOPPED}:
        grants.end_grants(request.pk, at=at)
    _tell_sender(request, "REFERRAL_STOPPED" if state == RequestState.STOPPED else "REFERRAL_ANSWERED", at=at)
    record(request, state.lower(), by=by, at=at)
    return request


def _check_coordinator(coordinator_id: UUID | None, *, by: Actor, at: datetime) -> None:
    if coordinator_id is None or by.unit_id is None:
        return
    present = {post.post_id for post in organisations.coordinators(by.unit_id, on=organisations.local_day(at))}
    if coordinator_id not in present:
        raise DomainError(_("Choose a coordinator who works at your unit and is not away."), field="coordinator")


def _tell_sender(request: Request, kind: str, *, at: datetime) -> None:
    sender = Request.objects.select_related("case").get(pk=request.pk).case
    holds_still = sender.unit_id == request.from_unit_id
    inbox.send(
        kind,
        unit_id=request.from_unit_id,
        post_id=sender.coordinator_id if holds_still else request.created_by_id,
        reference_id=request.pk,
        about_id=request.case_id,
        effect_key=f"{kind.lower()}:{request.pk}:{request.version}",
        at=at,
    )


def _tell_coordinator(case: Case, *, by: Actor, at: datetime) -> None:
    if case.coordinator_id is None:
        tell_lead_of_queue(case, at=at)
    elif case.coordinator_id != by.post_id:
        inbox.send(
            "COORDINATOR_CHANGED",
            unit_id=case.unit_id,
            post_id=case.coordinator_id,
            reference_id=case.pk,
            about_id=case.pk,
            effect_key=f"coordinator:{case.pk}:{case.version}",
            at=at,
        )

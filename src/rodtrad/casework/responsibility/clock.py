"""What time does by itself: it reminds, and it lifts what was left in silence. It never decides about a person.

Safe to run as often as one likes and after any stop: each request speaks once, in a transaction of its own.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rodtrad.casework.persons import queries as persons
from rodtrad.casework.responsibility.models import JointMeeting, Request, RequestEvent, Support
from rodtrad.casework.responsibility.operations.escalations import THE_CLOCK, after_bounce, lift
from rodtrad.casework.responsibility.operations.offers import add_event, lock, record
from rodtrad.casework.responsibility.rules import SUPPORT_NOTICE
from rodtrad.casework.responsibility.vocabulary import (
    AWAITING_ANSWER,
    EscalationCause,
    RequestEventKind,
    RequestKind,
)
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook


def keep_deadlines(*, at: datetime) -> int:
    """Remind, lift what is late, tell of what ends or is undecided, let notices climb. Returns how many requests spoke."""
    spoke = 0
    for request_id in _due(RequestEventKind.REMINDED, at=at, before="remind_at"):
        spoke += _remind(request_id, at=at)
    for request_id in _due(RequestEventKind.WENT_LATE, at=at, before="deadline_at"):
        spoke += _go_late(request_id, at=at)
    _tell_of_ending_supports(at=at)
    _tell_of_meetings_that_were_not(at=at)
    _tell_of_late_clarifications(at=at)
    inbox.climb_due(hours=rulebook.value("inbox.climb_after_hours", on=local_day(at)), at=at)
    return spoke


def _due(kind: RequestEventKind, *, at: datetime, before: str) -> list[UUID]:
    spoken = RequestEvent.objects.filter(kind=kind).values("request")
    waiting = Request.objects.awaiting_answer().filter(**{f"{before}__lte": at}).exclude(pk__in=spoken)
    return list(waiting.order_by(before, "pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(request_id: UUID, *, at: datetime) -> bool:
    request = lock(request_id)
    if not _still(request, RequestEventKind.REMINDED) or (request.deadline_at and request.deadline_at <= at):
        return False
    add_event(request, RequestEventKind.REMINDED, by=THE_CLOCK, at=at)
    _tell(request, request.to_unit_id, "HANDOVER_REMINDER", at=at)
    return True


@transaction.atomic
def _go_late(request_id: UUID, *, at: datetime) -> bool:
    request = lock(request_id)
    if not _still(request, RequestEventKind.WENT_LATE):
        return False
    add_event(request, RequestEventKind.WENT_LATE, by=THE_CLOCK, at=at)
    record(request, "went_late", by=THE_CLOCK, at=at)
    _tell(request, request.to_unit_id, "HANDOVER_LATE", at=at)
    _tell(request, request.from_unit_id, "HANDOVER_LATE", at=at)
    lift(request, EscalationCause.LATE, at=at)
    if request.kind == RequestKind.HANDOVER:
        after_bounce(request, at=at)
    return True


def _still(request: Request, kind: RequestEventKind) -> bool:
    """Whether it still waits and has not spoken, now that it is locked."""
    return request.state in AWAITING_ANSWER and not RequestEvent.objects.filter(request=request, kind=kind).exists()


def _tell(request: Request, unit_id: UUID, kind: str, *, at: datetime) -> None:
    inbox.send(
        kind,
        unit_id=unit_id,
        reference_id=request.pk,
        about_id=request.case_id,
        due_at=request.deadline_at,
        effect_key=f"{kind.lower()}:{request.pk}:{unit_id}",
        at=at,
    )


def _tell_of_ending_supports(*, at: datetime) -> None:
    ending = Support.objects.filter(until_at__gt=at, until_at__lte=at + SUPPORT_NOTICE).select_related("case")
    for support in ending:
        for unit_id in (support.unit_id, support.case.unit_id):
            inbox.send(
                "SUPPORT_ENDS",
                unit_id=unit_id,
                reference_id=support.case_id,
                about_id=support.case_id,
                due_at=support.until_at,
                effect_key=f"support:{support.pk}:{unit_id}",
                at=at,
            )


def _tell_of_meetings_that_were_not(*, at: datetime) -> None:
    """A joint meeting whose day passed with no word of it: the unit's lead is told. Help is never stopped by it."""
    quiet = timedelta(days=rulebook.value("meeting.tell_lead_days", on=local_day(at)))
    passed = JointMeeting.objects.filter(outcome="", proposed_on__lte=local_day(at) - quiet, case__status="OPEN")
    for meeting in passed.select_related("case"):
        inbox.send(
            "JOINT_MEETING_LATE",
            unit_id=meeting.case.unit_id,
            reference_id=meeting.case_id,
            about_id=meeting.case_id,
            effect_key=f"meeting-late:{meeting.pk}",
            at=at,
        )


def _tell_of_late_clarifications(*, at: datetime) -> None:
    """A belonging still disputed past its deadline stands with the coordinating unit; it is told once."""
    for matter in persons.open_clarifications().filter(deadline_at__lte=at).select_related("opened_by"):
        unit_id = matter.opened_by.unit_id
        inbox.send(
            "CLARIFICATION_LATE",
            unit_id=organisations.coordinating_unit_above(unit_id, unit_id, on=local_day(at)).pk,
            reference_id=matter.pk,
            due_at=matter.deadline_at,
            effect_key=f"clarification:{matter.pk}",
            at=at,
        )

"""Reading cases and requests. What a screen may show of a person is asked for at the door in `access`."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility.models import (
    Case,
    Escalation,
    JointMeeting,
    Period,
    Request,
    RequestEvent,
    Support,
)
from rodtrad.casework.responsibility.vocabulary import AWAITING_ANSWER, RequestEventKind, RequestKind, RequestState
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound

GOING_ON = [*AWAITING_ANSWER, RequestState.ACCEPTED, RequestState.WAITING, RequestState.STARTED]
BOUNCES = (RequestEventKind.DECLINED, RequestEventKind.WENT_LATE)


def cases_of(person_ids: list[UUID]) -> list[Case]:
    """Every case of one human, oldest first; without names, see below."""
    return list(Case.objects.filter(person__in=person_ids).order_by("opened_at", "pk"))


def case_by_id(case_id: UUID, *, by: Actor) -> Case:
    """A case held by the actor's own unit. Raises NotFound for all others."""
    case = Case.objects.select_related("unit", "coordinator__user").filter(pk=case_id, unit_id=by.unit_id).first()
    if case is None:
        raise NotFound(_("There is no such case among those you can open."))
    return case


def request_for(request_id: UUID, *, by: Actor) -> Request:
    """A request the actor's unit sent, was asked by, or that was lifted to it. Raises NotFound for all others."""
    mine = Q(from_unit=by.unit_id) | Q(to_unit=by.unit_id)
    mine |= Q(case__escalations__unit=by.unit_id, case__escalations__ended_at=None)
    request = (
        Request.objects.filter(mine, pk=request_id)
        .select_related("case", "from_unit", "to_unit", "answered_by__user", "created_by__user", "suggested_unit")
        .distinct()
        .first()
    )
    if request is None or by.is_control:
        raise NotFound(_("There is no such request to or from your unit."))
    return request


# What a page about one person reads. The rows come without names; `organisations.give_names` gives them to all at once.


def request_events(request_ids: list[UUID]) -> list[RequestEvent]:
    return list(RequestEvent.objects.filter(request__in=request_ids).order_by("occurred_at", "pk"))


def requests_of(case_ids: list[UUID]) -> list[Request]:
    return list(Request.objects.filter(case__in=case_ids).order_by("created_at", "pk"))


def open_requests_of(case: Case) -> list[str]:
    """The units that have been asked, or help, and are not done: their names in order."""
    going_on = Request.objects.filter(case=case, state__in=GOING_ON)
    going_on = going_on.exclude(kind=RequestKind.HANDOVER, state=RequestState.ACCEPTED)
    return sorted(going_on.values_list("to_unit__name", flat=True))


def periods_of(case_ids: list[UUID]) -> list[Period]:
    return list(Period.objects.filter(case__in=case_ids).order_by("starts_at", "seq"))


def supports_of(case_ids: list[UUID], *, at: datetime) -> list[Support]:
    """Units beside the holder now."""
    rows = Support.objects.filter(case__in=case_ids, from_at__lte=at, until_at__gt=at)
    return list(rows.order_by("until_at", "pk"))


def meetings_of(case_ids: list[UUID]) -> list[JointMeeting]:
    return list(JointMeeting.objects.filter(case__in=case_ids).order_by("called_at", "pk"))


def escalations_of(case_ids: list[UUID]) -> list[Escalation]:
    return list(Escalation.objects.filter(case__in=case_ids).order_by("raised_at", "pk"))


def bounce_count(case: Case) -> int:
    """Declines and silences since the ball last moved between units (domain.md 3)."""
    return _bounces(case).count()


def bounces_among(events: Iterable[RequestEvent], case: Case) -> int:
    """The same, counted among steps that are read already."""
    return sum(
        event.kind in BOUNCES
        and event.request.kind == RequestKind.HANDOVER
        and event.request.case_id == case.pk
        and event.occurred_at >= case.unit_since
        for event in events
    )


def units_that_bounced(case: Case) -> list[UUID]:
    """The units that declined or were silent, in order, since the ball last moved."""
    return list(_bounces(case).order_by("occurred_at", "pk").values_list("request__to_unit", flat=True))


def _bounces(case: Case) -> QuerySet[RequestEvent]:
    return RequestEvent.objects.filter(
        request__case=case, request__kind=RequestKind.HANDOVER, kind__in=BOUNCES, occurred_at__gte=case.unit_since
    )


def has_held_or_refused(case: Case) -> set[UUID]:
    """Units that asking again would make a loop (A>B>A): they held the case before, or refused it lately."""
    held = Period.objects.filter(case=case).exclude(unit=case.unit_id).values_list("unit", flat=True)
    return set(held) | set(units_that_bounced(case))


def last_handover_id(case: Case) -> UUID | None:
    rows = Request.objects.filter(case=case, kind=RequestKind.HANDOVER).order_by("-created_at")
    return rows.values_list("pk", flat=True).first()


def queue_of(unit_id: UUID) -> list[Case]:
    """Cases of a unit that have no named coordinator, the longest without first."""
    rows = Case.objects.without_coordinator().filter(unit=unit_id).select_related("stands_in_for__user", "person")
    return list(rows.order_by("held_since", "pk"))


def caseload(unit_id: UUID) -> dict[UUID | None, int]:
    """Open cases per coordinator at a unit; None is the lead's queue."""
    return dict(Counter(Case.objects.open().filter(unit=unit_id).order_by().values_list("coordinator", flat=True)))


def person_of_cases(case_ids: list[UUID]) -> dict[UUID, UUID]:
    """The person each case is about."""
    return dict(Case.objects.filter(pk__in=case_ids).values_list("pk", "person"))


def opened_with(person_id: UUID, *, at: datetime) -> bool:
    """Whether a case of this person was opened at that very moment, by the same act."""
    return Case.objects.filter(person=person_id, opened_at=at).exists()


def holders_of(person_ids: Iterable[UUID]) -> dict[UUID, Case]:
    """The open case of each person, which says who has the ball now."""
    return {case.person_id: case for case in Case.objects.open().filter(person__in=set(person_ids))}


def case_holder(person_id: UUID) -> UUID | None:
    """The unit that has the ball for the person now, or nothing."""
    return Case.objects.open().filter(person=person_id).values_list("unit", flat=True).first()


def called_at(unit_id: UUID) -> list[str]:
    """What those the unit holds are called, for catching a name where none should stand."""
    rows = Case.objects.open().filter(unit=unit_id).exclude(person__called="")
    return list(rows.values_list("person__called", flat=True))


def awaiting_answer_from(unit_id: UUID) -> int:
    """How many requests wait for the unit's answer."""
    return Request.objects.awaiting_answer().filter(to_unit=unit_id).count()


def cases_bounced_at_least(times: int) -> int:
    """How many open cases have been sent back at least so often since they last moved."""
    bounces = Count(
        "requests__events",
        filter=Q(
            requests__events__kind__in=BOUNCES,
            requests__kind=RequestKind.HANDOVER,
            requests__events__occurred_at__gte=F("unit_since"),
        ),
        distinct=True,
    )
    return Case.objects.open().annotate(bounces=bounces).filter(bounces__gte=times).count()

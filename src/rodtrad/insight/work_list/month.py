"""A unit's month for its lead: who came, who went, what was answered, and what stood at the end."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.district_offers.queries import InTime, in_time
from rodtrad.casework.responsibility.holdings import held_at
from rodtrad.casework.responsibility.models import Case, JointMeeting, Period, Request
from rodtrad.casework.responsibility.vocabulary import CloseReason, MeetingOutcome, MoveCause, RequestKind, RequestState
from rodtrad.casework.responsibility.waits import ACCEPTING, bounces
from rodtrad.casework.transitions.months import LeavingMonth, leaving_month
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.work_list.queries import units_of


@dataclass(frozen=True)
class UnitMonth:
    """The lead's own people and requests, counted; so far for a month that has not ended."""

    unit_id: UUID
    unit: str
    came_in: int
    taken_over: int
    handed_over: int
    closed: int
    to_ordinary_services: int  # of them
    answered: int
    answered_late: int
    bounces: int  # declines by the unit, and its silences past a deadline
    declines: tuple[tuple[str, int], ...]  # why the unit did not accept, the most frequent first
    meetings_held: int
    meetings_not_held: int
    offers: InTime
    leaving: LeavingMonth
    held: int  # at the end, or now
    without_coordinator: int


def unit_months(by: Actor, *, since: datetime, until: datetime, at: datetime) -> list[UnitMonth]:
    """Each unit the user leads. Raises NotAllowed for others than leads."""
    if not (by.has(Role.UNIT_LEAD) and by.gives_care):
        raise NotAllowed(_("The unit's lead reads the summary of the month. Ask the lead."))
    return [_month(actor, since=since, until=until, at=at) for actor in units_of(by, at=at)]


def _month(actor: Actor, *, since: datetime, until: datetime, at: datetime) -> UnitMonth:
    unit_id = actor.own_unit_id
    held = held_at(unit_id, at=min(until, at))
    answered = Request.objects.filter(
        kind=RequestKind.HANDOVER, to_unit=unit_id, answered_at__gte=since, answered_at__lt=until
    ).exclude(state=RequestState.WITHDRAWN)
    meetings = JointMeeting.objects.filter(case__unit=unit_id, outcome_at__gte=since, outcome_at__lt=until)
    met = Counter(meetings.values_list("outcome", flat=True))
    closed = Case.objects.filter(unit=unit_id, closed_at__gte=since, closed_at__lt=until)
    return UnitMonth(
        unit_id=unit_id,
        unit=actor.unit_name,
        came_in=_began(MoveCause.OPENED, MoveCause.REOPENED, since=since, until=until).filter(unit=unit_id).count(),
        taken_over=_began(*ACCEPTING, since=since, until=until).filter(unit=unit_id).count(),
        handed_over=_began(*ACCEPTING, since=since, until=until).filter(_from(unit_id)).count(),
        closed=closed.count(),
        to_ordinary_services=closed.filter(close_reason=CloseReason.ORDINARY_SERVICES).count(),
        answered=answered.count(),
        answered_late=answered.filter(answered_at__gt=F("deadline_at")).count(),
        bounces=sum(wait.to_unit_id == unit_id for wait in bounces(since=since, until=until)),
        declines=_declines(unit_id, since=since, until=until),
        meetings_held=met[MeetingOutcome.HELD],
        meetings_not_held=met[MeetingOutcome.NOT_HELD],
        leaving=leaving_month(unit_id, since=since, until=min(until, at)),
        offers=in_time(since=since, until=min(until, at), unit_id=unit_id),
        held=len(held),
        without_coordinator=sum(row.coordinator_id is None for row in held),
    )


def _declines(unit_id: UUID, *, since: datetime, until: datetime) -> tuple[tuple[str, int], ...]:
    rows = Request.objects.filter(
        to_unit=unit_id, state=RequestState.DECLINED, answered_at__gte=since, answered_at__lt=until
    )
    return tuple(Counter(rows.values_list("decline_reason", flat=True)).most_common())


def _began(*causes: MoveCause, since: datetime, until: datetime) -> "QuerySet[Period]":
    before = Period.objects.filter(case=OuterRef("case"), seq=OuterRef("previous_seq"))
    found = Period.objects.filter(cause__in=causes, starts_at__gte=since, starts_at__lt=until)
    return found.annotate(before=Subquery(before.values("unit")[:1]))


def _from(unit_id: UUID) -> Q:
    return Q(before=unit_id) & ~Q(unit=unit_id)

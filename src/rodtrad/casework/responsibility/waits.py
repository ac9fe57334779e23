"""How long people and units waited, read from the steps themselves. Nobody can pause the clock.

Each wait belongs to the month in which it ended, or was still going on when the month did: a finished month never
changes, and what takes longest is not left out.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from rodtrad.casework.responsibility.models import Case, Escalation, Period, Request, RequestEvent
from rodtrad.casework.responsibility.queries import BOUNCES
from rodtrad.casework.responsibility.rules import CaseHistory, Move, Offer, Wait, waits_without_acceptance
from rodtrad.casework.responsibility.vocabulary import EscalationEnd, MoveCause, RequestKind, RequestState

# Causes that begin a new holding by a unit; the others only change who is named there.
UNIT_MOVES = (
    MoveCause.OPENED,
    MoveCause.HANDOVER,
    MoveCause.ASSIGNED,
    MoveCause.UNIT_SUCCEEDED,
    MoveCause.REOPENED,
)
ACCEPTING = (MoveCause.HANDOVER, MoveCause.ASSIGNED)


def answer_waits(*, since: datetime, until: datetime) -> list[Wait]:
    """From the offer to the answer of each hand-over that was accepted or declined in a period."""
    return _answered(since=since, until=until, states=(RequestState.ACCEPTED, RequestState.DECLINED))


def acceptance_waits(*, since: datetime, until: datetime) -> list[Wait]:
    """From the offer to the acceptance of each hand-over that was accepted in a period."""
    return _answered(since=since, until=until, states=(RequestState.ACCEPTED,))


def _answered(*, since: datetime, until: datetime, states: tuple[RequestState, ...]) -> list[Wait]:
    rows = Request.objects.filter(
        kind=RequestKind.HANDOVER, state__in=states, answered_at__gte=since, answered_at__lt=until
    ).order_by("answered_at", "pk")
    return [
        Wait(request_id, sender, receiver, offered, answered, is_over=True)
        for request_id, sender, receiver, offered, answered in rows.values_list(
            "pk", "from_unit", "to_unit", "offered_at", "answered_at"
        )
        if offered and answered
    ]


def unaccepted_waits(*, since: datetime, until: datetime) -> list[Wait]:
    """From a unit first asked somebody to take over until somebody had, or until the period ended and nobody had.

    The pair is the unit that has the person and the one it asked first. Asking another, or asking again, goes on with
    the same wait. It is over without an acceptance when the case was closed, the last request was taken back, or the
    coordinating unit decided that the case stays; such waits are not counted.
    """
    moved_on = Period.objects.filter(
        case=OuterRef("case"), cause__in=UNIT_MOVES, starts_at__gt=OuterRef("offered_at"), starts_at__lt=until
    )
    accepted = Period.objects.filter(cause__in=ACCEPTING, starts_at__gte=since, starts_at__lt=until)
    standing = Request.objects.filter(~Exists(moved_on), kind=RequestKind.HANDOVER, offered_at__lt=until)
    cases = Case.objects.filter(Q(pk__in=accepted.values("case")) | Q(pk__in=standing.values("case")))
    return [wait for history in _histories(cases.values_list("pk", flat=True), until=until)
            for wait in waits_without_acceptance(history, since=since, until=until)]  # fmt: skip


def _histories(case_ids: Iterable[UUID], *, until: datetime) -> list[CaseHistory]:
    """Moves, offers and what ended a wait without a move, for many cases in four queries; nothing after `until`."""
    ids = list(case_ids)
    moves: dict[UUID, list[Move]] = defaultdict(list)
    for case_id, at, unit_id, cause in (
        Period.objects.filter(case__in=ids, cause__in=UNIT_MOVES, starts_at__lt=until)
        .order_by("case", "seq")
        .values_list("case", "starts_at", "unit", "cause")
    ):
        moves[case_id].append(Move(at, unit_id, cause in ACCEPTING))
    offers: dict[UUID, list[Offer]] = defaultdict(list)
    rows = Request.objects.filter(case__in=ids, kind=RequestKind.HANDOVER, offered_at__lt=until)
    for case_id, request_id, sender, receiver, offered, answered, state in rows.order_by(
        "offered_at", "pk"
    ).values_list("case", "pk", "from_unit", "to_unit", "offered_at", "answered_at", "state"):
        assert offered is not None
        taken_back = answered if state == RequestState.WITHDRAWN and answered and answered < until else None
        offers[case_id].append(Offer(request_id, sender, receiver, offered, taken_back))
    stays: dict[UUID, list[datetime]] = defaultdict(list)
    settled = Escalation.objects.filter(case__in=ids, end=EscalationEnd.STAYS, ended_at__lt=until)
    for case_id, ended in settled.order_by("ended_at").values_list("case", "ended_at"):
        assert ended is not None
        stays[case_id].append(ended)
    closed = dict(Case.objects.filter(pk__in=ids, closed_at__lt=until).values_list("pk", "closed_at"))
    return [CaseHistory(tuple(moves[pk]), tuple(offers[pk]), tuple(stays[pk]), closed.get(pk)) for pk in ids]


def bounces(*, since: datetime, until: datetime) -> list[Wait]:
    """Each time a hand-over was declined or passed its deadline in silence in a period, and how long that had taken."""
    rows = RequestEvent.objects.filter(
        kind__in=BOUNCES, request__kind=RequestKind.HANDOVER, occurred_at__gte=since, occurred_at__lt=until
    )
    return [
        Wait(event.request_id, event.request.from_unit_id, event.request.to_unit_id, offered, event.occurred_at, True)
        for event in rows.select_related("request").order_by("occurred_at", "pk")
        if (offered := event.request.offered_at)
    ]


def pairs_asked(*, since: datetime, until: datetime) -> set[tuple[UUID, UUID]]:
    """Which unit has asked which to take over, in a period."""
    rows = Request.objects.filter(kind=RequestKind.HANDOVER, offered_at__gte=since, offered_at__lt=until)
    return set(rows.order_by().values_list("from_unit", "to_unit").distinct())

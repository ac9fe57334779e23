"""The coordinating unit's board: everything that could fall between two chairs, derived from the cases themselves."""

from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import DuplicateHint
from rodtrad.casework.responsibility.models import Case, Escalation, Request
from rodtrad.casework.responsibility.queries import BOUNCES
from rodtrad.casework.responsibility.vocabulary import EscalationCause, RequestKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.worklists.rows import Board, BoardRow, ClarificationRow, DuplicateRow
from rodtrad.registry.organisations.models import Post
from rodtrad.registry.organisations.queries import local_day

MOST = 100


def check_can_see_board(by: Actor) -> None:
    if not by.has(Role.COORDINATING_UNIT) or by.is_control:
        raise NotAllowed(_("The board belongs to the coordinating unit."))


def board(by: Actor, *, at: datetime) -> Board:
    """Escalated cases by name, since this unit decides them; everything else by its short code and unit."""
    check_can_see_board(by)
    return Board(
        nobodys=tuple(_nobodys(at=at)),
        lifted=tuple(_lifted(by)),
        late=tuple(_requests(Request.objects.late_at(at))),
        bounced=tuple(_bounced()),
        waiting=tuple(_requests(Request.objects.awaiting_answer().filter(deadline_at__gt=at))),
        without_coordinator=tuple(_without_coordinator()),
        disputed=tuple(_disputed(at=at)),
        duplicates=tuple(_duplicates()),
    )


def _nobodys(*, at: datetime) -> list[BoardRow]:
    """Open cases with no coordinator who is there, at a unit where no lead is there either. Normally none."""
    day = local_day(at)
    present = Post.objects.active_on(day).with_role(Role.UNIT_LEAD).filter(unit=OuterRef("unit"))
    coordinator_gone = Q(coordinator=None) | ~Q(coordinator__in=Post.objects.active_on(day))
    cases = Case.objects.open().filter(coordinator_gone, ~Exists(present))
    return [_of_case(case) for case in _with_names(cases).order_by("held_since", "pk")[:MOST]]


def _lifted(by: Actor) -> list[BoardRow]:
    rows = (
        Escalation.objects.filter(unit=by.unit_id, ended_at=None)
        .select_related("case__person", "case__unit", "request__to_unit", "owner__user")
        .annotate(bounces=_bounce_count("case__"))
        .order_by("raised_at", "pk")
    )
    return [
        BoardRow(
            reference=row.case.person.reference,
            called=row.case.person.called,
            unit=row.case.unit.name,
            to_unit=row.request.to_unit.name,
            since=row.raised_at,
            deadline_at=None if row.request.answered_at else row.request.deadline_at,
            bounces=row.bounces,  # type: ignore[attr-defined]
            note=str(EscalationCause(row.cause).label),
            leads_to=row.request_id,
            owner=row.owner.user.display_name,
            case_id=row.case_id,
        )
        for row in rows[:MOST]
    ]


def _requests(requests: "QuerySet[Request]") -> list[BoardRow]:
    rows = (
        requests.filter(kind=RequestKind.HANDOVER)
        .select_related("case__person", "from_unit", "to_unit")
        .annotate(bounces=_bounce_count("case__"))
        .order_by("deadline_at", "pk")
    )
    return [
        BoardRow(
            reference=row.case.person.reference,
            unit=row.from_unit.name,
            to_unit=row.to_unit.name,
            since=row.offered_at or row.created_at,
            deadline_at=row.deadline_at,
            bounces=row.bounces,  # type: ignore[attr-defined]
        )
        for row in rows[:MOST]
    ]


def _bounced() -> list[BoardRow]:
    """Cases that were not accepted or met silence since they last moved."""
    cases = Case.objects.open().annotate(bounces=_bounce_count("")).filter(bounces__gt=0)
    return [_of_case(case, case.bounces) for case in _with_names(cases).order_by("-bounces", "held_since")[:MOST]]  # type: ignore[attr-defined]


def _without_coordinator() -> list[BoardRow]:
    return [
        _of_case(case) for case in _with_names(Case.objects.without_coordinator()).order_by("held_since", "pk")[:MOST]
    ]


def _disputed(*, at: datetime) -> list[ClarificationRow]:
    open_ones = persons.open_clarifications()[:MOST]
    held = dict(
        Case.objects.open().filter(person__in=[c.person_id for c in open_ones]).values_list("person", "unit__name")
    )
    claims = persons.claim_counts([c.pk for c in open_ones])
    return [
        ClarificationRow(
            row.pk,
            row.person.reference,
            held.get(row.person_id, ""),
            row.opened_at,
            row.deadline_at,
            row.deadline_at <= at,
            claims.get(row.pk, 0),
        )
        for row in open_ones
    ]


def _duplicates() -> list[DuplicateRow]:
    rows = DuplicateHint.objects.filter(settled_at=None).select_related("first", "second").order_by("found_at", "pk")
    return [
        DuplicateRow(row.pk, row.first.reference, row.second.reference, tuple(row.reasons), row.found_at)
        for row in rows[:MOST]
    ]


def _bounce_count(path: str) -> Count:
    since_it_moved = Q(
        **{
            f"{path}requests__events__kind__in": BOUNCES,
            f"{path}requests__kind": RequestKind.HANDOVER,
            f"{path}requests__events__occurred_at__gte": F(f"{path}unit_since"),
        }
    )
    return Count(f"{path}requests__events", filter=since_it_moved, distinct=True)


def _with_names(cases: "QuerySet[Case]") -> "QuerySet[Case]":
    return cases.select_related("person", "unit")


def _of_case(case: Case, bounces: int = 0) -> BoardRow:
    return BoardRow(
        reference=case.person.reference,
        unit=case.unit.name,
        to_unit="",
        since=case.held_since,
        deadline_at=None,
        bounces=bounces,
    )

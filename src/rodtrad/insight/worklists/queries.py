"""What waits for a post or a unit, grouped by why it needs attention. A constant number of queries, whatever the size."""

from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Window

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import RequestKind, RequestState
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.worklists.rows import (
    AbsenceRow,
    CaseRow,
    LoanRow,
    MyCases,
    RequestRow,
    StaffRow,
    UnitOverview,
)
from rodtrad.registry.organisations import queries as organisations

PAGE = 50
MOST = 50
ALL = 500  # of one unit's open requests; beyond this the coordinating unit has long been told
Row = TypeVar("Row", bound=Model)


def my_cases(by: Actor, *, page: int = 1, at: datetime) -> MyCases:
    """What needs this post now, and all the cases it coordinates, a page of fifty at a time."""
    asked, asked_count = _with_total(_asked(by, at=at))
    sent, sent_count = _with_total(_sent(by, at=at))
    queue, queue_count = _with_total(_queue(by, at=at))
    mine = _cases(by, at=at).filter(coordinator=by.post_id)
    count = mine.count()
    pages = max(1, ceil(count / PAGE))
    page = min(max(1, page), pages)
    return MyCases(
        to_answer=tuple(request_rows(asked, at=at)),
        to_explain=tuple(request_rows((r for r in sent if r.state == RequestState.MORE_INFORMATION), at=at)),
        refused=tuple(_refused(by, at=at)),
        without_coordinator=tuple(case_rows(queue)),
        waiting_for_others=tuple(request_rows((r for r in sent if r.state == RequestState.OFFERED), at=at)),
        to_answer_count=asked_count,
        queue_count=queue_count,
        waiting_count=sent_count - sum(r.state == RequestState.MORE_INFORMATION for r in sent),
        cases=tuple(case_rows(mine.order_by("unit_since", "pk")[(page - 1) * PAGE : page * PAGE])),
        case_count=count,
        page=page,
        pages=pages,
    )


def unit_requests(by: Actor, *, at: datetime) -> tuple[list[RequestRow], list[RequestRow], list[RequestRow]]:
    """What the unit is asked, what it has asked others, and what was answered lately."""
    answered = (
        _requests(by, at=at)
        .filter(Q(to_unit=by.unit_id) | Q(from_unit=by.unit_id), answered_at__isnull=False)
        .order_by("-answered_at", "pk")[:20]
    )
    asked, sent = _asked(by, at=at)[:ALL], _sent(by, at=at)[:ALL]
    return request_rows(asked, at=at), request_rows(sent, at=at), request_rows(answered, at=at)


def unit_overview(by: Actor, *, at: datetime) -> UnitOverview:
    """The unit as its lead sees it: who works here and with how much, who is away, and what nobody has yet."""
    assert by.unit_id is not None
    day = organisations.local_day(at)
    load = responsibility.caseload(by.unit_id)
    queue, queue_count = _with_total(_queue(by, at=at))
    staff = organisations.active_posts(by.unit_id, on=day)
    return UnitOverview(
        unit_name=by.unit_name,
        open_cases=sum(load.values()),
        queue=tuple(case_rows(queue)),
        queue_count=queue_count,
        staff=tuple(StaffRow(p.post_id, p.name, p.title, p.roles, load.get(p.post_id, 0), p.away_until) for p in staff),
        absences=tuple(
            AbsenceRow(
                row.pk,
                row.post_id,
                row.post.user.display_name,
                row.starts_on,
                row.ends_on,
                row.stand_in.user.display_name if row.stand_in else "",
            )
            for row in organisations.absence_lines(by.unit_id, on=day)
        ),
        loans=tuple(
            LoanRow(row.post.user.display_name, row.starts_on, row.ends_on)
            for row in organisations.loans(by.unit_id, on=day)
        ),
    )


def _requests(by: Actor, *, at: datetime) -> QuerySet[Request]:
    """Requests the unit is part of, about people it may list or handed over itself."""
    visible = as_filter(by, Section.BASICS, Operation.LIST, at=at, person="case__person_id")
    return Request.objects.filter(visible).select_related("case__person", "from_unit", "to_unit")


def _asked(by: Actor, *, at: datetime) -> QuerySet[Request]:
    rows = _requests(by, at=at).awaiting_answer().filter(to_unit=by.unit_id)  # type: ignore[attr-defined]
    return rows.order_by("deadline_at", "pk")  # type: ignore[no-any-return]


def _sent(by: Actor, *, at: datetime) -> QuerySet[Request]:
    rows = _requests(by, at=at).awaiting_answer().filter(from_unit=by.unit_id)  # type: ignore[attr-defined]
    return rows.order_by("deadline_at", "pk")  # type: ignore[no-any-return]


def _with_total(found: "QuerySet[Row]") -> "tuple[list[Row], int]":
    """The first rows, and how many there are in all, in one query."""
    rows = list(found.annotate(in_all=Window(Count("*")))[:MOST])
    return rows, rows[0].in_all if rows else 0


def _refused(by: Actor, *, at: datetime) -> list[RequestRow]:
    later = Request.objects.filter(
        case=OuterRef("case"), kind=RequestKind.HANDOVER, created_at__gt=OuterRef("created_at")
    )
    rows = _requests(by, at=at).filter(
        ~Exists(later),
        from_unit=by.unit_id,
        case__unit=by.unit_id,
        case__status="OPEN",
        state=RequestState.DECLINED,
        kind=RequestKind.HANDOVER,
    )
    return request_rows(rows.order_by("answered_at", "pk")[:MOST], at=at)


def _cases(by: Actor, *, at: datetime) -> QuerySet[Case]:
    visible = as_filter(by, Section.BASICS, Operation.LIST, at=at, person="person_id")
    return (
        Case.objects.open()
        .filter(visible, unit=by.unit_id)
        .select_related("person", "coordinator__user", "stands_in_for__user")
    )


def _queue(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """The lead's queue is seen by those who can name a coordinator."""
    if not by.has(Role.UNIT_LEAD, Role.COORDINATOR):
        return Case.objects.none()
    return _cases(by, at=at).filter(coordinator=None).order_by("held_since", "pk")


def case_rows(cases: Iterable[Case]) -> list[CaseRow]:
    return [
        CaseRow(
            case_id=case.pk,
            person_id=case.person_id,
            called=case.person.called,
            reference=case.person.reference,
            need=case.need,
            held_since=case.held_since,
            unit_since=case.unit_since,
            coordinator=case.coordinator.user.display_name if case.coordinator else "",
            stands_in_for=case.stands_in_for.user.display_name if case.stands_in_for else "",
        )
        for case in cases
    ]


def request_rows(requests: Iterable[Request], *, at: datetime) -> list[RequestRow]:
    return [
        RequestRow(
            request_id=request.pk,
            person_id=request.case.person_id,
            called=request.case.person.called,
            reference=request.case.person.reference,
            kind=request.kind,
            state=request.state,
            urgency=request.urgency,
            need=request.need,
            from_unit=request.from_unit.name,
            to_unit=request.to_unit.name,
            offered_at=request.offered_at or request.created_at,
            deadline_at=request.deadline_at or request.created_at,
            answered_at=request.answered_at,
            is_late=request.answered_at is None and request.deadline_at is not None and request.deadline_at <= at,
            is_loop=request.is_loop,
        )
        for request in requests
    ]

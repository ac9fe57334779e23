"""What waits for a post or a unit, grouped by why it needs attention. A constant number of queries, whatever the size."""

from collections.abc import Iterable
from datetime import datetime
from math import ceil

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.district_offers.queries import open_duties
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
# The columns of a row on a list, in the order of CaseRow, and those that RequestRow is made of.
OF_A_CASE = (
    *("pk", "person", "person__called", "person__reference", "need", "held_since", "unit_since"),
    *("coordinator__user__display_name", "stands_in_for__user__display_name"),
)
WITH_A_REQUEST = ("case__person", "from_unit", "to_unit", "suggested_unit")
OF_A_REQUEST = (
    *("kind", "state", "urgency", "need", "created_at", "offered_at", "deadline_at", "answered_at", "is_loop"),
    *("case__person__called", "case__person__reference", "from_unit__name", "to_unit__name"),
    *("suggested_unit__name",),
)


def my_cases(by: Actor, *, page: int = 1, at: datetime) -> MyCases:
    """What needs this post now, and all the cases it coordinates, a page of fifty at a time."""
    asked, sent = _asked_and_sent(by, at=at)
    more_wanted = [row for row in sent if row.state == RequestState.MORE_INFORMATION]
    waiting = [row for row in sent if row.state == RequestState.OFFERED]
    queue, queue_count = _case_rows(_queue(by, at=at))
    mine = _cases(by, at=at).filter(coordinator=by.post_id).order_by("unit_since", "pk")
    cases, count = _case_rows(mine, page=page)
    if page > 1 and not cases:  # asked for a page after the last
        page = max(1, ceil(mine.count() / PAGE))
        cases, count = _case_rows(mine, page=page)
    return MyCases(
        to_answer=tuple(asked[:MOST]),
        to_explain=tuple(more_wanted[:MOST]),
        refused=tuple(_refused(by, at=at)),
        without_coordinator=queue,
        waiting_for_others=tuple(waiting[:MOST]),
        to_offer=tuple(open_duties(by, at=at)),
        to_answer_count=len(asked),
        queue_count=queue_count,
        waiting_count=len(waiting),
        cases=cases,
        case_count=count,
        page=max(1, page),
        pages=max(1, ceil(count / PAGE)),
    )


def unit_requests(by: Actor, *, at: datetime) -> tuple[list[RequestRow], list[RequestRow], list[RequestRow]]:
    """What the unit is asked, what it has asked others, and what was answered lately."""
    answered = (
        _requests(by, at=at)
        .filter(Q(to_unit=by.unit_id) | Q(from_unit=by.unit_id), answered_at__isnull=False)
        .order_by("-answered_at", "pk")[:20]
    )
    return *_asked_and_sent(by, at=at), request_rows(answered, at=at)


def unit_overview(by: Actor, *, at: datetime) -> UnitOverview:
    """The unit as its lead sees it: who works here and with how much, who is away, and what nobody has yet."""
    assert by.unit_id is not None
    day = organisations.local_day(at)
    load = responsibility.caseload(by.unit_id)
    queue, queue_count = _case_rows(_queue(by, at=at))
    staff = organisations.active_posts(by.unit_id, on=day)
    return UnitOverview(
        unit_name=by.unit_name,
        open_cases=sum(load.values()),
        queue=queue,
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
    return Request.objects.filter(visible).select_related(*WITH_A_REQUEST).only(*OF_A_REQUEST)


def _asked_and_sent(by: Actor, *, at: datetime) -> tuple[list[RequestRow], list[RequestRow]]:
    """What waits for this unit's answer, and what this unit waits for, in one query; what is due first stands first."""
    waiting = _requests(by, at=at).awaiting_answer().filter(Q(to_unit=by.unit_id) | Q(from_unit=by.unit_id))  # type: ignore[attr-defined]
    rows = list(waiting.order_by("deadline_at", "pk")[:ALL])
    asked = [row for row in rows if row.to_unit_id == by.unit_id]
    sent = [row for row in rows if row.from_unit_id == by.unit_id]
    return request_rows(asked, at=at), request_rows(sent, at=at)


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
    return Case.objects.open().filter(visible, unit=by.unit_id)


def _queue(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """The lead's queue is seen by those who can name a coordinator."""
    if not by.has(Role.UNIT_LEAD, Role.COORDINATOR):
        return Case.objects.none()
    return _cases(by, at=at).filter(coordinator=None).order_by("held_since", "pk")


def _case_rows(cases: QuerySet[Case], *, page: int = 1) -> tuple[tuple[CaseRow, ...], int]:
    """A page of rows, and how many there are in all, in one query for what a row shows and no more."""
    found = cases.annotate(in_all=Window(Count("*"))).values_list("in_all", *OF_A_CASE)
    rows = list(found[(max(1, page) - 1) * PAGE :][:PAGE])
    count = rows[0][0] if rows else 0
    return tuple(CaseRow(*(said or "" for said in row[1:])) for row in rows), count  # type: ignore[arg-type]


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
            suggested_unit_id=request.suggested_unit_id,
            suggested_unit=request.suggested_unit.name if request.suggested_unit else "",
        )
        for request in requests
    ]

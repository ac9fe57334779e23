"""Everybody on the list of a post, and of a lead's other posts; a constant number of queries for each unit."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.district_offers.queries import open_duties
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Case, JointMeeting, Request
from rodtrad.casework.responsibility.vocabulary import RequestKind, RequestState
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.transitions.queries import coming_at
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import Role
from rodtrad.foundation.working_days import END_OF_DAY, OSLO
from rodtrad.insight.work_list.rows import Drop, Group, WorkFilter, WorkList, WorkRow
from rodtrad.insight.work_list.vocabulary import Reason, Whose
from rodtrad.insight.worklists.news import quiet_cases
from rodtrad.registry.organisations import queries as organisations

SHOWN = 50  # rows of a group; the filter narrows it
Because = tuple[Reason, datetime | None]


def work_list(wanted: WorkFilter, *, by: Actor, at: datetime) -> WorkList:
    """The list of the actor's own unit, and of the other units the same user leads, each with that post's rights.

    When the filter leaves nothing, says which part of it to leave out.
    """
    rows = [row for actor in units_of(by, at=at) for row in _rows(actor, me=by, at=at)]
    shown = [row for row in rows if wanted.lets(row)]
    return WorkList(
        groups=tuple(_groups(shown)),
        units=tuple((actor.own_unit_id, actor.unit_name) for actor in units_of(by, at=at)),
        drops=() if shown else tuple(_drops(wanted, rows)),
        total=len(rows),
    )


def units_of(by: Actor, *, at: datetime) -> list[Actor]:
    """The actor, and, for a lead, the same user as lead of other units. Each acts within its own rights only."""
    if not by.has(Role.UNIT_LEAD) or by.user_id is None:
        return [by]
    posts = organisations.posts_of(by.user_id, on=organisations.local_day(at))
    others = [p.post_id for p in posts if p.post_id != by.post_id and Role.UNIT_LEAD.value in p.roles]
    found = [organisations.actor_for(post_id, user_id=by.user_id, at=at) for post_id in others]
    return [by, *(actor for actor in found if actor is not None and actor.gives_care)]


def _groups(rows: list[WorkRow]) -> Iterator[Group]:
    for reason in Reason:
        mine = [row for row in rows if row.reason is reason]
        if mine:
            mine.sort(key=lambda row: (row.due_at is None, row.due_at or 0, row.called, row.reference))
            yield Group(reason, len(mine), mine[0].due_at, tuple(mine[:SHOWN]))


def _drops(wanted: WorkFilter, rows: list[WorkRow]) -> Iterator[Drop]:
    looser = {
        "reason": replace(wanted, reason=None),
        "unit": replace(wanted, unit_id=None),
        "whose": replace(wanted, whose=Whose.ALL),
    }
    for name, without in looser.items():
        if without != wanted and (hits := sum(without.lets(row) for row in rows)):
            yield Drop(name, hits)


def _rows(actor: Actor, *, me: Actor, at: datetime) -> Iterator[WorkRow]:
    """Requests that wait for the unit's answer, then its own cases, each with its most urgent reason."""
    asked, because = _because(actor, at=at)
    for request in asked:
        person = request.case.person
        yield WorkRow(
            person.pk, request.pk, person.called, person.reference, actor.own_unit_id, actor.unit_name, "",
            False, False, Reason.TO_ANSWER, request.deadline_at,
        )  # fmt: skip
    visible = as_filter(actor, Section.BASICS, Operation.LIST, at=at, person="person_id")
    cases = Case.objects.open().filter(visible, unit=actor.unit_id).select_related("person", "coordinator__user")
    for case in cases.order_by("unit_since", "pk"):
        reasons = because.get(case.pk, []) + because.get(case.person_id, [])
        if case.coordinator is None:
            reasons.append((Reason.UNASSIGNED, None))
        reason, due_at = min(reasons, key=_urgency, default=(Reason.CALM, None))
        yield WorkRow(
            case.person_id, None, case.person.called, case.person.reference, actor.own_unit_id, actor.unit_name,
            case.coordinator.user.display_name if case.coordinator else "",
            case.coordinator_id == me.post_id, case.coordinator is None, reason, due_at,
        )  # fmt: skip


_ORDER = list(Reason)


def _urgency(because: Because) -> tuple[int, bool, float]:
    reason, due_at = because
    return _ORDER.index(reason), due_at is None, due_at.timestamp() if due_at else 0


def _because(actor: Actor, *, at: datetime) -> tuple[list[Request], dict[UUID, list[Because]]]:
    """The requests the unit is asked, and every other reason by the case, or by the person, it is about."""
    because: dict[UUID, list[Because]] = defaultdict(list)
    visible = as_filter(actor, Section.BASICS, Operation.LIST, at=at, person="case__person_id")
    later = Request.objects.filter(
        case=OuterRef("case"), kind=RequestKind.HANDOVER, created_at__gt=OuterRef("created_at")
    )
    waiting = Q(state__in=[RequestState.OFFERED, RequestState.MORE_INFORMATION])
    refused = Q(~Exists(later), state=RequestState.DECLINED, kind=RequestKind.HANDOVER, case__unit=actor.unit_id)
    found = Request.objects.filter(visible, waiting | refused, Q(to_unit=actor.unit_id) | Q(from_unit=actor.unit_id))
    asked = []
    for request in found.select_related("case__person").order_by("deadline_at", "pk"):
        if request.to_unit_id == actor.unit_id and request.state != RequestState.DECLINED:
            asked.append(request)
        elif request.from_unit_id == actor.unit_id:
            because[request.case_id].append(_of_request(request, at=at))
    for meeting in JointMeeting.objects.filter(case__unit=actor.unit_id, outcome=""):
        because[meeting.case_id].append(_by_the_day(meeting.proposed_on, at=at))
    for case_id in quiet_cases(Case.objects.open().filter(unit=actor.unit_id), at=at).values_list("pk", flat=True):
        because[case_id].append((Reason.QUIET, None))
    for duty in open_duties(actor, at=at):
        because[duty.person_id].append((Reason.OVERDUE if duty.is_late else Reason.DUE, duty.due_at))
    for person_id, due_on in Task.objects.open().filter(unit=actor.unit_id).values_list("person", "due_on"):
        because[person_id].append(_by_the_day(due_on, at=at))
    for person_id, happens_on in coming_at(actor.own_unit_id, on=organisations.local_day(at)):
        because[person_id].append(_by_the_day(happens_on, at=at))
    return asked, because


def _by_the_day(due_on: date, *, at: datetime) -> Because:
    due_at = datetime.combine(due_on, END_OF_DAY, tzinfo=OSLO)
    return Reason.OVERDUE if due_at <= at else Reason.DUE, due_at


def _of_request(request: Request, *, at: datetime) -> Because:
    if request.state == RequestState.DECLINED:
        return Reason.REFUSED, None
    if request.deadline_at and request.deadline_at <= at:
        return Reason.OVERDUE, request.deadline_at
    if request.state == RequestState.MORE_INFORMATION:
        return Reason.TO_EXPLAIN, request.deadline_at
    return Reason.WAITING, request.deadline_at

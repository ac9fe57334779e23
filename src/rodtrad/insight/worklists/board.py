"""The coordinating unit's board: everything that could fall between two chairs, derived from the cases themselves."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from math import ceil
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import DuplicateHint
from rodtrad.casework.responsibility.models import Case, Escalation, Request
from rodtrad.casework.responsibility.queries import BOUNCES
from rodtrad.casework.responsibility.vocabulary import EscalationCause, RequestKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed, NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.worklists.news import quiet_cases
from rodtrad.insight.worklists.rows import BoardGroup, BoardRow, ClarificationRow, DuplicateRow, MetRow
from rodtrad.registry.organisations.coordination import coordinated_units
from rodtrad.registry.organisations.models import Post
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

FIRST = 5  # rows of each group on the board itself; the whole group has a page of its own
PAGE = 50


class _Place(NamedTuple):
    """Who looks, when, and at which units. A district's coordinating unit never sees another district's persons."""

    by: Actor
    at: datetime
    units: set[UUID] | None  # None is the whole city


class _Group(NamedTuple):
    """Who belongs to a group, in order, and how some of them become rows."""

    found: "QuerySet[Any]"
    as_rows: "Callable[[Iterable[Any]], list[Any]]"


def check_can_see_board(by: Actor) -> None:
    if not by.has(Role.COORDINATING_UNIT) or by.is_control:
        raise NotAllowed(_("The board belongs to the coordinating unit."))


def board(by: Actor, *, at: datetime) -> list[BoardGroup]:
    """Every group with its true size and its first rows.

    Escalated cases stand by name, since this unit decides them; everything else by its short code and unit.
    """
    check_can_see_board(by)
    here = _Place(by, at, coordinated_units(by.own_unit_id))
    return [_page(key, make(here), page=1, size=FIRST) for key, make in GROUPS.items()]


def board_group(key: str, *, page: int, by: Actor, at: datetime) -> BoardGroup:
    """One group, a page of fifty at a time. Raises NotFound when there is no such group."""
    check_can_see_board(by)
    if key not in GROUPS:
        raise NotFound(_("The board has no such list."))
    return _page(key, GROUPS[key](_Place(by, at, coordinated_units(by.own_unit_id))), page=page, size=PAGE)


def _page(key: str, group: _Group, *, page: int, size: int) -> BoardGroup:
    total = group.found.count()
    pages = max(1, ceil(total / size))
    page = min(max(1, page), pages)
    rows = group.as_rows(group.found[(page - 1) * size : page * size]) if total else []
    return BoardGroup(key, total, tuple(rows), page, pages)


def _nobodys(here: _Place) -> _Group:
    """Open cases with no coordinator who is there, at a unit where no lead is there either. Normally none."""
    day = local_day(here.at)
    present = Post.objects.active_on(day).with_role(Role.UNIT_LEAD).filter(unit=OuterRef("unit"))
    coordinator_gone = Q(coordinator=None) | ~Q(coordinator__in=Post.objects.active_on(day))
    return _cases(_open(here).filter(coordinator_gone, ~Exists(present)).order_by("held_since", "pk"))


def _open(here: _Place) -> "QuerySet[Case]":
    """The open cases of the units that are looked at."""
    cases = Case.objects.open()
    return cases if here.units is None else cases.filter(unit__in=here.units)


def _lifted(here: _Place) -> _Group:
    found = (
        Escalation.objects.filter(unit=here.by.unit_id, ended_at=None)
        .select_related("case__person", "case__unit", "request__to_unit", "owner__user")
        .annotate(bounces=_bounce_count("case__"))
        .order_by("raised_at", "pk")
    )
    return _Group(found, _escalation_rows)


def _late(here: _Place) -> _Group:
    return _requests(Request.objects.late_at(here.at), here)


def _waiting(here: _Place) -> _Group:
    return _requests(Request.objects.awaiting_answer().filter(deadline_at__gt=here.at), here)


def _requests(requests: "QuerySet[Request]", here: _Place) -> _Group:
    if here.units is not None:
        requests = requests.filter(Q(from_unit__in=here.units) | Q(to_unit__in=here.units))
    found = (
        requests.filter(kind=RequestKind.HANDOVER)
        .select_related("case__person", "from_unit", "to_unit")
        .annotate(bounces=_bounce_count("case__"))
        .order_by("deadline_at", "pk")
    )
    return _Group(found, _request_rows)


def _bounced(here: _Place) -> _Group:
    """Cases that were not accepted or met silence since they last moved."""
    bounced = _open(here).annotate(bounces=_bounce_count("")).filter(bounces__gt=0)
    return _cases(bounced.order_by("-bounces", "held_since", "pk"))


def _without_coordinator(here: _Place) -> _Group:
    return _cases(_open(here).filter(coordinator=None).order_by("held_since", "pk"))


def _met(here: _Place) -> _Group:
    """Wanted help, and the unit that met them has taken nobody's time within the hours of the rule (R-10-01)."""
    hours = rulebook.value("encounter.unanswered_hours", on=local_day(here.at))
    found = Encounter.objects.waiting().filter(occurred_at__lte=here.at - timedelta(hours=hours))
    if here.units is not None:
        found = found.filter(unit__in=here.units)
    return _Group(found.select_related("unit").order_by("occurred_at", "pk"), _met_rows)


def _quiet(here: _Place) -> _Group:
    return _Group(quiet_cases(_open(here), at=here.at).select_related("person", "unit"), _quiet_rows)


def _disputed(here: _Place) -> _Group:
    def as_rows(clarifications: "Iterable[Any]") -> list[ClarificationRow]:
        return _clarification_rows(list(clarifications), at=here.at)

    found = persons.open_clarifications()
    if here.units is not None:
        found = found.filter(person__in=_open(here).values("person"))
    return _Group(found, as_rows)


def _duplicates(here: _Place) -> _Group:
    hints = DuplicateHint.objects.filter(settled_at=None).select_related("first", "second")
    if here.units is not None:
        mine = _open(here).values("person")
        hints = hints.filter(first__in=mine, second__in=mine)
    return _Group(hints.order_by("found_at", "pk"), _duplicate_rows)


# In the order of urgency.
GROUPS: dict[str, Callable[[_Place], _Group]] = {
    "nobodys": _nobodys,
    "lifted": _lifted,
    "met": _met,
    "late": _late,
    "bounced": _bounced,
    "waiting": _waiting,
    "without": _without_coordinator,
    "quiet": _quiet,
    "disputed": _disputed,
    "duplicates": _duplicates,
}


def _escalation_rows(escalations: "Iterable[Any]") -> list[BoardRow]:
    return [
        BoardRow(
            reference=row.case.person.reference,
            called=row.case.person.called,
            unit=row.case.unit.name,
            to_unit=row.request.to_unit.name,
            since=row.raised_at,
            deadline_at=None if row.request.answered_at else row.request.deadline_at,
            bounces=row.bounces,
            note=str(EscalationCause(row.cause).label),
            leads_to=row.request_id,
            owner=row.owner.user.display_name,
            case_id=row.case_id,
        )
        for row in escalations
    ]


def _request_rows(requests: "Iterable[Any]") -> list[BoardRow]:
    return [
        BoardRow(
            reference=row.case.person.reference,
            unit=row.from_unit.name,
            to_unit=row.to_unit.name,
            since=row.offered_at or row.created_at,
            deadline_at=row.deadline_at,
            bounces=row.bounces,
        )
        for row in requests
    ]


def _cases(cases: "QuerySet[Case]") -> _Group:
    return _Group(cases.select_related("person", "unit"), _case_rows)


def _case_rows(cases: "Iterable[Any]") -> list[BoardRow]:
    return [
        BoardRow(
            reference=case.person.reference,
            unit=case.unit.name,
            to_unit="",
            since=case.held_since,
            deadline_at=None,
            bounces=getattr(case, "bounces", 0),
        )
        for case in cases
    ]


def _quiet_rows(cases: "Iterable[Any]") -> list[BoardRow]:
    return [BoardRow(case.person.reference, case.unit.name, "", case.last_news_at, None, 0) for case in cases]


def _met_rows(encounters: "Iterable[Any]") -> list[MetRow]:
    return [MetRow(row.unit.name, row.unit.phone, row.place, row.age_band, row.occurred_at) for row in encounters]


def _clarification_rows(clarifications: list[Any], *, at: datetime) -> list[ClarificationRow]:
    people = [row.person_id for row in clarifications]
    held = dict(Case.objects.open().filter(person__in=people).values_list("person", "unit__name"))
    claims = persons.claim_counts([row.pk for row in clarifications])
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
        for row in clarifications
    ]


def _duplicate_rows(hints: "Iterable[Any]") -> list[DuplicateRow]:
    return [
        DuplicateRow(row.pk, row.first.reference, row.second.reference, tuple(row.reasons), row.found_at)
        for row in hints
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

"""Who should be offered to their district, and how many were offered in time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.district_offers.models import Duty, Postponement
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.models import Request
from rodtrad.casework.responsibility.vocabulary import RequestKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.organisations.coordination import units_of_districts


@dataclass(frozen=True)
class Moved:
    """One postponement: from when to when, by whom, and why."""

    from_at: datetime
    to_at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class DutyRow:
    """Somebody the unit should offer to a district."""

    duty_id: UUID
    person_id: UUID
    called: str
    reference: str
    district: str
    due_at: datetime
    is_late: bool
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class InTime:
    """How many were due in a period, and how many of them were offered too late or not at all."""

    due: int
    late: int


def open_duties(by: Actor, *, at: datetime) -> list[DutyRow]:
    """Those the actor's unit holds and may list, the most pressing first; what was offered a moment ago is left out."""
    visible = as_filter(by, Section.BASICS, Operation.LIST, at=at, person="case__person_id")
    found = Duty.objects.open().filter(visible, case__unit=by.unit_id, case__status="OPEN")
    duties = list(found.select_related("case__person", "belonging__area").order_by("due_at", "pk"))
    offered = first_offers(duties) if duties else {}
    waiting = [duty for duty in duties if duty.pk not in offered]
    moved: dict[UUID, list[Moved]] = defaultdict(list)
    rows = Postponement.objects.filter(duty__in=waiting).select_related("moved_by__user").order_by("moved_at")
    for row in rows if waiting else ():
        moved[row.duty_id].append(Moved(row.from_at, row.to_at, row.moved_by.user.display_name, row.reason))
    return [_row(duty, tuple(moved[duty.pk]), at=at) for duty in waiting]


def _row(duty: Duty, moved: tuple[Moved, ...], *, at: datetime) -> DutyRow:
    person, area = duty.case.person, duty.belonging.area
    name = area.name if area else ""
    return DutyRow(duty.pk, person.pk, person.called, person.reference, name, duty.due_at, duty.due_at <= at, moved)


def duty_for(duty_id: UUID, *, by: Actor, at: datetime) -> DutyRow:
    """One of those, to postpone it. Raises NotFound for all others."""
    found = next((row for row in open_duties(by, at=at) if row.duty_id == duty_id), None)
    if found is None:
        raise NotFound(_("Nobody waits to be offered to a district under this address."))
    return found


def first_offers(duties: Iterable[Duty]) -> dict[UUID, datetime]:
    """When each was first offered to a unit of the district, since it began to be due."""
    by_case = defaultdict(list)
    for duty in duties:
        by_case[duty.case_id].append(duty)
    within = units_of_districts()
    requests = Request.objects.filter(kind=RequestKind.HANDOVER, case__in=by_case, offered_at__isnull=False)
    found: dict[UUID, datetime] = {}
    for case_id, to_unit, offered in requests.order_by("offered_at").values_list("case", "to_unit", "offered_at"):
        for duty in by_case[case_id]:
            if offered and offered >= duty.begins_at and within.get(to_unit) == code_of(duty):
                found.setdefault(duty.pk, offered)
    return found


def code_of(duty: Duty) -> str:
    area = duty.belonging.area
    return area.code if area else ""


def in_time(*, since: datetime, until: datetime, unit_id: UUID | None = None) -> InTime:
    """Of those due in a period. Who moved away, or whose case was closed, before it was due is not counted."""
    due = Duty.objects.filter(due_at__gte=since, due_at__lt=until).exclude(
        ~Q(end="OFFERED"), ended_at__isnull=False, ended_at__lte=F("due_at")
    )
    if unit_id is not None:
        due = due.filter(case__unit=unit_id)
    is_late = Q(ended_at=None) | Q(ended_at__gt=F("due_at"))
    return InTime(**due.aggregate(due=Count("pk"), late=Count("pk", filter=is_late)))

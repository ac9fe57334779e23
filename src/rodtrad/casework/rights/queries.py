"""Reading what the person's own pages and the units that answer need."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.access.operations import open_person
from rodtrad.casework.access.vocabulary import Purpose
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.rights.models import Matter, Sheet, Visit
from rodtrad.foundation.actor import Actor


@dataclass(frozen=True)
class VisitNow:
    """A visit that goes on, and whose it is."""

    visit_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class SheetLine:
    """How it stands with a sheet, for the worker who hands them out; `made_by` is empty if the person made it."""

    made_by: str
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None
    ended_at: datetime | None
    end_reason: str


def visit_now(visit_id: UUID, *, at: datetime) -> VisitNow | None:
    """A visit that is still going on. Asked at every request, so that a stopped sheet ends it at once."""
    rows = Visit.objects.filter(pk=visit_id, ended_at=None, began_at__lte=at, ends_at__gt=at)
    person_id = rows.values_list("person", flat=True).first()
    return VisitNow(visit_id, person_id) if person_id else None


def last_sheet(person_id: UUID, *, by: Actor, at: datetime) -> SheetLine | None:
    """The newest sheet of a person, opened at the door (and so logged). Raises NotFound."""
    open_person(person_id, by=by, purpose=Purpose.FOLLOW_UP, at=at)
    rows = Sheet.objects.filter(person__in=persons.same_person_ids(person_id)).select_related("issued_by__unit")
    row = rows.order_by("-issued_at").first()
    if row is None:
        return None
    made_by = row.issued_by.unit.name if row.issued_by else ""
    return SheetLine(made_by, row.issued_at, row.expires_at, row.used_at, row.ended_at, row.end_reason)


def matters_of(person_ids: list[UUID]) -> list[Matter]:
    """Everything the person has asked, newest first."""
    rows = Matter.objects.filter(person__in=person_ids).select_related("asked_unit", "unit", "answered_by__unit")
    return list(rows.order_by("-asked_at", "-pk"))

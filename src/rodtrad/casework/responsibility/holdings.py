"""Who had whom on a day, and how many different people a person has had, read from the periods."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min
from django.db.models.functions import Coalesce

from rodtrad.casework.responsibility.models import Case, Period
from rodtrad.casework.responsibility.vocabulary import PeriodKind


@dataclass(frozen=True)
class Holding:
    """One case a unit held at an instant, and with whom; `coordinator_id` is empty in the lead's queue."""

    case_id: UUID
    person_id: UUID
    reference: str
    coordinator_id: UUID | None
    coordinator: str
    unit_since: datetime  # when the period of that instant began


@dataclass(frozen=True)
class Contact:
    """Somebody who was coordinator for a person, and from when to when; `until` is empty while it lasts."""

    user_id: UUID
    name: str
    unit: str
    since: datetime
    until: datetime | None


def held_at(unit_id: UUID, *, at: datetime) -> list[Holding]:
    """Every case a unit held at an instant, as its history says."""
    rows = Period.objects.filter(unit=unit_id, kind=PeriodKind.HELD, starts_at__lt=at, ends_at__gte=at)
    found = rows.select_related("case__person", "coordinator__user").order_by("starts_at", "pk")
    return [
        Holding(
            row.case_id,
            row.case.person_id,
            row.case.person.reference,
            row.coordinator_id,
            row.coordinator.user.display_name if row.coordinator else "",
            row.starts_at,
        )
        for row in found
    ]


def recorded_since() -> datetime | None:
    """The first instant of which the history tells anything."""
    found: datetime | None = Period.objects.aggregate(first=Min("starts_at"))["first"]
    return found


def contacts_of(person_ids: Iterable[UUID], *, since: datetime, until: datetime) -> dict[UUID, list[Contact]]:
    """The coordinators each person has had in a period, at all units, oldest first; joined records are one person."""
    human = Coalesce("case__person__merged_into", "case__person")
    rows = (
        Period.objects.annotate(human=human)
        .filter(human__in=list(person_ids), coordinator__isnull=False, starts_at__lt=until, ends_at__gt=since)
        .order_by("starts_at", "pk")
        .values_list(
            "human", "coordinator__user", "coordinator__user__display_name", "unit__name", "starts_at", "ends_at"
        )
    )
    found: dict[UUID, list[Contact]] = defaultdict(list)
    for person_id, user_id, name, unit, starts, ends in rows:
        found[person_id].append(Contact(user_id, name, unit, starts, ends if ends < until else None))
    return found


def persons_of(unit_id: UUID) -> dict[UUID, UUID]:
    """The open case of each person a unit holds now, by the person whom joined records lead to."""
    human = Coalesce("person__merged_into", "person")
    return dict(Case.objects.open().filter(unit=unit_id).annotate(human=human).values_list("human", "pk"))

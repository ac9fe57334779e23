from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.audit.vocabulary import EntryKind

READINGS = (EntryKind.READ, EntryKind.LIST, EntryKind.EXPORT, EntryKind.REFUSAL, EntryKind.LOG_READ)


def was_recorded(event: str) -> bool:
    """Whether an event stands in the log at all."""
    return Entry.objects.filter(event=event).exists()


def readings(person_ids: Collection[UUID], *, skip: int = 0, limit: int) -> list[Entry]:
    """Every time somebody looked at these records, was shown them in a list, took a copy or was refused; newest first."""
    rows = Entry.objects.filter(person_id__in=person_ids, kind__in=READINGS)
    return list(rows.order_by("-occurred_at", "-pk")[skip : skip + limit])


def count_readings(person_ids: Collection[UUID]) -> int:
    """How many such lines the log has."""
    return Entry.objects.filter(person_id__in=person_ids, kind__in=READINGS).count()


def reading_of(entry_id: UUID, *, person_ids: Collection[UUID]) -> Entry | None:
    """One such line, if it is about one of these records."""
    return Entry.objects.filter(pk=entry_id, person_id__in=person_ids, kind__in=READINGS).first()


def count_openings(*, since: datetime, until: datetime) -> int:
    """How many times staff opened a person's record in a period."""
    return Entry.objects.filter(
        kind=EntryKind.READ, actor_kind="STAFF", person_id__isnull=False, occurred_at__gt=since, occurred_at__lte=until
    ).count()


def everything_about(person_ids: Collection[UUID]) -> list[Entry]:
    """Every line about these records, acts and readings, in the order of the chain."""
    return list(Entry.objects.filter(person_id__in=person_ids).order_by("occurred_at", "pk"))


def people_opened_by(user_id: UUID, *, since: datetime, until: datetime, at_most: int) -> set[UUID]:
    """Whom a user has opened in a period, as far as `at_most` different people."""
    rows = Entry.objects.filter(
        user_id=user_id, kind=EntryKind.READ, person_id__isnull=False, occurred_at__gt=since, occurred_at__lte=until
    )
    return {pk for pk in rows.order_by().values_list("person_id", flat=True).distinct()[:at_most] if pk}


def staff_readings(
    *,
    since: datetime,
    until: datetime,
    unit_id: UUID | None = None,
    post_id: UUID | None = None,
    person_ids: Collection[UUID] | None = None,
    kind: str = "",
) -> QuerySet[Entry]:
    """What staff looked at, were shown, took along or were refused in a period; narrowed by what is given."""
    rows = Entry.objects.filter(kind__in=READINGS, actor_kind="STAFF", occurred_at__gte=since, occurred_at__lt=until)
    narrowed = {"unit_id": unit_id, "post_id": post_id, "kind": kind}
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value})
    return rows if person_ids is None else rows.filter(person_id__in=person_ids)

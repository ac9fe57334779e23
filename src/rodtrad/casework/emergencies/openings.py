"""Which openings the emergencies of this hour come to: what stored grants must equal."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from rodtrad.casework.emergencies.models import Emergency
from rodtrad.casework.grants.operations import Opening
from rodtrad.casework.grants.vocabulary import Relation


def expected_openings(*, at: datetime, person_ids: Iterable[UUID] | None = None) -> list[Opening]:
    """Everything that is open by an emergency at an instant, of some persons or of all."""
    running = Emergency.objects.open_at(at)
    if person_ids is not None:
        running = running.filter(person__in=list(person_ids))
    return [opening_of(row, at=at) for row in running]


def opening_of(row: Emergency, *, at: datetime) -> Opening:
    assert row.closes_at is not None
    return Opening(
        person_id=row.person_id,
        relation=Relation.NONE,
        unit_id=row.unit_id,
        source_id=row.pk,
        at=at,
        until=row.closes_at,
        user_id=row.user_id,
        reason=row.reason,
    )

"""Which openings the person's consents come to: what stored grants must equal."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from rodtrad.casework.consents.models import Part
from rodtrad.casework.grants.operations import Opening
from rodtrad.casework.grants.vocabulary import Relation


def expected_openings(*, at: datetime, person_ids: Iterable[UUID] | None = None) -> list[Opening]:
    """Everything the running consents open at an instant, of some persons or of all."""
    parts = Part.objects.filter(
        ended_at=None, consent__given_at__lte=at, consent__until_at__gt=at, consent__withdrawn_at=None
    )
    if person_ids is not None:
        parts = parts.filter(consent__person__in=list(person_ids))
    wanted: dict[tuple[UUID, UUID, UUID, datetime], set[str]] = {}
    for person_id, consent_id, unit_id, until_at, section in parts.values_list(
        "consent__person", "consent", "unit", "consent__until_at", "opens"
    ):
        wanted.setdefault((person_id, consent_id, unit_id, until_at), set()).add(section)
    return [
        Opening(
            person_id=person_id,
            relation=Relation.NAMED,
            unit_id=unit_id,
            source_id=consent_id,
            at=at,
            until=until_at,
            only=frozenset(sections),
        )
        for (person_id, consent_id, unit_id, until_at), sections in wanted.items()
    ]

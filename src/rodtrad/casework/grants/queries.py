"""Reading grants for what follows from them; who may see what is decided in `access`."""

from datetime import datetime
from uuid import UUID

from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.vocabulary import Relation
from rodtrad.casework.persons import queries as persons


def held_case(person_id: UUID, *, unit_id: UUID | None, at: datetime) -> UUID | None:
    """The case by which the unit is responsible for the person, if it is."""
    ids = persons.same_person_rows(person_id)
    held = Grant.objects.open_at(at).filter(person__in=ids, unit=unit_id, relation=Relation.HOLDS)
    return held.values_list("source_id", flat=True).first()


def holder_of(person_id: UUID, *, at: datetime) -> UUID | None:
    """The unit that is responsible for the person, if any is."""
    ids = persons.same_person_rows(person_id)
    held = Grant.objects.open_at(at).filter(person__in=ids, relation=Relation.HOLDS)
    return held.values_list("unit", flat=True).first()


def units_with_access(person_id: UUID, *, at: datetime) -> list[UUID]:
    """The units that some grant lets see something of a person."""
    ids = persons.same_person_rows(person_id)
    units = Grant.objects.open_at(at).filter(person__in=ids).order_by("unit__sort_key").values_list("unit", flat=True)
    return list(dict.fromkeys(units))

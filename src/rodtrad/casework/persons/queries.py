"""Reading persons. For casework only: everybody else comes through the door in `access`."""

from uuid import UUID

from django.db.models import Q

from rodtrad.casework.persons.models import Person


def same_person_ids(person_id: UUID) -> list[UUID]:
    """The ids under which one human is recorded: the kept record first, then those merged into it."""
    kept = Person.objects.values_list("merged_into", flat=True).get(pk=person_id) or person_id
    rows = Person.objects.filter(Q(pk=kept) | Q(merged_into=kept)).values_list("pk", flat=True)
    return sorted(rows, key=lambda pk: pk != kept)

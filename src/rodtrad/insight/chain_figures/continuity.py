"""How many different coordinators people have had in a year, for the lead of the unit that has them now."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.holdings import Contact, contacts_of, persons_of
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class ManyRow:
    """A person with many coordinators in a year, and who they were."""

    person_id: UUID
    called: str
    reference: str
    count: int
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Continuity:
    limit: int  # from how many on a person is on the list; a rule leads can change
    people: int
    by_count: tuple[tuple[int, int], ...]  # how many coordinators, and how many people have had so many
    many: tuple[ManyRow, ...]


def continuity(by: Actor, *, at: datetime) -> Continuity:
    """The people of the actor's own unit. Several periods of one coordinator are one coordinator."""
    if not (by.has(Role.UNIT_LEAD) and by.gives_care):
        raise NotAllowed(_("The unit's lead reads how many coordinators each person has had. Ask the lead."))
    limit = rulebook.value("continuity.many_coordinators", on=local_day(at))
    cases = persons_of(by.own_unit_id)
    contacts = contacts_of(cases, since=at - YEAR, until=at)
    counts = {person_id: len({c.user_id for c in contacts.get(person_id, [])}) for person_id in cases}
    wanted = {cases[person_id]: person_id for person_id, count in counts.items() if count >= limit}
    visible = as_filter(by, Section.BASICS, Operation.LIST, at=at, person="person_id")
    rows = Case.objects.filter(visible, pk__in=wanted).values_list(
        "pk", "person", "person__called", "person__reference"
    )
    many = [
        ManyRow(person_id, called, reference, counts[wanted[pk]], tuple(contacts[wanted[pk]]))
        for pk, person_id, called, reference in rows
    ]
    return Continuity(
        limit=limit,
        people=len(cases),
        by_count=tuple(sorted(Counter(counts.values()).items())),
        many=tuple(sorted(many, key=lambda row: (-row.count, row.called, row.reference))),
    )

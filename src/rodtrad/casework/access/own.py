"""The person's own door: everything about themselves, nothing about anybody else, and a line in the log each time.

Rows A17 and A18 of the policy. They need no grant: the record that opens is the one the person signed in to, so there is
no id to guess.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rodtrad.casework.access import walls
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Person
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.vocabulary import EntryKind


@dataclass(frozen=True)
class OwnRecord:
    """Who the person is here, and the ids of all their records."""

    person: Person
    person_ids: list[UUID]


@transaction.atomic
def open_own(*, by: Actor, part: str, at: datetime, takes_copy: bool = False) -> OwnRecord:
    """Open the actor's own record. `part` says which page, for the log: OVERVIEW, THREAD, LOOKS, MATTERS, CONSENTS or COPY."""
    records = persons.records_of(by.own_person_id)
    operation = Operation.EXPORT if takes_copy else Operation.READ
    decision = decide(by, records[0].pk, Section.BASICS, operation, at=at)
    assert decision.allowed, "the policy gives everybody their own record"
    audit.new_entry(
        "access.own.copied" if takes_copy else "access.own.opened",
        by=by,
        at=at,
        kind=EntryKind.EXPORT if takes_copy else EntryKind.READ,
        person_id=records[0].pk,
        operation=operation,
        basis=decision.basis,
        rule=decision.rule,
        legal_basis=f"{decision.law}/{decision.law_version}",
        purpose=Purpose.OWN,
        details={"part": part},
    ).save(force_insert=True)
    found = OwnRecord(records[0], [record.pk for record in records])
    walls.ask_as(person_ids=found.person_ids)
    return found

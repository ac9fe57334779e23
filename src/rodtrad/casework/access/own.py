"""The person's own door: everything about themselves, nothing about anybody else, and a line in the log each time.

Row A17 of the policy (GDPR art. 15, pasient- og brukerrettighetsloven § 5-1). It needs no grant: the record that opens
is the one the person signed in to, so there is no id to guess.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Person
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.vocabulary import EntryKind

OWN = "OWN"
RULE, LAW = "A17", "GDPR-15 PBRL-5-1"


@dataclass(frozen=True)
class OwnRecord:
    """Who the person is here, and the ids of all their records."""

    person: Person
    person_ids: list[UUID]


@transaction.atomic
def open_own(*, by: Actor, part: str, at: datetime, takes_copy: bool = False) -> OwnRecord:
    """Open the actor's own record. `part` says which page, for the log: OVERVIEW, THREAD, LOOKS, MATTERS or COPY."""
    records = persons.records_of(by.own_person_id)
    audit.new_entry(
        "access.own.copied" if takes_copy else "access.own.opened",
        by=by,
        at=at,
        kind=EntryKind.EXPORT if takes_copy else EntryKind.READ,
        person_id=records[0].pk,
        operation=Operation.EXPORT if takes_copy else Operation.READ,
        basis=OWN,
        rule=RULE,
        legal_basis=LAW,
        purpose=Purpose.OWN,
        details={"part": part},
    ).save(force_insert=True)
    return OwnRecord(records[0], [record.pk for record in records])

"""What one person has said yes and no to, as staff may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.access.operations import open_sections
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.consents import queries as consents
from rodtrad.casework.consents.permissions import NO_SUCH_CONSENT
from rodtrad.casework.consents.queries import BlockLine, ConsentLine
from rodtrad.casework.grants.queries import units_with_access
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound


@dataclass(frozen=True)
class ConsentPage:
    person_id: UUID
    called: str
    reference: str
    consents: tuple[ConsentLine, ...]
    blocks: tuple[BlockLine, ...]
    may_record: bool  # the unit holds or supports the case


def consent_page(person_id: UUID, *, by: Actor, at: datetime) -> ConsentPage:
    """Opens the door (and so is logged). Whoever is blocked sees no sign of it. Raises NotFound."""
    opened = open_sections(person_id, by=by, sections={Section.BASICS}, purpose=Purpose.CONSENT, at=at)
    blocks = consents.blocks_of(opened.person.pk)
    return ConsentPage(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        consents=tuple(consents.consents_of(opened.person.pk)),
        blocks=tuple(b for b in blocks if b.unit_id != by.unit_id and b.user_id != by.user_id),
        may_record=decide(by, opened.person.pk, Section.BASICS, Operation.WRITE, at=at).allowed,
    )


def consent_sheet(person_id: UUID, *, consent_id: UUID, by: Actor, at: datetime) -> tuple[ConsentPage, ConsentLine]:
    """One consent, to be printed. Raises NotFound."""
    page = consent_page(person_id, by=by, at=at)
    found = next((line for line in page.consents if line.consent_id == consent_id), None)
    if found is None:
        raise NotFound(NO_SUCH_CONSENT)
    return page, found


def units_around(person_id: UUID, *, at: datetime) -> list[UUID]:
    """The units that may see anything of a person now: whose workers the person may want to shut out."""
    return units_with_access(person_id, at=at)

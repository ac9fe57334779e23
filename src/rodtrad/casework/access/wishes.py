"""What a person says yes and no to, written down by staff: each act asks at the door first, then `consents` does it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.consents import operations as consents
from rodtrad.casework.consents import queries
from rodtrad.casework.consents.models import Block, Consent
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor


@transaction.atomic
def give_consent(person_id: UUID, *, said: consents.Yes, command_id: UUID, by: Actor, at: datetime) -> Consent:
    """Write down the person's yes. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    return consents.give_consent(person_id, said=said, command_id=command_id, by=by, at=at)


@transaction.atomic
def withdraw_consent(
    consent_id: UUID, *, unit_id: UUID | None = None, section: Section | None = None, by: Actor, at: datetime
) -> None:
    """Write down that it is taken back. Raises NotFound and DomainError."""
    check_can_write(queries.consent_line(consent_id).person_id, section=Section.BASICS, by=by, at=at)
    consents.withdraw_consent(consent_id, unit_id=unit_id, section=section, by=by, at=at)


@transaction.atomic
def block(
    person_id: UUID,
    *,
    unit_id: UUID | None = None,
    user_id: UUID | None = None,
    sections: Collection[str],
    own_words: str = "",
    by: Actor,
    at: datetime,
) -> Block:
    """Write down that the person closes sections to somebody. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    return consents.block(
        person_id, unit_id=unit_id, user_id=user_id, sections=sections, own_words=own_words, by=by, at=at
    )


@transaction.atomic
def lift_block(block_id: UUID, *, by: Actor, at: datetime) -> None:
    """Write down that the person opens again. Raises NotFound and DomainError."""
    check_can_write(queries.block_line(block_id).person_id, section=Section.BASICS, by=by, at=at)
    consents.lift_block(block_id, by=by, at=at)


@transaction.atomic
def step_aside(person_id: UUID, *, words: str, by: Actor, at: datetime) -> Block:
    """A worker says that they are too close to the person, and sees nothing from now on. Raises NotFound."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    return consents.step_aside(person_id, words=words, by=by, at=at)

"""Changing what is known of a person: each checks at the door that the actor may write there, then lets persons do it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons import belongings
from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons import queries as person_queries
from rodtrad.casework.persons.models import Alias, Belonging, Claim, Clarification, Person, Protection
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import (
    BelongingSource,
    BelongingStatus,
    ClaimPosition,
    Gender,
    ProtectionGrade,
    Section,
)
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.vocabulary import Role

NO_SUCH_MATTER = _("There is no such matter among those you can open.")


@transaction.atomic
def add_alias(person_id: UUID, *, name: str, by: Actor, at: datetime) -> Alias:
    """One more name the person goes by. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    return persons.add_alias(person_id, name=name, by=by, at=at)


@transaction.atomic
def identify(
    person_id: UUID,
    *,
    given_name: str,
    family_name: str,
    gender: Gender,
    birth: Birth | None,
    national_id: str,
    by: Actor,
    at: datetime,
) -> Person:
    """Who the person is on paper. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.IDENTITY, by=by, at=at)
    return persons.identify(
        person_id,
        given_name=given_name,
        family_name=family_name,
        gender=gender,
        birth=birth,
        national_id=national_id,
        by=by,
        at=at,
    )


@transaction.atomic
def set_belonging(
    person_id: UUID,
    *,
    status: BelongingStatus,
    area_code: str,
    source: BelongingSource,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> Belonging:
    """Where the person belongs from a day on. Never moves the ball. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    return belongings.set_belonging(
        person_id, status=status, area_code=area_code, source=source, valid_from=valid_from, by=by, at=at
    )


@transaction.atomic
def open_clarification(person_id: UUID, *, own_words: str, by: Actor, at: datetime) -> Clarification:
    """Have a disputed or unknown belonging settled. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    return belongings.open_clarification(person_id, own_words=own_words, by=by, at=at)


def check_can_see_clarification(clarification: Clarification | None, *, by: Actor, at: datetime) -> Clarification:
    """The coordinating unit, and whoever may read the person. Raises NotFound for all others."""
    if clarification is not None and not by.is_control:
        may_decide = by.has(Role.COORDINATING_UNIT)
        if may_decide or decide(by, clarification.person_id, Section.BASICS, Operation.READ, at=at).allowed:
            return clarification
    raise NotFound(NO_SUCH_MATTER)


@transaction.atomic
def file_claim(
    clarification_id: UUID, *, area_code: str, position: ClaimPosition, grounds: str, by: Actor, at: datetime
) -> Claim:
    """What a district or municipality says of it, written down by whoever heard it. Raises NotFound and DomainError."""
    check_can_see_clarification(person_queries.clarification_by_id(clarification_id), by=by, at=at)
    return belongings.file_claim(
        clarification_id, area_code=area_code, position=position, grounds=grounds, by=by, at=at
    )


@transaction.atomic
def protect_address(
    person_id: UUID, *, grade: ProtectionGrade, source: BelongingSource, reason: str, by: Actor, at: datetime
) -> Protection:
    """Hide every place of this person from now on. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.IDENTITY, by=by, at=at)
    return persons.protect_address(person_id, grade=grade, source=source, reason=reason, by=by, at=at)


@transaction.atomic
def lift_protection(person_id: UUID, *, source: BelongingSource, reason: str, by: Actor, at: datetime) -> None:
    """Places may be shown again. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.IDENTITY, by=by, at=at)
    persons.lift_protection(person_id, source=source, reason=reason, by=by, at=at)

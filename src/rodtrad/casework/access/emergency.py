"""Breaking the glass at the door: who may at all, and for whom. The closed classes have no row, and so cannot be broken."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.grounds import AT_THE_DOOR, PUBLIC
from rodtrad.casework.access.operations import NO_SUCH_PERSON
from rodtrad.casework.access.rules import denied
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.consents import queries as consents
from rodtrad.casework.consents.vocabulary import BlockCause
from rodtrad.casework.emergencies import operations as emergencies
from rodtrad.casework.emergencies.models import Emergency
from rodtrad.casework.emergencies.vocabulary import EmergencyCode
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.vocabulary import EntryKind, Outcome
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Who is in danger, told exactly: a short code, a national number, or a whole name and birth date."""

    code_or_number: str = ""
    name: str = ""
    birth_date: date | None = None


def may_break_the_glass(by: Actor) -> bool:
    """Workers and coordinators of public services, row A13 of the policy."""
    may = by.kind is ActorKind.STAFF and by.unit_sector in PUBLIC and bool(by.roles & AT_THE_DOOR)
    return may and not denied(by, Section.BASICS, Operation.READ)


def check_may_break_the_glass(by: Actor) -> None:
    if by.is_control:
        raise NotAllowed(_("Police, prisons and other control bodies can never see a person's record."))
    if not may_break_the_glass(by):
        raise NotAllowed(_("Workers and coordinators of public services can open in an emergency. Ask one of them."))


@transaction.atomic
def break_the_glass(whom: Whom, *, code: EmergencyCode, reason: str, by: Actor, at: datetime) -> Emergency:
    """Open what help in danger needs, for an hour, told to others at once. Raises NotAllowed, NotFound and DomainError.

    Nobody is shown in a list: who is looked for must be told exactly, and each try is on record.
    """
    check_may_break_the_glass(by)
    person_id = _found(whom, by=by, at=at)
    blocks = [b for b in consents.blocks_of(person_id) if b.is_running(at) and _names(b, by)]
    if any(b.cause == BlockCause.CONFLICT for b in blocks):
        raise NotFound(NO_SUCH_PERSON, record_refusal=lambda: _record_try(by=by, at=at, person_id=person_id))
    return emergencies.ask_to_open(person_id, code=code, reason=reason, past_block=bool(blocks), by=by, at=at)


def _names(block: consents.BlockLine, by: Actor) -> bool:
    return by.unit_id == block.unit_id or by.user_id == block.user_id


def _found(whom: Whom, *, by: Actor, at: datetime) -> UUID:
    if not whom.code_or_number.strip() and not (whom.name.strip() and whom.birth_date):
        raise DomainError(
            _("Write a short code or a national number, or a whole name and a birth date."), field="code_or_number"
        )
    found = persons.exactly(whom.code_or_number, name=whom.name, birth_date=whom.birth_date)
    if len(found) != 1:
        raise NotFound(
            _("Nobody was found by exactly that. Call 113 if life is in danger; whoever knows the person can help."),
            record_refusal=lambda: _record_try(by=by, at=at),
        )
    return found[0]


def _record_try(*, by: Actor, at: datetime, person_id: UUID | None = None) -> None:
    audit.new_entry(
        "access.emergency.refused",
        by=by,
        at=at,
        kind=EntryKind.REFUSAL,
        outcome=Outcome.REFUSED,
        person_id=person_id,
        operation=Operation.READ,
        purpose=Purpose.EMERGENCY,
    ).save(force_insert=True)

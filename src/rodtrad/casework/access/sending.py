"""Sending something of a record out: only what the actor may export, word for word as it was looked over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.grounds import ALLOW
from rodtrad.casework.access.operations import NO_SUCH_PERSON, check_can_write
from rodtrad.casework.access.queries import Decision, decide_all
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.disclosures import operations as disclosures
from rodtrad.casework.disclosures.models import Disclosure
from rodtrad.casework.disclosures.operations import Sending
from rodtrad.casework.disclosures.rules import Letter, fingerprint
from rodtrad.casework.disclosures.vocabulary import MAY_BE_SENT, MAY_BE_TOLD, Means
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.vocabulary import EntryKind, Outcome
from rodtrad.foundation.errors import DomainError, NotFound

_WITH_A_SECOND = frozenset(row.code for row in ALLOW if row.needs_second)


@dataclass(frozen=True)
class MaySend:
    """What of a record the actor may send in writing, and what of it takes a second person's yes; what they may tell."""

    sections: tuple[Section, ...]
    with_a_second: frozenset[Section]
    told: tuple[Section, ...]


def may_send(person_id: UUID, *, by: Actor, at: datetime) -> MaySend:
    """By rows A14 and A15 of the policy; what one may read one may also tell, on a basis in law."""
    out = decide_all(by, person_id, MAY_BE_SENT, Operation.EXPORT, at=at)
    seen = decide_all(by, person_id, MAY_BE_TOLD, Operation.READ, at=at)
    return MaySend(
        sections=tuple(section for section in MAY_BE_SENT if out[section].allowed),
        with_a_second=frozenset(s for s, decision in out.items() if decision.rule in _WITH_A_SECOND),
        told=tuple(section for section in MAY_BE_TOLD if seen[section].allowed),
    )


@transaction.atomic
def send(
    person_id: UUID, *, sending: Sending, letter: Letter, seen: str, command_id: UUID, by: Actor, at: datetime
) -> Disclosure:
    """Send the letter whose fingerprint `seen` was looked over. Raises NotFound and DomainError.

    Some sections wait for a second person. A letter that is no longer what was looked over is not sent.
    """
    decisions = _check(person_id, sending.sections, Operation.EXPORT, by=by, at=at)
    if sending.means == Means.SPOKEN:
        raise DomainError(_("Choose how it is sent."), field="means")
    if fingerprint(letter) != seen:
        raise DomainError(_("The record has changed since you looked it over. Look it over once more."))
    return disclosures.ask_to_send(
        person_id,
        sending=sending,
        fingerprint=seen,
        needs_second=any(decision.rule in _WITH_A_SECOND for decision in decisions.values()),
        command_id=command_id,
        by=by,
        at=at,
    )


@transaction.atomic
def note_told(person_id: UUID, *, sending: Sending, command_id: UUID, by: Actor, at: datetime) -> Disclosure:
    """Write down what was told aloud, of what the actor may read. Raises NotFound and DomainError."""
    _check(person_id, sending.sections, Operation.READ, by=by, at=at)
    return disclosures.ask_to_send(
        person_id, sending=sending, fingerprint="", needs_second=False, command_id=command_id, by=by, at=at
    )


@transaction.atomic
def agree(
    disclosure_id: UUID, *, person_id: UUID, sections: Collection[str], letter: Letter, by: Actor, at: datetime
) -> Disclosure:
    """A second person, who may read the same, says yes, and it is sent. Raises NotFound and DomainError."""
    _check(person_id, sections, Operation.READ, by=by, at=at)
    return disclosures.say_yes_as_second(disclosure_id, fingerprint=fingerprint(letter), by=by, at=at)


def note_receipt(disclosure_id: UUID, *, person_id: UUID, received_by: str, by: Actor, at: datetime) -> None:
    """Write down that it came. Raises NotFound and DomainError."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    disclosures.note_receipt(disclosure_id, received_by=received_by, by=by, at=at)


def _check(
    person_id: UUID, sections: Collection[str], operation: Operation, *, by: Actor, at: datetime
) -> dict[Section, Decision]:
    """Every one of them, or nothing; what is allowed is a line in the log, and so is what is refused."""
    wanted = [Section(section) for section in sections]
    decisions = decide_all(by, person_id, wanted, operation, at=at)
    refused = [section for section in wanted if not decisions[section].allowed]
    kind = EntryKind.EXPORT if operation == Operation.EXPORT else EntryKind.READ
    if refused:
        raise NotFound(
            NO_SUCH_PERSON,
            record_refusal=lambda: _log(person_id, refused, EntryKind.REFUSAL, None, operation, by=by, at=at),
        )
    if wanted:
        _log(person_id, wanted, kind, decisions[wanted[0]], operation, by=by, at=at)
    return decisions


def _log(
    person_id: UUID,
    sections: Collection[Section],
    kind: EntryKind,
    decision: Decision | None,
    operation: Operation,
    *,
    by: Actor,
    at: datetime,
) -> None:
    audit.new_entry(
        "access.person.sent" if decision else "access.sending.refused",
        by=by,
        at=at,
        kind=kind,
        outcome=Outcome.DONE if decision else Outcome.REFUSED,
        person_id=person_id,
        operation=operation,
        basis=decision.basis if decision else "",
        rule=decision.rule if decision else "",
        legal_basis=f"{decision.law}/{decision.law_version}" if decision else "",
        purpose=Purpose.SEND,
        details={"sections": sorted(sections)},
    ).save(force_insert=True)

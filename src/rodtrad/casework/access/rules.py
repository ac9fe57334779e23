"""The policy read for one grant: pure, so that every combination there is can be tried."""

from typing import NamedTuple

from rodtrad.casework.access.grounds import ALLOW, DENY_BY_CODE, MAY_ASK, OWN, READ_OR_WRITE, Allow
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.grants.vocabulary import Basis
from rodtrad.casework.persons.vocabulary import CLOSED_SECTIONS, Section
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.vocabulary import CONTROL_SECTORS


class Held(NamedTuple):
    """One open grant of the actor's unit, and what the person has said or is protected by."""

    relation: str
    basis: str
    named: str = ""  # the whole unit; or ME, or OTHER, when the grant names one worker
    blocked: bool = False
    conflict: bool = False
    protected: bool = False


class Verdict(NamedTuple):
    row: Allow | None
    refused: str = ""  # the row that refuses, if one does


def denied(by: Actor, section: Section, operation: Operation) -> str:
    """The code of the row that refuses the actor whatever the grants say, or an empty string."""
    if by.kind is ActorKind.PERSON:
        return ""
    if by.kind is not ActorKind.STAFF:
        return "D10"
    if by.unit_sector in CONTROL_SECTORS:
        return "D01"
    if not by.roles & MAY_ASK:
        return "D02"
    if section in CLOSED_SECTIONS and operation not in READ_OR_WRITE:
        return "D04"
    return ""


def rows_for(
    by: Actor, section: Section, operation: Operation, *, policy: tuple[Allow, ...] = ALLOW
) -> tuple[Allow, ...]:
    """The rows that could allow this to the actor, if a grant of their relation and basis is open."""
    if denied(by, section, operation):
        return ()
    if by.kind is ActorKind.PERSON:
        return tuple(row for row in OWN if section in row.sections and operation in row.operations)
    return tuple(
        row
        for row in policy
        if section in row.sections
        and operation in row.operations
        and by.unit_sector in row.sectors
        and by.roles & row.roles
    )


def judge(
    by: Actor, section: Section, operation: Operation, held: Held, *, policy: tuple[Allow, ...] = ALLOW
) -> Verdict:
    """What one grant of the actor's unit gives them. Deny wins; no row, no access."""
    for row in rows_for(by, section, operation, policy=policy):
        if opens(row, held):
            refused = refused_by_facts(section, operation, held)
            return Verdict(None, refused) if refused else Verdict(row)
    return Verdict(None, denied(by, section, operation))


def opens(row: Allow, held: Held) -> bool:
    """Whether the grant is of the row's basis and relation, and names nobody else."""
    if held.named == "OTHER" or (row.personal and held.named != "ME"):
        return False
    return held.basis == row.basis and held.relation in row.relations


def refused_by_facts(section: Section, operation: Operation, held: Held) -> str:
    """The row that refuses because of the person, or an empty string; the strongest first."""
    if section in CLOSED_SECTIONS and held.basis != Basis.RESPONSIBILITY:
        return "D04"
    if held.conflict:
        return "D07"
    if held.blocked and not _spared("D03", section, held):
        return "D03"
    if held.protected and (operation == Operation.EXPORT or _touched_by_protection(section, held)):
        return "D05"
    return ""


def _touched_by_protection(section: Section, held: Held) -> bool:
    return section in DENY_BY_CODE["D05"].sections and not _spared("D05", section, held)


def _spared(code: str, section: Section, held: Held) -> bool:
    spares = DENY_BY_CODE[code].spares
    return (held.relation, section) in spares or (held.basis, section) in spares

"""The policy: who may see what of a person, as rows of data. Deny wins; no row, no access.

Two compilers read it: `rules.judge` (through `queries.decide`) for one person and `queries.as_filter` for lists in SQL.
The numbers are those of the policy table in the security documentation, so that a row keeps its number when others come
between. Every code of `law` stands in the list of legal bases with the days it is in force.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rodtrad.casework.access.vocabulary import OWN_RIGHT, SELF, Operation
from rodtrad.casework.grants.vocabulary import Basis, Relation
from rodtrad.casework.persons.vocabulary import CLOSED_SECTIONS, Section
from rodtrad.foundation.actor import ActorKind
from rodtrad.foundation.vocabulary import CARE_ROLES, Role, Sector


@dataclass(frozen=True)
class Allow:
    """Roles of a post at a unit of a sector with a relation, on a basis: which operations on which sections."""

    code: str
    roles: frozenset[str]
    sectors: frozenset[str]
    relations: frozenset[str]
    basis: str
    sections: frozenset[str]
    operations: frozenset[str]
    law: str  # codes of the legal basis; a lawyer confirms them before production
    at_most: str  # how long one grant of it lasts
    personal: bool = False  # the grant names the worker, not the whole unit
    needs_reason: bool = False
    needs_second: bool = False  # a second person says yes first
    reviewed: bool = False  # each opening is looked at afterwards


@dataclass(frozen=True)
class Deny:
    code: str
    when: str
    law: str
    sections: frozenset[str] = frozenset(Section)
    spares: frozenset[tuple[str, str]] = frozenset()  # (relation or basis, section or *) it does not touch


def _row(
    code: str,
    who: Iterable[str],
    sectors: frozenset[Sector],
    relations: str,
    basis: str,
    sections: Iterable[str],
    operations: str,
    at_most: str,
    law: str,
    **more: bool,
) -> Allow:
    return Allow(
        code,
        frozenset(who),
        frozenset(sectors),
        frozenset(relations.split()),
        basis,
        frozenset(sections),
        frozenset(operations),
        law,
        at_most,
        **more,
    )


CARE = CARE_ROLES
SENIOR = frozenset({Role.COORDINATOR, Role.UNIT_LEAD})
AT_THE_DOOR = frozenset({Role.WORKER, Role.COORDINATOR})
COORDINATING = frozenset({Role.COORDINATING_UNIT})
TOWN = frozenset({Sector.MUNICIPAL, Sector.WELFARE})
HEALTH = frozenset({Sector.HEALTH, Sector.SPECIALIST_HEALTH})
PUBLIC = TOWN | HEALTH
CIVIL = frozenset({Sector.NGO, Sector.USER_ORGANISATION})
ALL = PUBLIC | CIVIL
CORE = frozenset({Section.BASICS, Section.FOLLOW_UP, Section.PLAN})
FOLLOWED = frozenset({Section.BASICS, Section.FOLLOW_UP})
NAMED = CORE | {Section.IDENTITY, Section.HEALTH, Section.STAYS, Section.RELATIVES}
RESP, OFFER, CONSENT, DUTY, EMERGENCY = (
    Basis.RESPONSIBILITY,
    Basis.OFFER,
    Basis.CONSENT,
    Basis.DUTY,
    Basis.EMERGENCY,
)
_S = Section

# fmt: off
ALLOW = (
    _row("A01", CARE, PUBLIC, "HOLDS", RESP, CORE | {_S.IDENTITY, _S.STAYS, _S.RELATIVES}, "LRW", "the period",
         "FVL-13B HOL-7-2"),
    _row("A02", CARE, HEALTH, "HOLDS SUPPORTS", RESP, {_S.HEALTH}, "RW", "the period", "HPL-25 PJL-19"),
    _row("A03", CARE, PUBLIC, "SUPPORTS", RESP, CORE, "LRW", "90 days", "FVL-13B HPL-25"),
    _row("A04", CARE, CIVIL, "HOLDS SUPPORTS", RESP, FOLLOWED, "LRW", "the period, 90 days", "HOL-12-1"),
    _row("A05", CARE, ALL, "ASKED", OFFER, CORE | {_S.STAYS}, "LR", "until answered or withdrawn", "HPL-25 FVL-13A"),
    _row("A06", CARE, HEALTH, "ASKED", OFFER, {_S.HEALTH}, "R", "until answered or withdrawn", "HPL-25 FVL-13A"),
    _row("A07", CARE, ALL, "NAMED", CONSENT, NAMED, "LR", "a year", "HPL-22 FVL-13A"),
    _row("A08", CARE, ALL, "NAMED", CONSENT, {_S.FOLLOW_UP, _S.PLAN}, "W", "a year", "HPL-22 FVL-13A"),
    _row("A09", COORDINATING, PUBLIC, "ESCALATED", RESP, FOLLOWED, "LRW", "until accepted or assigned", "HOL-7-3",
         needs_reason=True),
    _row("A10", CARE, ALL, "AUTHOR", DUTY, {_S.CONCERNS}, "RW", "until closed, a year", "BVL-13-2 HPL-33",
         personal=True),
    _row("A11", CARE, PUBLIC, "RECIPIENT", DUTY, {_S.CONCERNS}, "LRW", "until closed, a year", "BVL-13-2 HOL-10-1"),
    _row("A12", CARE | COORDINATING, PUBLIC, "RECIPIENT", DUTY, FOLLOWED, "R", "30 days", "SPHL-2-5"),
    _row("A13", AT_THE_DOOR, PUBLIC, "NONE", EMERGENCY, CORE | {_S.HEALTH}, "R", "60 minutes", "HPL-31 HPL-23-4",
         personal=True, needs_reason=True, reviewed=True),
    _row("A14", SENIOR, PUBLIC, "HOLDS", RESP, CORE | {_S.STAYS}, "X", "one act", "FVL-13B", needs_reason=True),
    _row("A15", {Role.UNIT_LEAD}, PUBLIC, "HOLDS", RESP, {_S.IDENTITY, _S.RELATIVES}, "X", "one act", "FVL-13B",
         needs_reason=True, needs_second=True),
    _row("A16", CARE, PUBLIC, "HOLDS", RESP, {_S.IDENTITY}, "U", "one act", "POL-12", needs_reason=True),
    _row("A20", CARE, TOWN, "HOLDS", RESP, {_S.LEGAL_STATUS}, "RW", "24 hours", "FOR-2011-1255", needs_reason=True,
         needs_second=True),
    _row("A21", SENIOR, PUBLIC, "HOLDS", RESP, {_S.PROTECTED_ADDRESS}, "R", "15 minutes", "FREG-10-4", personal=True,
         needs_reason=True, needs_second=True),
)

# The person's own right needs no grant: whose record it is stands in their session.
OWN = (
    _row("A17", {ActorKind.PERSON.value}, frozenset(), SELF, OWN_RIGHT, Section, "RX", "the session",
         "GDPR-15 PBRL-5-1"),
    _row("A18", {ActorKind.PERSON.value}, frozenset(), SELF, OWN_RIGHT, {_S.PLAN, _S.RELATIVES}, "W", "the session",
         "PBRL-3-1"),
)

DENY = (
    Deny("D01", "the unit is police, a prison or another control body", "GDPR-5-1B"),
    Deny("D02", "no role of the post gives care or decides escalated cases", "GDPR-5-1F"),
    Deny("D03", "the person has closed the section to the unit or the worker", "PBRL-5-3 PJL-17",
         spares=frozenset({(Relation.HOLDS, _S.BASICS), (EMERGENCY, _S.PLAN), (EMERGENCY, _S.HEALTH)})),
    Deny("D04", "the section is closed, and the operation is not reading or writing or the basis not responsibility",
         "FREG-10-4", sections=CLOSED_SECTIONS),
    Deny("D05", "the address is protected: places and names for all but the responsible unit, exports for everybody",
         "FREG-10-4", sections=frozenset({_S.STAYS, _S.IDENTITY, _S.RELATIVES}),
         spares=frozenset({(Relation.HOLDS, section) for section in (_S.STAYS, _S.IDENTITY, _S.RELATIVES)})),
    Deny("D07", "the worker has said that they are too close to the person", "FVL-6"),
    Deny("D09", "the session has no second factor, or the post or the unit has ended", "GDPR-5-1F"),
    Deny("D10", "a job acts without a person who asked", "GDPR-5-1F"),
)
# fmt: on
DENY_BY_CODE = {row.code: row for row in DENY}
MAY_ASK = CARE | COORDINATING  # who may see persons at all
READ_OR_WRITE = frozenset({Operation.READ, Operation.WRITE})

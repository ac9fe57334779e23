"""The policy: who may see what of a person, as rows of data. Deny wins; no row, no access.

Two compilers read it: `queries.decide` for one person and `queries.as_filter` for lists in SQL. The numbers are
those of the policy table in the security documentation, so that a row keeps its number when others come between.
Rows for duty, emergency and the person's own access come with what opens them.
"""

from dataclasses import dataclass

from rodtrad.casework.access.vocabulary import OWN_RIGHT, SELF, Operation
from rodtrad.casework.grants.vocabulary import Basis, Relation
from rodtrad.casework.persons.vocabulary import CLOSED_SECTIONS, Section
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.vocabulary import CARE_ROLES, CONTROL_SECTORS, Role, Sector


@dataclass(frozen=True, kw_only=True)
class Allow:
    code: str
    roles: frozenset[str]
    sectors: frozenset[str]
    relations: frozenset[str]
    basis: str
    sections: frozenset[str]
    operations: frozenset[str]
    law: str  # codes of the legal basis; a lawyer confirms them before production
    needs_reason: bool = False


@dataclass(frozen=True, kw_only=True)
class Deny:
    code: str
    when: str
    law: str
    spares: frozenset[tuple[str, str]] = frozenset()  # (relation or basis, section) it does not touch


HEALTH = frozenset({Sector.HEALTH, Sector.SPECIALIST_HEALTH})
PUBLIC = frozenset({Sector.MUNICIPAL, Sector.WELFARE}) | HEALTH
CIVIL = frozenset({Sector.NGO, Sector.USER_ORGANISATION})
CORE = frozenset({Section.BASICS, Section.FOLLOW_UP, Section.PLAN})
LRW = frozenset({Operation.LIST, Operation.READ, Operation.WRITE})
LR = frozenset({Operation.LIST, Operation.READ})

ALLOW = (
    Allow(
        code="A01",
        roles=CARE_ROLES,
        sectors=PUBLIC,
        relations=frozenset({Relation.HOLDS}),
        basis=Basis.RESPONSIBILITY,
        sections=CORE | {Section.IDENTITY, Section.STAYS, Section.RELATIVES},
        operations=LRW,
        law="FVL-13B HOL-7-2",
    ),
    Allow(
        code="A02",
        roles=CARE_ROLES,
        sectors=HEALTH,
        relations=frozenset({Relation.HOLDS, Relation.SUPPORTS}),
        basis=Basis.RESPONSIBILITY,
        sections=frozenset({Section.HEALTH}),
        operations=frozenset({Operation.READ, Operation.WRITE}),
        law="HPL-25 PJL-19",
    ),
    Allow(
        code="A03",
        roles=CARE_ROLES,
        sectors=PUBLIC,
        relations=frozenset({Relation.SUPPORTS}),
        basis=Basis.RESPONSIBILITY,
        sections=CORE,
        operations=LRW,
        law="FVL-13B HPL-25",
    ),
    Allow(
        code="A04",
        roles=CARE_ROLES,
        sectors=CIVIL,
        relations=frozenset({Relation.HOLDS, Relation.SUPPORTS}),
        basis=Basis.RESPONSIBILITY,
        sections=frozenset({Section.BASICS, Section.FOLLOW_UP}),
        operations=LRW,
        law="HOL-12-1",
    ),
    Allow(
        code="A05",
        roles=CARE_ROLES,
        sectors=PUBLIC | CIVIL,
        relations=frozenset({Relation.ASKED}),
        basis=Basis.OFFER,
        sections=CORE | {Section.STAYS},
        operations=LR,
        law="HPL-25 FVL-13A",
    ),
    Allow(
        code="A06",
        roles=CARE_ROLES,
        sectors=HEALTH,
        relations=frozenset({Relation.ASKED}),
        basis=Basis.OFFER,
        sections=frozenset({Section.HEALTH}),
        operations=frozenset({Operation.READ}),
        law="HPL-25 FVL-13A",
    ),
    Allow(
        code="A07",
        roles=CARE_ROLES,
        sectors=PUBLIC | CIVIL,
        relations=frozenset({Relation.NAMED}),
        basis=Basis.CONSENT,
        sections=CORE | {Section.IDENTITY, Section.HEALTH, Section.STAYS, Section.RELATIVES},
        operations=LR,
        law="HPL-22 FVL-13A",
    ),
    Allow(
        code="A08",
        roles=CARE_ROLES,
        sectors=PUBLIC | CIVIL,
        relations=frozenset({Relation.NAMED}),
        basis=Basis.CONSENT,
        sections=frozenset({Section.FOLLOW_UP, Section.PLAN}),
        operations=frozenset({Operation.WRITE}),
        law="HPL-22 FVL-13A",
    ),
    Allow(
        code="A09",
        roles=frozenset({Role.COORDINATING_UNIT}),
        sectors=PUBLIC,
        relations=frozenset({Relation.ESCALATED}),
        basis=Basis.RESPONSIBILITY,
        sections=frozenset({Section.BASICS, Section.FOLLOW_UP}),
        operations=LRW,
        law="HOL-7-3",
    ),
    Allow(
        code="A16",
        roles=CARE_ROLES,
        sectors=PUBLIC,
        relations=frozenset({Relation.HOLDS}),
        basis=Basis.RESPONSIBILITY,
        sections=frozenset({Section.IDENTITY}),
        operations=frozenset({Operation.UNMASK}),
        law="POL-12",
        needs_reason=True,
    ),
)

# The person's own right needs no grant: whose record it is stands in their session.
OWN = (
    Allow(
        code="A17",
        roles=frozenset({ActorKind.PERSON.value}),
        sectors=frozenset(),
        relations=frozenset({SELF}),
        basis=OWN_RIGHT,
        sections=frozenset(Section),
        operations=frozenset({Operation.READ, Operation.EXPORT}),
        law="GDPR-15 PBRL-5-1",
    ),
    Allow(
        code="A18",
        roles=frozenset({ActorKind.PERSON.value}),
        sectors=frozenset(),
        relations=frozenset({SELF}),
        basis=OWN_RIGHT,
        sections=frozenset({Section.PLAN, Section.RELATIVES}),
        operations=frozenset({Operation.WRITE}),
        law="PBRL-3-1",
    ),
)

DENY = (
    Deny(code="D01", when="the unit is police, a prison or another control body", law="GDPR-5-1B"),
    Deny(code="D02", when="no role of the post gives care or decides escalated cases", law="GDPR-5-1F"),
    Deny(
        code="D03",
        when="the person has closed the section to the unit or the worker; a responsible unit keeps the basics",
        law="PBRL-5-3 PJL-17",
        spares=frozenset(
            {
                (Relation.HOLDS, Section.BASICS),
                (Basis.EMERGENCY, Section.PLAN),
                (Basis.EMERGENCY, Section.HEALTH),
            }
        ),
    ),
    Deny(code="D04", when="the section is closed and the operation is not reading or writing", law="FREG-10-4"),
    Deny(code="D07", when="the worker has said that they are too close to the person", law="FVL-6"),
    Deny(code="D10", when="a job acts without a person who asked", law="GDPR-5-1F"),
)


DENY_BY_CODE = {row.code: row for row in DENY}


def denied(by: Actor, section: Section, operation: Operation) -> str:
    """The code of the row that refuses the actor whatever the grants say, or an empty string."""
    if by.kind is ActorKind.PERSON:
        return ""
    if by.kind is not ActorKind.STAFF:
        return "D10"
    if by.unit_sector in CONTROL_SECTORS:
        return "D01"
    if not by.roles & (CARE_ROLES | {Role.COORDINATING_UNIT}):
        return "D02"
    if section in CLOSED_SECTIONS and operation not in {Operation.READ, Operation.WRITE}:
        return "D04"
    return ""


def rows_for(by: Actor, section: Section, operation: Operation) -> tuple[Allow, ...]:
    """The rows that could allow this to the actor, if a grant of their relation and basis is open."""
    if denied(by, section, operation):
        return ()
    if by.kind is ActorKind.PERSON:
        return tuple(row for row in OWN if section in row.sections and operation in row.operations)
    return tuple(
        row
        for row in ALLOW
        if by.roles & row.roles
        and by.unit_sector in row.sectors
        and section in row.sections
        and operation in row.operations
    )

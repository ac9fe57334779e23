"""Deciding who may see what: for one person, and as a filter in SQL for lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from rodtrad.casework.access.grounds import Allow, denied, rows_for
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.vocabulary import Relation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor


@dataclass(frozen=True)
class Decision:
    """Whether the actor may; by which row of the policy and on which basis, or which row refuses."""

    allowed: bool
    rule: str = ""
    basis: str = ""
    relation: str = ""
    law: str = ""
    law_version: str = ""


def decide(by: Actor, person_id: UUID, section: Section, operation: Operation, *, at: datetime) -> Decision:
    """Whether the actor may do this with this section of this person, now. Never cached."""
    return decide_all(by, person_id, {section}, operation, at=at)[section]


def decide_all(
    by: Actor, person_id: UUID, sections: Collection[Section], operation: Operation, *, at: datetime
) -> dict[Section, Decision]:
    """The same for several sections, in one query."""
    rows = {section: rows_for(by, section, operation) for section in sections}
    grants: list[Grant] = []
    if any(rows.values()):
        grants = list(Grant.objects.open_at(at).filter(person=person_id, unit=by.unit_id, section__in=list(sections)))
    return {section: _decide(by, section, operation, rows[section], grants) for section in sections}


def _decide(
    by: Actor, section: Section, operation: Operation, rows: tuple[Allow, ...], grants: list[Grant]
) -> Decision:
    for row in rows:
        for grant in grants:
            if grant.section == section and _opens(row, grant, by):
                return Decision(True, row.code, grant.basis, grant.relation, row.law, grant.law_version)
    return Decision(False, rule=denied(by, section, operation))


def _opens(row: Allow, grant: Grant, by: Actor) -> bool:
    is_mine = grant.user_id is None or grant.user_id == by.user_id
    return is_mine and grant.basis == row.basis and grant.relation in row.relations


def as_filter(
    by: Actor,
    section: Section,
    operation: Operation,
    *,
    at: datetime,
    person: str = "pk",
    relations: Collection[Relation] | None = None,
) -> Q:
    """The same policy for a queryset whose column `person` is a person's id: one indexed EXISTS on grants."""
    pairs = Q(pk__in=[])
    for row in rows_for(by, section, operation):
        wanted = row.relations if relations is None else row.relations & set(relations)
        pairs |= Q(basis=row.basis, relation__in=sorted(wanted))
    grants = Grant.objects.open_at(at).filter(
        Q(user=None) | Q(user=by.user_id), pairs, unit=by.unit_id, section=section, person=OuterRef(person)
    )
    return Q(Exists(grants))

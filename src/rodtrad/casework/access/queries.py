"""Deciding who may see what: for one person, and as a filter in SQL for lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

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
    pairs = {
        (row.basis, relation)
        for row in rows_for(by, section, operation)
        for relation in (row.relations if relations is None else row.relations & set(relations))
    }
    if not pairs:
        return Q(pk__in=[])
    return Q(_IsGranted(F(person), by=by, section=section, pairs=sorted(pairs), at=at))


class _IsGranted(Func):
    """Whether a grant open to the actor names the person. Written out in SQL: built by the ORM for every list anew,
    the same condition took as long as all the rest of the list.
    """

    output_field = BooleanField()

    def __init__(self, person: F, **wanted: Any) -> None:
        super().__init__(person)
        self.wanted = wanted

    def as_sql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        person, params = compiler.compile(self.get_source_expressions()[0])
        by, section, pairs, at = (self.wanted[name] for name in ("by", "section", "pairs", "at"))
        either = ", ".join(["(%s, %s)"] * len(pairs))
        sql = f"""EXISTS (SELECT FROM grants_grant
            WHERE unit_id = %s AND section = %s AND person_id = {person} AND expires_at > %s AND opened_at <= %s
            AND (basis, relation) IN ({either}) AND (user_id IS NULL OR user_id = %s))"""
        return sql, [by.unit_id, section, *params, at, at, *chain.from_iterable(pairs), by.user_id]

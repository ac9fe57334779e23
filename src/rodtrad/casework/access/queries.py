"""Deciding who may see what: for one person, and as a filter in SQL for lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, F, Func, Q
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from rodtrad.casework.access.grounds import DENY_BY_CODE, Allow, denied, rows_for
from rodtrad.casework.access.vocabulary import SELF, Operation
from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.operations import LAW_VERSION
from rodtrad.casework.grants.vocabulary import Relation
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor, ActorKind


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
    if by.kind is ActorKind.PERSON:
        is_own = by.person_id is not None and person_id in persons.same_person_ids(by.person_id)
        return {section: _own(rows[section] if is_own else ()) for section in sections}
    grants: list[Grant] = []
    if any(rows.values()):
        mine = Grant.objects.open_at(at).filter(person=person_id, unit=by.unit_id, section__in=list(sections))
        grants = list(mine.annotate(blocked_by=blocking(by, at=at)))
    return {section: _decide(by, section, operation, rows[section], grants) for section in sections}


def _own(rows: tuple[Allow, ...]) -> Decision:
    """The person's own right, of the law as it is today."""
    if not rows:
        return Decision(False)
    return Decision(True, rows[0].code, rows[0].basis, SELF, rows[0].law, LAW_VERSION)


def _decide(
    by: Actor, section: Section, operation: Operation, rows: tuple[Allow, ...], grants: list[Grant]
) -> Decision:
    refused = denied(by, section, operation)
    for row in rows:
        for grant in grants:
            if grant.section == section and _opens(row, grant, by):
                if grant.blocked_by is None:  # type: ignore[attr-defined]
                    return Decision(True, row.code, grant.basis, grant.relation, row.law, grant.law_version)
                refused = grant.blocked_by  # type: ignore[attr-defined]
    return Decision(False, rule=refused)


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
            AND (basis, relation) IN ({either}) AND (user_id IS NULL OR user_id = %s)
            AND {BLOCKED_BY} IS NULL)"""
        mine = [by.unit_id, section, *params, at, at, *chain.from_iterable(pairs), by.user_id]
        return sql, [*mine, by.unit_id, by.user_id, at, at]


def blocking(by: Actor, *, at: datetime) -> RawSQL:
    """The code of the row that refuses a grant since the person, or the worker, has closed the section."""
    return RawSQL(BLOCKED_BY, [by.unit_id, by.user_id, at, at], output_field=CharField())  # noqa: S611 - our own words


def _spared(deny: str) -> str:
    """What a denial does not touch, in SQL, from the policy's own rows."""
    pairs = sorted(DENY_BY_CODE[deny].spares)
    return " OR ".join(
        f"('{word}' IN (grants_grant.relation, grants_grant.basis) AND grants_grant.section = '{section}')"
        for word, section in pairs
    )


# D07 wins over D03. Blocks of one record hold for all records of the human.
BLOCKED_BY = f"""(SELECT CASE WHEN bool_or(b.cause = 'CONFLICT') THEN 'D07' WHEN {_spared("D03")} THEN NULL ELSE 'D03' END
    FROM consents_block b JOIN persons_person closed ON closed.id = b.person_id
    JOIN persons_person seen ON seen.id = grants_grant.person_id
        AND COALESCE(seen.merged_into_id, seen.id) = COALESCE(closed.merged_into_id, closed.id)
    WHERE (b.unit_id = %s OR b.user_id = %s) AND b.from_at <= %s AND b.until_at > %s
        AND grants_grant.section = ANY (b.sections)
    HAVING count(*) > 0)"""  # noqa: S608 - made of the policy's own words

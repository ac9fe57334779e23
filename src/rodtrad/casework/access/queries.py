"""Deciding who may see what: for one person, and as a filter in SQL for lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from rodtrad.casework.access import facts
from rodtrad.casework.access.grounds import Allow
from rodtrad.casework.access.rules import Held, denied, judge, rows_for
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
        grants = list(mine.annotate(facts=facts.of_grants(by, at=at)))
    return {section: _decide(by, section, operation, grants) for section in sections}


def _own(rows: tuple[Allow, ...]) -> Decision:
    """The person's own right, of the law as it is today."""
    if not rows:
        return Decision(False)
    return Decision(True, rows[0].code, rows[0].basis, SELF, rows[0].law, LAW_VERSION)


def _decide(by: Actor, section: Section, operation: Operation, grants: list[Grant]) -> Decision:
    refused = denied(by, section, operation)
    # Emergency last, so that it is never the ground while another one opens.
    for grant in sorted((g for g in grants if g.section == section), key=lambda g: g.basis == "EMERGENCY"):
        verdict = judge(by, section, operation, _held(grant, by))
        if verdict.row is not None:
            row = verdict.row
            return Decision(True, row.code, grant.basis, grant.relation, row.law, grant.law_version)
        refused = verdict.refused or refused
    return Decision(False, rule=refused)


def _held(grant: Grant, by: Actor) -> Held:
    found: list[str] = grant.facts  # type: ignore[attr-defined]
    named = "" if grant.user_id is None else "ME" if grant.user_id == by.user_id else "OTHER"
    blocked, conflict, protected = (word in found for word in (facts.BLOCKED, facts.CONFLICT, facts.PROTECTED))
    return Held(grant.relation, grant.basis, named, blocked, conflict, protected)


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
        (row.basis, relation, row.personal)
        for row in rows_for(by, section, operation)
        for relation in (row.relations if relations is None else row.relations & set(relations))
    }
    if not pairs:
        return Q(pk__in=[])
    return Q(_IsGranted(F(person), by=by, section=section, operation=operation, pairs=sorted(pairs), at=at))


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
        by, section, operation, pairs, at = (
            self.wanted[name] for name in ("by", "section", "operation", "pairs", "at")
        )
        kinds, kinds_params = _kinds(pairs)
        refused, refused_params = facts.refused_in_sql(section, operation, by=by, at=at)
        sql = f"""EXISTS (SELECT FROM grants_grant
            WHERE unit_id = %s AND section = %s AND person_id = {person} AND expires_at > %s AND opened_at <= %s
            AND ({kinds}) AND (user_id IS NULL OR user_id = %s) AND NOT ({refused}))"""
        return sql, [by.unit_id, section, *params, at, at, *kinds_params, by.user_id, *refused_params]


def _kinds(pairs: list[tuple[str, str, bool]]) -> tuple[str, list[str]]:
    """Grants of these bases and relations; where the row asks for it, only those that name a worker."""
    found: list[str] = []
    params: list[str] = []
    for is_personal in (False, True):
        of_kind = [pair[:2] for pair in pairs if pair[2] is is_personal]
        if of_kind:
            either = ", ".join(["(%s, %s)"] * len(of_kind))
            found.append(f"(basis, relation) IN ({either}){' AND user_id IS NOT NULL' if is_personal else ''}")
            params += chain.from_iterable(of_kind)
    return " OR ".join(found), params

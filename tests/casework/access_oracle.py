"""Whom each worker sees, worked out from what happened: cases, requests, consents, blocks, emergencies; never from grants.

It shares with the product the tables of what happened and nothing else; what a relation gives is told by the policy's
own oracle. Everybody is looked up at once, so that whole lists can be held against it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from rodtrad.foundation.actor import Actor
from tests.casework.policy_oracle import may

EVENTS = """
SELECT 'HOLDS', 'RESPONSIBILITY', c.person_id, c.unit_id, NULL::uuid, NULL::text[] FROM responsibility_case c
WHERE c.status = 'OPEN'
UNION ALL SELECT 'SUPPORTS', 'RESPONSIBILITY', c.person_id, s.unit_id, NULL, NULL FROM responsibility_support s
JOIN responsibility_case c ON c.id = s.case_id WHERE s.from_at <= %(at)s AND s.until_at > %(at)s
UNION ALL SELECT 'ASKED', 'OFFER', c.person_id, r.to_unit_id, NULL, r.shares::text[] || ARRAY['BASICS']
FROM responsibility_request r JOIN responsibility_case c ON c.id = r.case_id
WHERE r.state IN ('OFFERED', 'MORE_INFORMATION')
   OR (r.kind = 'REFERRAL' AND r.state IN ('ACCEPTED', 'WAITING', 'STARTED'))
UNION ALL SELECT 'ESCALATED', 'RESPONSIBILITY', c.person_id, e.unit_id, NULL, NULL FROM responsibility_escalation e
JOIN responsibility_case c ON c.id = e.case_id WHERE e.ended_at IS NULL
UNION ALL SELECT 'NAMED', 'CONSENT', c.person_id, p.unit_id, NULL, array_agg(p.opens)::text[] || ARRAY['BASICS']
FROM consents_part p JOIN consents_consent c ON c.id = p.consent_id
WHERE p.ended_at IS NULL AND c.withdrawn_at IS NULL AND c.given_at <= %(at)s AND c.until_at > %(at)s
GROUP BY c.id, p.unit_id
UNION ALL SELECT 'NONE', 'EMERGENCY', m.person_id, m.unit_id, m.user_id, NULL FROM emergencies_emergency m
WHERE m.opened_at <= %(at)s AND m.closes_at > %(at)s"""
NOES = """SELECT person_id, unit_id, user_id, cause, sections::text[] FROM consents_block
WHERE from_at <= %(at)s AND until_at > %(at)s"""
HIDDEN = "SELECT person_id FROM persons_protection WHERE from_at <= %(at)s AND until_at > %(at)s"
HUMANS = "SELECT id, COALESCE(merged_into_id, id) FROM persons_person"
CLOSED = {"LEGAL_STATUS", "PROTECTED_ADDRESS"}  # opened by an act of their own, never by what happens


@dataclass
class Human:
    records: list[UUID] = field(default_factory=list)
    events: list[tuple[str, str, UUID, UUID | None, list[str] | None]] = field(default_factory=list)
    noes: list[tuple[UUID | None, UUID | None, str, list[str]]] = field(default_factory=list)
    is_hidden: bool = False


def everybody(at: datetime) -> list[Human]:
    """All that has happened to everybody, as it stands at an instant."""
    of_record, found = {}, defaultdict(Human)
    for record, human in _rows(HUMANS, at):
        of_record[record] = human
        found[human].records.append(record)
    for relation, basis, person, unit, user, sections in _rows(EVENTS, at):
        found[of_record[person]].events.append((relation, basis, unit, user, sections))
    for person, unit, user, cause, sections in _rows(NOES, at):
        found[of_record[person]].noes.append((unit, user, cause, sections))
    for (person,) in _rows(HIDDEN, at):
        found[of_record[person]].is_hidden = True
    return list(found.values())


def _rows(sql: str, at: datetime) -> list[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(sql, {"at": at})
        return cursor.fetchall()


def seen_by(by: Actor, section: str, operation: str, *, of: list[Human]) -> set[UUID]:
    """The records of everybody the actor may do this with."""
    return {record for human in of if _may(by, section, operation, human) for record in human.records}


def _may(by: Actor, section: str, operation: str, human: Human) -> bool:
    if section in CLOSED:
        return False
    mine = [no for no in human.noes if (no[0] == by.unit_id or no[1] == by.user_id) and section in no[3]]
    blocked, conflict = (any(no[2] == cause for no in mine) for cause in ("WISH", "CONFLICT"))
    for relation, basis, unit, user, sections in human.events:
        if unit != by.unit_id or (sections is not None and section not in sections):
            continue
        named = "" if user is None else "ME" if user == by.user_id else "OTHER"
        told = (by.unit_sector, relation, basis, named, section, operation, blocked, conflict, human.is_hidden)
        if any(may(role, *told) for role in by.roles):
            return True
    return False

"""A disputed belonging as a matter of its own: every statement, the person's words, and who has the ball meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.access.changes import check_can_see_clarification
from rodtrad.casework.access.operations import record_opened
from rodtrad.casework.access.vocabulary import Purpose
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations.queries import give_names


@dataclass(frozen=True)
class Statement:
    area: str
    position: str
    grounds: str
    who: str
    at: datetime


@dataclass(frozen=True)
class ClarificationPage:
    clarification_id: UUID
    reference: str
    own_words: str
    opened_by: str
    opened_at: datetime
    deadline_at: datetime
    is_late: bool
    holder: str
    statements: tuple[Statement, ...]
    decided_at: datetime | None
    decided_by: str
    decided_status: str
    decided_area: str
    grounds: str
    may_decide: bool


def clarification_page(clarification_id: UUID, *, by: Actor, at: datetime) -> ClarificationPage:
    """Raises NotFound for those who may see neither the person nor the board."""
    row = check_can_see_clarification(persons.clarification_by_id(clarification_id), by=by, at=at)
    record_opened(row.person_id, section=Section.BASICS, purpose=Purpose.DECIDE, by=by, at=at)
    open_cases = [c for c in responsibility.cases_of(persons.same_person_ids(row.person_id)) if c.status == "OPEN"]
    give_names(open_cases)
    statements = tuple(
        Statement(c.area.name, c.position, c.grounds, c.claimed_by.unit.name, c.claimed_at)
        for c in persons.claims_of(row.pk)
    )
    return ClarificationPage(
        clarification_id=row.pk,
        reference=row.person.reference,
        own_words=row.own_words,
        opened_by=row.opened_by.unit.name,
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        is_late=row.decided_at is None and row.deadline_at <= at,
        holder=open_cases[0].unit.name if open_cases else "",
        statements=statements,
        decided_at=row.decided_at,
        decided_by=row.decided_by.unit.name if row.decided_by else "",
        decided_status=row.decided_status,
        decided_area=row.decided_area.name if row.decided_area else "",
        grounds=row.grounds,
        may_decide=row.decided_at is None and by.has(Role.COORDINATING_UNIT),
    )

"""The team, read off who has the ball and who has said yes to helping."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.vocabulary import CaseStatus, RequestKind, RequestState
from rodtrad.registry.organisations.queries import give_names

HELPING = frozenset({RequestState.ACCEPTED, RequestState.WAITING, RequestState.STARTED})


class Why(Enum):
    HOLDS = "HOLDS"
    SUPPORTS = "SUPPORTS"
    HELPS = "HELPS"


@dataclass(frozen=True)
class Member:
    """A unit of the team and whom to ring there; `name` is empty while nobody is named."""

    unit_id: UUID
    unit: str
    post_id: UUID | None
    name: str
    phone: str
    why: Why
    what: str = ""  # what they help with


def team_of(person_ids: list[UUID], *, at: datetime) -> tuple[Member, ...]:
    """The holder first, then those beside, then those who help, each unit once."""
    cases = [case for case in responsibility.cases_of(person_ids) if case.status == CaseStatus.OPEN]
    ids = [case.pk for case in cases]
    supports = responsibility.supports_of(ids, at=at)
    requests = [
        request
        for request in responsibility.requests_of(ids)
        if request.kind == RequestKind.REFERRAL and request.state in HELPING
    ]
    give_names([*cases, *supports, *requests])
    members = [_holder(case) for case in cases]
    members += [Member(s.unit_id, s.unit.name, None, "", s.unit.phone, Why.SUPPORTS) for s in supports]
    for request in requests:
        post = request.answered_by
        name, phone = (post.user.display_name, post.phone) if post else ("", "")
        unit = request.to_unit
        members.append(
            Member(unit.pk, unit.name, request.answered_by_id, name, phone or unit.phone, Why.HELPS, request.need)
        )
    return tuple({member.unit_id: member for member in reversed(members)}.values())[::-1]


def _holder(case: Case) -> Member:
    named = case.coordinator
    return Member(
        unit_id=case.unit_id,
        unit=case.unit.name,
        post_id=case.coordinator_id,
        name=named.user.display_name if named else "",
        phone=(named.phone if named else "") or case.unit.phone,
        why=Why.HOLDS,
    )

"""One request as the one who must answer it reads it: what is asked, what is shared, and what has happened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.access.operations import open_sections
from rodtrad.casework.access.vocabulary import Purpose
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import permissions
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.vocabulary import AWAITING_ANSWER, RequestKind, RequestState
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.insight.worklists.queries import request_rows
from rodtrad.insight.worklists.rows import RequestRow
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.queries import PostLine


@dataclass(frozen=True)
class Step:
    kind: str
    at: datetime
    who: str
    unit: str
    text: str


@dataclass(frozen=True)
class RequestPage:
    row: RequestRow
    version: int
    case_version: int
    case_id: UUID
    own_words: str
    shares: tuple[str, ...]
    support_days: int
    sent_by: str
    decline_reason: str
    decline_text: str
    suggested: str
    answered_by: str
    steps: tuple[Step, ...]
    bounces: int
    is_open: bool
    is_handover: bool
    from_unit_id: UUID
    to_unit_id: UUID
    coordinators: tuple[PostLine, ...]
    may_answer: bool
    may_give: bool
    may_withdraw: bool
    may_step: bool
    may_open_person: bool


def request_page(request_id: UUID, *, by: Actor, at: datetime) -> RequestPage:
    """Raises NotFound unless the unit sent it, was asked, or decides it. Reading it opens the person, and is logged."""
    request = responsibility.request_for(request_id, by=by)
    is_open = request.state in AWAITING_ANSWER
    is_asked = request.to_unit_id == by.unit_id
    may_open = _open(request.case.person_id, is_open=is_open, by=by, at=at)
    row = request_rows([request], at=at)[0]
    may_answer = is_open and permissions.can_answer(request, by=by, at=at)
    sends = request.from_unit_id == by.unit_id and by.gives_care
    events = responsibility.request_events([request.pk])
    organisations.give_names(events)
    steps = tuple(
        Step(
            e.kind,
            e.occurred_at,
            e.by_post.user.display_name if e.by_post else "",
            e.by_post.unit.name if e.by_post else "",
            e.text,
        )
        for e in events
    )
    day = organisations.local_day(at)
    return RequestPage(
        row=row,
        version=request.version,
        case_version=request.case.version,
        case_id=request.case_id,
        own_words=request.own_words,
        shares=tuple(request.shares),
        support_days=request.support_days,
        sent_by=request.created_by.user.display_name,
        decline_reason=request.decline_reason,
        decline_text=request.decline_text,
        suggested=request.suggested_unit.name if request.suggested_unit else "",
        answered_by=request.answered_by.user.display_name if request.answered_by else "",
        steps=steps,
        bounces=responsibility.bounce_count(request.case),
        is_open=is_open,
        is_handover=request.kind == RequestKind.HANDOVER,
        from_unit_id=request.from_unit_id,
        to_unit_id=request.to_unit_id,
        coordinators=tuple(organisations.coordinators(request.to_unit_id, on=day)) if may_answer else (),
        may_answer=may_answer,
        may_give=sends and request.state == RequestState.MORE_INFORMATION,
        may_withdraw=sends and is_open,
        may_step=is_asked
        and request.kind == RequestKind.REFERRAL
        and request.state in {"ACCEPTED", "WAITING", "STARTED"},
        may_open_person=may_open,
    )


def _open(person_id: UUID, *, is_open: bool, by: Actor, at: datetime) -> bool:
    """The door is passed where a ground is open; an answered request stays readable to both its units without one."""
    try:
        open_sections(person_id, by=by, sections={Section.BASICS, Section.FOLLOW_UP}, purpose=Purpose.ANSWER, at=at)
    except NotFound:
        if is_open:
            raise
        return False
    return True

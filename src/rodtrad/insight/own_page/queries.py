"""The person's own pages as facts. Each opens their own door, and so writes its line in the log first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.access.own import OwnRecord, open_own
from rodtrad.casework.disclosures.queries import DisclosureLine, disclosures_of
from rodtrad.casework.responsibility.vocabulary import CaseStatus
from rodtrad.casework.rights import queries as rights
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import queries as log
from rodtrad.insight.own_page.looks import Look, grouped
from rodtrad.insight.person_page.page import (
    Ball,
    Beside,
    ComingMeeting,
    ComingTransition,
    Lifted,
    LowTolerance,
    OpenMeeting,
    ThreadPeriod,
)
from rodtrad.insight.person_page.queries import (
    ball_of,
    coming_meetings,
    coming_transitions,
    current_case,
    going_on,
    low_tolerance,
)
from rodtrad.insight.person_page.record import Record, read_record
from rodtrad.insight.person_page.thread import thread_of
from rodtrad.insight.worklists.queries import request_rows
from rodtrad.insight.worklists.rows import RequestRow
from rodtrad.registry.organisations import queries as organisations

LINES_A_PAGE = 200
LATEST = 30


@dataclass(frozen=True)
class OwnMatter:
    """Something the person asked, and the answer if there is one."""

    matter_id: UUID
    kind: str
    asked_unit: str
    unit: str
    words: str
    asked_at: datetime
    due_at: datetime
    has_climbed: bool
    outcome: str
    answer: str
    answered_at: datetime | None
    answered_by: str


@dataclass(frozen=True)
class OwnPage:
    called: str
    reference: str
    ball: Ball | None
    unit_address: str
    lead_name: str
    beside: tuple[Beside, ...]
    requests: tuple[RequestRow, ...]
    lifted: Lifted | None
    meetings: tuple[OpenMeeting, ...]
    coming: tuple[ComingTransition, ...]
    low_tolerance: tuple[LowTolerance, ...]
    team_meetings: tuple[ComingMeeting, ...]
    latest_looks: tuple[Look, ...]
    matters: tuple[OwnMatter, ...]


@dataclass(frozen=True)
class OwnLooks:
    """Everything the log says about who has looked; `total` is the number of lines stored."""

    total: int
    page: int
    pages: int
    looks: tuple[Look, ...]
    sent: tuple[DisclosureLine, ...]  # what went out of the record, beside who looked


def own_page(*, by: Actor, at: datetime) -> OwnPage:
    """Who has the ball, what happens next, and what is new."""
    own = open_own(by=by, part="OVERVIEW", at=at)
    return _page(own, read_record(own.person_ids, with_follow_up=True, at=at), at=at)


def _page(own: OwnRecord, record: Record, *, at: datetime) -> OwnPage:
    case = current_case(record.cases)
    is_open = case is not None and case.status == CaseStatus.OPEN
    leads = organisations.leads(case.unit_id, on=organisations.local_day(at)) if case and is_open else []
    lifted = next((e for e in record.escalations if case and e.case_id == case.pk and e.ended_at is None), None)
    return OwnPage(
        called=own.person.called,
        reference=own.person.reference,
        ball=ball_of(case) if case else None,
        unit_address=case.unit.address if case else "",
        lead_name=leads[0].name if leads else "",
        beside=tuple(Beside(row.pk, row.unit.name, row.unit_id, row.until_at) for row in record.supports),
        requests=tuple(request_rows(going_on(record.requests, own.person), at=at)),
        lifted=Lifted(lifted.pk, lifted.unit.name, lifted.owner.user.display_name, lifted.raised_at, lifted.cause)
        if lifted
        else None,
        meetings=tuple(OpenMeeting(m.pk, m.cause, m.proposed_on) for m in record.meetings if not m.outcome),
        coming=coming_transitions(record),
        low_tolerance=low_tolerance(record, at=at),
        team_meetings=coming_meetings(record),
        latest_looks=_by_others(own.person_ids),
        matters=_matters(own.person_ids),
    )


def own_thread(*, by: Actor, at: datetime) -> tuple[ThreadPeriod, ...]:
    """Everything that happened, newest first: the person sees all steps."""
    own = open_own(by=by, part="THREAD", at=at)
    return thread_of(read_record(own.person_ids, with_follow_up=True, at=at), with_steps=True, at=at)


def own_looks(*, page: int, by: Actor, at: datetime) -> OwnLooks:
    """Who has looked, newest first, this very reading among them."""
    own = open_own(by=by, part="LOOKS", at=at)
    total = log.count_readings(own.person_ids)
    pages = max(1, -(-total // LINES_A_PAGE))
    page = min(page, pages)
    lines = log.readings(own.person_ids, skip=(page - 1) * LINES_A_PAGE, limit=LINES_A_PAGE)
    sent = tuple(disclosures_of(own.person.pk, only_sent=True))
    return OwnLooks(total, page, pages, grouped(lines, asked=_asked(own.person_ids)), sent)


@dataclass(frozen=True)
class OwnReport:
    """Everything a person can read on these pages, on one page to print or keep."""

    page: OwnPage
    thread: tuple[ThreadPeriod, ...]
    looks: OwnLooks


def own_report(*, by: Actor, at: datetime) -> OwnReport:
    """All of it at once; the copying is a line in the log too."""
    own = open_own(by=by, part="COPY", at=at, takes_copy=True)
    record = read_record(own.person_ids, with_follow_up=True, at=at)
    total = log.count_readings(own.person_ids)
    lines = log.readings(own.person_ids, limit=total)
    sent = tuple(disclosures_of(own.person.pk, only_sent=True))
    return OwnReport(
        page=_page(own, record, at=at),
        thread=thread_of(record, with_steps=True, at=at),
        looks=OwnLooks(total, 1, 1, grouped(lines, asked=_asked(own.person_ids)), sent),
    )


def own_look(entry_id: UUID, *, by: Actor, at: datetime) -> Look | None:
    """One line of the person's own log, to ask about."""
    own = open_own(by=by, part="LOOKS", at=at)
    line = log.reading_of(entry_id, person_ids=own.person_ids)
    return grouped([line], asked=_asked(own.person_ids))[0] if line else None


def own_matters(*, by: Actor, at: datetime) -> tuple[OwnMatter, ...]:
    """What the person has asked, newest first."""
    return _matters(open_own(by=by, part="MATTERS", at=at).person_ids)


def _by_others(person_ids: list[UUID]) -> tuple[Look, ...]:
    lines = log.readings(person_ids, limit=LATEST)
    return tuple(look for look in grouped(lines, asked={}) if not look.is_own)[:3]


def _asked(person_ids: list[UUID]) -> dict[UUID, UUID]:
    return {m.entry_id: m.pk for m in rights.matters_of(person_ids) if m.entry_id}


def _matters(person_ids: list[UUID]) -> tuple[OwnMatter, ...]:
    return tuple(
        OwnMatter(
            matter_id=row.pk,
            kind=row.kind,
            asked_unit=row.asked_unit.name,
            unit=row.unit.name,
            words=row.words,
            asked_at=row.asked_at,
            due_at=row.due_at,
            has_climbed=row.climbed_at is not None,
            outcome=row.outcome,
            answer=row.answer,
            answered_at=row.answered_at,
            answered_by=row.answered_by.unit.name if row.answered_by else "",
        )
        for row in rights.matters_of(person_ids)
    )

"""One page about one person: opened at the door, read in a constant number of queries."""

from datetime import datetime
from uuid import UUID

from rodtrad.casework.access.emergency import may_break_the_glass
from rodtrad.casework.access.operations import OpenedPerson, open_sections
from rodtrad.casework.access.places import NOTHING_HIDDEN, Places, places_of
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.emergencies.queries import open_until
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Belonging, Identity, Person
from rodtrad.casework.persons.vocabulary import BelongingStatus, Section
from rodtrad.casework.plans.queries import summary_of
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import AWAITING_ANSWER, CaseStatus, RequestKind
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.transitions.queries import states_of
from rodtrad.casework.transitions.rules import checklist, missing
from rodtrad.casework.transitions.vocabulary import TransitionKind
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.person_page.helping import helping
from rodtrad.insight.person_page.page import (
    Ball,
    Beside,
    ComingMeeting,
    ComingTransition,
    Duty,
    Lifted,
    LowTolerance,
    NationalNumber,
    OpenMeeting,
    OpenTask,
    PersonPage,
)
from rodtrad.insight.person_page.record import Record, read_record
from rodtrad.insight.person_page.thread import thread_of
from rodtrad.insight.worklists.queries import request_rows
from rodtrad.registry.organisations.queries import local_day

OF_A_PAGE = frozenset(
    {
        Section.BASICS,
        Section.IDENTITY,
        Section.FOLLOW_UP,
        Section.PLAN,
        Section.HEALTH,
        Section.STAYS,
        Section.RELATIVES,
    }
)


def person_page(person_id: UUID, *, by: Actor, purpose: Purpose = Purpose.FOLLOW_UP, at: datetime) -> PersonPage:
    """Opens the door (and so is logged), then reads what stands open. Raises NotFound."""
    opened = open_sections(person_id, by=by, sections=OF_A_PAGE, purpose=purpose, at=at)
    ids = opened.person_ids
    may_follow = Section.FOLLOW_UP in opened.seen
    record = _record_of(opened, at=at)
    case = current_case(record.cases)
    words = next((r for r in reversed(record.requests) if r.own_words), None)
    identity = _identity_now(record, ids) if Section.IDENTITY in opened.seen else None
    places = places_of(ids, sees_stays=Section.STAYS in opened.seen, by=by, at=at)
    holds = case is not None and case.unit_id == by.unit_id and by.gives_care
    clarification = persons.open_clarification(ids)
    return PersonPage(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        level=opened.person.level,
        gender=identity.gender if identity else "",
        birth=persons.birth_of(identity),
        aliases=_aliases_now(record, opened.person, at=at),
        numbers=_numbers(opened),
        is_protected=holds and persons.is_protected(ids, at=at),
        duty=_duty_now(record.belongings, at=at),
        earlier_duties=_earlier(record.belongings, at=at),
        clarification_id=clarification.pk if clarification else None,
        ball=ball_of(case) if case else None,
        beside=tuple(Beside(row.pk, row.unit.name, row.unit_id, row.until_at) for row in record.supports),
        requests=tuple(request_rows(going_on(record.requests, opened.person), at=at)),
        lifted=_lifted(record, case),
        bounces=responsibility.bounces_among(record.events, case) if case else 0,
        meetings=tuple(OpenMeeting(m.pk, m.cause, m.proposed_on) for m in record.meetings if not m.outcome),
        thread=thread_of(record, places=places, with_steps=may_follow, at=at),
        not_shared=opened.not_shared,
        merges=tuple((m.pk, m.absorbed.reference) for m in persons.merges_of(ids)),
        own_words=places.text(words.own_words) if words else "",
        own_words_at=words.created_at if words else None,
        tasks=tuple(_open_task(row, case, places) for row in record.tasks if row.ended_at is None),
        coming=coming_transitions(record, places),
        helping=helping(record),
        low_tolerance=low_tolerance(record, at=at),
        team_meetings=coming_meetings(record),
        plan=summary_of(ids) if Section.PLAN in opened.seen else None,
        sees_plan=Section.PLAN in opened.seen,
        may_write=may_follow and decide(by, opened.person.pk, Section.FOLLOW_UP, Operation.WRITE, at=at).allowed,
        may_act=holds and case is not None and case.status == CaseStatus.OPEN,
        may_lead=holds and by.has(Role.UNIT_LEAD, Role.COORDINATOR),
        may_reopen=holds and case is not None and case.status == CaseStatus.CLOSED,
        emergency_until=open_until(opened.person.pk, by=by, at=at) if opened.by_emergency else None,
        may_break_the_glass=bool(opened.not_shared) and may_break_the_glass(by),
    )


def _record_of(opened: OpenedPerson, *, at: datetime) -> Record:
    follow_up, plan, stays = (section in opened.seen for section in (Section.FOLLOW_UP, Section.PLAN, Section.STAYS))
    return read_record(opened.person_ids, with_follow_up=follow_up, with_plan=plan, with_stays=stays, at=at)


def coming_transitions(record: Record, places: Places = NOTHING_HIDDEN) -> tuple[ComingTransition, ...]:
    """Planned changes, the nearest first, each with what is missing."""
    planned = [row for row in record.transitions if row.ended_at is None]
    states = states_of([row.pk for row in planned]) if planned else {}
    return tuple(
        ComingTransition(
            row.pk,
            row.kind,
            row.happens_on,
            places.place(row.from_place),
            missing(checklist(TransitionKind(row.kind), states.get(row.pk, {}))),
        )
        for row in planned
    )


def coming_meetings(record: Record) -> tuple[ComingMeeting, ...]:
    """Meetings whose minutes are not sent, the next first."""
    return tuple(
        ComingMeeting(row.pk, row.kind, row.starts_at, row.place, row.own_point)
        for row in record.team_meetings
        if row.closed_at is None
    )


def low_tolerance(record: Record, *, at: datetime) -> tuple[LowTolerance, ...]:
    """Windows that are open today."""
    today = local_day(at)
    running = [row for row in record.windows if row.closed_at is None and row.opens_on <= today < row.until_on]
    return tuple(LowTolerance(row.pk, row.cause, row.until_on) for row in running)


def current_case(cases: list[Case]) -> Case | None:
    """The open case, or the one closed last."""
    return max(cases, key=lambda c: (c.status == CaseStatus.OPEN, c.held_until, c.opened_at), default=None)


def _identity_now(record: Record, person_ids: list[UUID]) -> Identity | None:
    """The identity in force, of the kept record before those merged into it."""
    held = [row for row in record.identities if row.until_at == OPEN_ENDED]
    return min(held, key=lambda row: person_ids.index(row.person_id), default=None)


def _aliases_now(record: Record, person: Person, *, at: datetime) -> tuple[str, ...]:
    """The other names the person goes by now, the newest first."""
    held = [row for row in reversed(record.aliases) if row.from_at <= at < row.until_at]
    return tuple(row.name for row in held if row.name != person.called)


def _lifted(record: Record, case: Case | None) -> Lifted | None:
    row = next((e for e in record.escalations if case and e.case_id == case.pk and e.ended_at is None), None)
    if row is None:
        return None
    return Lifted(row.pk, row.unit.name, row.owner.user.display_name, row.raised_at, row.cause)


def _numbers(opened: OpenedPerson) -> tuple[NationalNumber, ...]:
    if Section.IDENTITY not in opened.seen:
        return ()
    return tuple(NationalNumber(pk, kind, text) for pk, kind, text in persons.masked_numbers(opened.person_ids))


def _duty_now(belongings: list[Belonging], *, at: datetime) -> Duty:
    day = local_day(at)
    for row in belongings:
        if row.superseded_at is None and row.valid_from <= day < row.valid_until:
            return _duty(row)
    return Duty(BelongingStatus.UNKNOWN, "", "", day)


def _earlier(belongings: list[Belonging], *, at: datetime) -> tuple[Duty, ...]:
    day = local_day(at)
    return tuple(_duty(row) for row in belongings if row.superseded_at or row.valid_until <= day)


def _duty(row: Belonging) -> Duty:
    return Duty(
        row.status,
        row.area.name if row.area else "",
        row.source,
        row.valid_from,
        f"{row.recorded_by.user.display_name}, {row.recorded_by.unit.name}",
        row.valid_until,
    )


def ball_of(case: Case) -> Ball:
    named = case.coordinator
    return Ball(
        case_id=case.pk,
        version=case.version,
        is_open=case.status == CaseStatus.OPEN,
        unit_id=case.unit_id,
        unit=case.unit.name,
        unit_phone=case.unit.phone,
        since=case.unit_since,
        coordinator_id=case.coordinator_id,
        coordinator=named.user.display_name if named else "",
        coordinator_phone=named.phone if named else "",
        stands_in_for=case.stands_in_for.user.display_name if case.stands_in_for else "",
        need=case.need,
        close_reason=case.close_reason,
        last_word=case.last_word,
    )


def _open_task(row: Task, case: Case | None, places: Places) -> OpenTask:
    """A task that goes with the ball is whoever's who has the ball now."""
    unit, owner = row.unit, row.owner
    if row.with_ball and case and case.unit_id != row.unit_id:
        unit, owner = case.unit, case.coordinator
    text = places.text(row.text)
    return OpenTask(row.pk, text, row.due_on, owner.user.display_name if owner else "", unit.name)


def going_on(requests: list[Request], person: Person) -> list[Request]:
    """Unanswered, or a referral that somebody is helping with."""
    helping = {"ACCEPTED", "WAITING", "STARTED"}
    found = [
        r for r in requests if r.state in AWAITING_ANSWER or (r.kind == RequestKind.REFERRAL and r.state in helping)
    ]
    for request in found:
        request.case.person = person
    return found

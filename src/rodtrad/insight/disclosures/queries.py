"""A letter's facts, read through the door for exactly the sections asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rodtrad.casework.access import sending
from rodtrad.casework.access.operations import NO_SUCH_PERSON, open_sections
from rodtrad.casework.access.vocabulary import Purpose
from rodtrad.casework.disclosures.queries import DisclosureLine, disclosure_line, disclosures_of
from rodtrad.casework.persons.queries import birth_of
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans.queries import summary_of
from rodtrad.casework.stays.queries import stays_of
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.periods import OPEN_ENDED, OPEN_ENDED_ON
from rodtrad.insight.person_page.page import Ball
from rodtrad.insight.person_page.queries import ball_of, current_case
from rodtrad.insight.person_page.record import Record, read_record
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True)
class StayFact:
    kind: str
    place: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class LetterFacts:
    """Facts of the chosen sections alone; what was not chosen is empty."""

    sections: tuple[Section, ...]
    called: str
    reference: str
    ball: Ball | None
    belonging: tuple[str, str] | None  # status and area
    birth: Birth | None = None
    gender: str = ""
    aliases: tuple[str, ...] = ()
    need: str = ""
    requests: tuple[tuple[str, str, str, date], ...] = ()  # need, unit asked, state, day
    goals: tuple[tuple[str, str, str], ...] = ()
    stays: tuple[StayFact, ...] = ()


@dataclass(frozen=True)
class SendingPage:
    """What may be sent and told of somebody, and what has been."""

    person_id: UUID
    called: str
    reference: str
    may: sending.MaySend
    sent: tuple[DisclosureLine, ...]


def sending_page(person_id: UUID, *, by: Actor, at: datetime) -> SendingPage:
    """Opens the door (and so is logged). Raises NotFound."""
    opened = open_sections(person_id, by=by, sections={Section.BASICS}, purpose=Purpose.SEND, at=at)
    return SendingPage(
        person_id=opened.person.pk,
        called=opened.person.called,
        reference=opened.person.reference,
        may=sending.may_send(opened.person.pk, by=by, at=at),
        sent=tuple(disclosures_of(opened.person.pk)),
    )


def one_sending(person_id: UUID, disclosure_id: UUID, *, by: Actor, at: datetime) -> tuple[SendingPage, DisclosureLine]:
    """One of them. Raises NotFound, also when it is about somebody else."""
    page = sending_page(person_id, by=by, at=at)
    return page, disclosure_line(disclosure_id, person_id=page.person_id)


def letter_facts(person_id: UUID, *, sections: Collection[str], by: Actor, at: datetime) -> LetterFacts:
    """What the letter is made of. Every section must stand open to the actor. Raises NotFound."""
    wanted = {Section(section) for section in sections}
    opened = open_sections(person_id, by=by, sections=wanted | {Section.BASICS}, purpose=Purpose.SEND, at=at)
    if not wanted <= opened.seen:
        raise NotFound(NO_SUCH_PERSON)
    ids = opened.person_ids
    record = read_record(ids, with_follow_up=Section.FOLLOW_UP in wanted, with_plan=False, at=at)
    case = current_case(record.cases)
    identity = next((row for row in record.identities if row.until_at == OPEN_ENDED), None)
    has_identity = Section.IDENTITY in wanted
    plan = summary_of(ids) if Section.PLAN in wanted else None
    return LetterFacts(
        sections=tuple(section for section in Section if section in wanted),
        called=opened.person.called,
        reference=opened.person.reference,
        ball=ball_of(case) if case else None,
        belonging=_belonging(record, on=local_day(at)),
        birth=birth_of(identity) if has_identity else None,
        gender=identity.gender if identity and has_identity else "",
        aliases=tuple(sorted({row.name for row in record.aliases})) if has_identity else (),
        need=case.need if case and Section.FOLLOW_UP in wanted else "",
        requests=tuple((r.need, r.to_unit.name, r.state, local_day(r.created_at)) for r in record.requests),
        goals=plan.goals if plan else (),
        stays=_stays(ids) if Section.STAYS in wanted else (),
    )


def _belonging(record: Record, *, on: date) -> tuple[str, str] | None:
    for row in record.belongings:
        if row.superseded_at is None and row.valid_from <= on < row.valid_until:
            return row.status, row.area.name if row.area else ""
    return None


def _stays(person_ids: list[UUID]) -> tuple[StayFact, ...]:
    return tuple(
        StayFact(s.kind, s.place, s.starts_on, None if s.ends_on == OPEN_ENDED_ON else s.ends_on)
        for s in stays_of(person_ids)
    )

"""The one door to a person: decides, logs in the same transaction, and returns. There is no other public way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access import queries, search, walls
from rodtrad.casework.access.harvest import check_pace
from rodtrad.casework.access.vocabulary import Operation, Purpose
from rodtrad.casework.grants.vocabulary import Basis
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Person
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.vocabulary import EntryKind, Outcome
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound

NO_SUCH_PERSON = _("There is nobody here that you can open. Search again, or ask whoever has the responsibility.")


@dataclass(frozen=True)
class OpenedPerson:
    """A person whose door was opened, and which parts stand open to whom asked."""

    person: Person
    person_ids: list[UUID]
    seen: frozenset[Section]
    not_shared: tuple[Section, ...]
    relation: str
    by_emergency: bool = False  # something of it stands open since the glass was broken


def open_person(
    person_id: UUID, *, by: Actor, section: Section = Section.BASICS, purpose: Purpose, at: datetime
) -> OpenedPerson:
    """Open one section. Raises NotFound, the same for refused and for absent.

    In an emergency past a block the plan or health opens alone, without the basics.
    """
    wanted = {Section.BASICS, section}
    opened = open_sections(person_id, by=by, sections=wanted, purpose=purpose, at=at, basics_first=False)
    if section not in opened.seen:
        raise _refusal(person_id, by=by, section=section, purpose=purpose, at=at)
    return opened


@transaction.atomic
def open_sections(
    person_id: UUID,
    *,
    by: Actor,
    sections: Collection[Section],
    purpose: Purpose,
    at: datetime,
    basics_first: bool = True,
) -> OpenedPerson:
    """Open what may be opened of these sections; basics at least, but in danger. Raises NotFound, the same for refused and absent.

    The line in the log is written before anything is returned, and stands or falls with the transaction.
    """
    records = persons.records_of(person_id)
    person = records[0] if records else None
    decisions = queries.decide_all(by, person.pk, sections, Operation.READ, at=at) if person else {}
    basics = decisions.get(Section.BASICS)
    if basics is not None and not basics.allowed and not basics_first:
        basics = next((d for d in decisions.values() if d.allowed and d.basis == Basis.EMERGENCY), basics)
    if person is None or basics is None or not basics.allowed:
        raise _refusal(person_id, by=by, section=Section.BASICS, purpose=purpose, at=at)
    check_pace(person.pk, by=by, at=at)
    seen = frozenset(section for section, decision in decisions.items() if decision.allowed)
    audit.new_entry(
        "access.person.opened",
        by=by,
        at=at,
        kind=EntryKind.READ,
        person_id=person.pk,
        section=Section.BASICS if seen == {Section.BASICS} else "",
        operation=Operation.READ,
        basis=basics.basis,
        rule=basics.rule,
        legal_basis=f"{basics.law}/{basics.law_version}",
        purpose=purpose,
        details={"sections": sorted(seen)},
    ).save(force_insert=True)
    if seen & walls.SEALED:
        walls.ask_as(unit_id=by.unit_id)
    return OpenedPerson(
        person=person,
        person_ids=[record.pk for record in records],
        seen=seen,
        not_shared=tuple(section for section in Section if section in sections and section not in seen),
        relation=basics.relation,
        by_emergency=any(d.allowed and d.basis == Basis.EMERGENCY for d in decisions.values()),
    )


def record_opened(person_id: UUID, *, section: Section, purpose: Purpose, by: Actor, at: datetime) -> None:
    """One thing about a person is shown by itself, such as a task: the same line in the log, and the same pace.

    For queries that have decided already that the actor may see it. Raises NotAllowed when it is too many people.
    """
    check_pace(person_id, by=by, at=at)
    decision = queries.decide(by, person_id, section, Operation.READ, at=at)
    audit.new_entry(
        "access.part.opened",
        by=by,
        at=at,
        kind=EntryKind.READ,
        person_id=person_id,
        section=section,
        operation=Operation.READ,
        basis=decision.basis,
        rule=decision.rule,
        legal_basis=f"{decision.law}/{decision.law_version}" if decision.allowed else "",
        purpose=purpose,
    ).save(force_insert=True)


def check_can_write(person_id: UUID, *, section: Section, by: Actor, at: datetime) -> None:
    """Raises NotFound when the actor may not write this section of this person."""
    if not queries.decide(by, person_id, section, Operation.WRITE, at=at).allowed:
        raise _refusal(person_id, by=by, section=section, purpose=Purpose.FOLLOW_UP, at=at)
    walls.ask_as(unit_id=by.unit_id)


def _refusal(person_id: UUID, *, by: Actor, section: Section, purpose: Purpose, at: datetime) -> NotFound:
    def record_refusal() -> None:
        audit.new_entry(
            "access.person.refused",
            by=by,
            at=at,
            kind=EntryKind.REFUSAL,
            outcome=Outcome.REFUSED,
            person_id=person_id,
            section=section,
            operation=Operation.READ,
            purpose=purpose,
        ).save(force_insert=True)

    return NotFound(NO_SUCH_PERSON, record_refusal=record_refusal)


@transaction.atomic
def find_people(text: str, *, by: Actor, at: datetime) -> list[search.Hit]:
    """Search among those the actor may list: three letters at least, a whole number, or a short code.

    Every hit shown is logged. Raises DomainError on a shorter text, NotAllowed for posts that never see persons.
    """
    if by.is_control or not search.may_search(by):
        raise NotAllowed(_("Your post has no access to persons."))
    hits = search.hits(text, by=by, at=at)
    _log_hits([hit.person_id for hit in hits], by=by, at=at)
    return hits


@transaction.atomic
def matches_at_the_door(
    *, name: str, birth: Birth | None, national_id: str, by: Actor, at: datetime
) -> list[search.Hit]:
    """Who a newcomer may already be, among those the actor may list, with the reasons. The hits are logged."""
    matches = persons.possible_matches(name=name, birth=birth, national_id=national_id)
    hits = search.listed(matches, by=by, at=at)
    _log_hits([hit.person_id for hit in hits], by=by, at=at)
    return hits


def _log_hits(person_ids: list[UUID], *, by: Actor, at: datetime) -> None:
    audit.record_many(
        audit.new_entry(
            "access.person.listed",
            by=by,
            at=at,
            kind=EntryKind.LIST,
            person_id=person_id,
            section=Section.BASICS,
            operation=Operation.LIST,
            purpose=Purpose.SEARCH,
        )
        for person_id in person_ids
    )


@transaction.atomic
def show_national_id(person_id: UUID, *, national_id_id: UUID, reason: str, by: Actor, at: datetime) -> str:
    """All eleven digits: an act of its own, with a reason, in the log. Raises NotFound and DomainError."""
    decision = queries.decide(by, person_id, Section.IDENTITY, Operation.UNMASK, at=at)
    if not decision.allowed:
        raise _refusal(person_id, by=by, section=Section.IDENTITY, purpose=Purpose.FOLLOW_UP, at=at)
    if not reason.strip():
        raise DomainError(_("Write why you need to see the whole number."), field="reason")
    audit.new_entry(
        "access.national_id.shown",
        by=by,
        at=at,
        kind=EntryKind.READ,
        person_id=person_id,
        subject_id=national_id_id,
        section=Section.IDENTITY,
        operation=Operation.UNMASK,
        basis=decision.basis,
        rule=decision.rule,
        legal_basis=f"{decision.law}/{decision.law_version}",
        purpose=Purpose.FOLLOW_UP,
    ).save(force_insert=True)
    return persons.full_number(national_id_id, person_ids=persons.same_person_ids(person_id))

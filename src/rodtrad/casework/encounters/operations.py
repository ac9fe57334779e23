"""Registering who was met, and what came of it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.encounters import queries
from rodtrad.casework.encounters.models import Encounter
from rodtrad.casework.encounters.vocabulary import AgeBand, EncounterKind, Ending, Given
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility import queries as cases
from rodtrad.casework.tasks.operations import NewTask, add_task, drop_tasks_of
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.norwegian_text import clean
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook

OLDEST = timedelta(days=31)
LONGEST_NOTE = 10_000


@dataclass(frozen=True, kw_only=True)
class Met:
    """What happened. Everything may be empty but how they met and, out in the city, where."""

    kind: EncounterKind
    place: str = ""
    called: str = ""
    age_band: AgeBand | str = ""
    given: list[Given] = field(default_factory=list)
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class WhatNext:
    """What it ended in. A task has words and a day; an open door may have a day to ask again."""

    ending: Ending
    promised: str = ""
    due_on: date | None = None


@transaction.atomic
def register_encounter(
    met: Met,
    *,
    next: WhatNext,
    person_id: UUID | None = None,
    occurred_at: datetime | None = None,
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Encounter:
    """One encounter, whole, in one act. Raises DomainError, and NotFound for a person the actor may not write about."""
    if not by.gives_care:
        raise NotAllowed(_("Only those who work with people register encounters. Switch post."))
    if done := Encounter.objects.filter(command_id=command_id).first():
        return done
    occurred_at = occurred_at or at
    _check(met, next, person_id=person_id, occurred_at=occurred_at, at=at)
    if met.kind == EncounterKind.OUTREACH and not met.place.strip() and not _is_protected(person_id, at=at):
        raise DomainError(_("Write where you met; a street or a square is enough."), field="place")
    if person_id is not None:
        check_can_write(person_id, section=Section.FOLLOW_UP, by=by, at=at)
        check_no_place(person_id, place=met.place, texts={"said": met.said, "promised": next.promised}, at=at)
    row = Encounter.objects.create(
        unit_id=by.own_unit_id,
        recorded_by_id=by.own_post_id,
        person_id=person_id,
        kind=met.kind,
        place=met.place.strip(),
        called="" if person_id else clean(met.called),
        age_band="" if person_id else met.age_band,
        given=[code for code in Given if code in met.given],
        said=met.said.strip(),
        ending=next.ending,
        promised=next.promised.strip() if next.ending == Ending.TASK else "",
        due_on=next.due_on if next.ending in (Ending.TASK, Ending.OPEN_DOOR) else None,
        occurred_at=occurred_at,
        recorded_at=at,
        command_id=command_id,
    )
    audit.record("encounters.encounter.registered", by=by, at=at, subject_id=row.pk, person_id=person_id)
    _follow(row, by=by, at=at)
    return row


@transaction.atomic
def open_case_for(encounter_id: UUID, *, command_id: UUID, by: Actor, at: datetime) -> Encounter:
    """Take whoever was met: their case opens at the actor's unit, and the encounter is its first step."""
    row = _locked(encounter_id, by=by, at=at)
    if row.person_id:
        raise DomainError(_("Somebody at your unit has already taken this. Open the person instead."))
    case = responsibility.take_in(
        responsibility.NewPerson(alias=row.called),
        need=row.said[:400] or str(_("Was met and wants help")),
        command_id=command_id,
        by=by,
        at=at,
    )
    return _link(row, case.person_id, by=by, at=at)


@transaction.atomic
def link_encounter(encounter_id: UUID, *, person_id: UUID, by: Actor, at: datetime) -> Encounter:
    """It was this person. The encounter becomes a step of their thread, on its own day. Raises NotFound, DomainError."""
    row = _locked(encounter_id, by=by, at=at)
    if row.person_id:
        raise DomainError(_("This encounter already belongs to a person."))
    check_can_write(person_id, section=Section.FOLLOW_UP, by=by, at=at)
    return _link(row, person_id, by=by, at=at)


@transaction.atomic
def unlink_encounter(encounter_id: UUID, *, by: Actor, at: datetime) -> Encounter:
    """It was somebody else: taken out of the thread again, for a set time, with what it had asked for.

    Whoever wanted help waits again. Raises NotFound, and DomainError for one that was with the person from the first.
    """
    row = _locked(encounter_id, by=by, at=at)
    if row.person_id is None or row.linked_at is None:
        raise DomainError(_("This encounter was not linked to a person afterwards."))
    if cases.opened_with(row.person_id, at=row.linked_at):
        raise DomainError(_("A case was opened by this encounter. Close the case instead."))
    rulebook.check_may_undo(row.linked_at, at=at)
    drop_tasks_of(row.pk, note=str(_("The encounter was with somebody else.")), by=by, at=at)
    audit.record("encounters.encounter.unlinked", by=by, at=at, subject_id=row.pk, person_id=row.person_id)
    row.person_id, row.linked_at = None, None
    row.save(update_fields=["person", "linked_at"])
    return row


@transaction.atomic
def settle_encounter(encounter_id: UUID, *, because: str, by: Actor, at: datetime) -> Encounter:
    """They wanted help, and it came to nothing: not found again, got it elsewhere. Raises DomainError."""
    row = _locked(encounter_id, by=by, at=at)
    if not because.strip():
        raise DomainError(_("Write why nobody needs to take this any more."), field="because")
    check_free_text(because, field="because")
    if row.settled_at is not None or row.ending != Ending.REQUEST or row.person_id:
        raise DomainError(_("Nobody waits for an answer here any more."))
    row.settled_at, row.settled_by_id, row.settled_because = at, by.own_post_id, because.strip()[:400]
    row.save(update_fields=["settled_at", "settled_by", "settled_because"])
    _no_longer_waits(row, by=by, at=at)
    return row


def tell_of_unanswered(*, at: datetime) -> int:
    """Whoever wanted help and was taken by nobody in time: the unit's lead is told, and it climbs. Returns how many."""
    hours = rulebook.value("encounter.unanswered_hours", on=organisations.local_day(at))
    waiting = queries.waiting_without_answer(since=at - timedelta(hours=hours))
    for row in waiting:
        inbox.send(
            "ENCOUNTER_UNANSWERED",
            unit_id=row.unit_id,
            reference_id=row.pk,
            effect_key=f"encounter-unanswered:{row.pk}",
            at=at,
        )
    return len(waiting)


def _is_protected(person_id: UUID | None, *, at: datetime) -> bool:
    return person_id is not None and persons.is_protected(persons.same_person_ids(person_id), at=at)


def _check(met: Met, next_: WhatNext, *, person_id: UUID | None, occurred_at: datetime, at: datetime) -> None:
    if occurred_at > at:
        raise DomainError(_("An encounter that has not been yet cannot be registered."), field="occurred_at")
    if occurred_at < at - OLDEST:
        raise DomainError(_("That is more than a month ago. Write it as a note on the person."), field="occurred_at")
    for name, text in (("said", met.said), ("place", met.place), ("called", met.called)):
        check_free_text(text, field=name)
    if len(met.said) > LONGEST_NOTE:
        raise DomainError(
            _("A note is at most 10,000 characters, and this is %(count)s. Nothing is lost: shorten it and save.")
            % {"count": len(met.said)},
            field="said",
        )
    if next_.ending == Ending.NOT_REACHED and person_id is None:
        raise DomainError(
            _("Only somebody who is on record can be tried in vain. Open the person and register it there."),
            field="ending",
        )
    if next_.ending == Ending.TASK:
        if not next_.promised.strip():
            raise DomainError(_("Write what you have promised to do."), field="promised")
        if next_.due_on is None:
            raise DomainError(_("Choose by which day."), field="due_on")
    if next_.due_on is not None and next_.due_on < organisations.local_day(at):
        raise DomainError(_("That day has passed. Choose today or later."), field="due_on")


def _follow(row: Encounter, *, by: Actor, at: datetime) -> None:
    """What the ending asks for: a task with a day, or word to whoever has the ball."""
    if row.person_id is None:
        return
    if row.ending == Ending.TASK and row.due_on:
        own = NewTask(
            text=row.promised,
            due_on=row.due_on,
            source=TaskSource.ENCOUNTER,
            source_id=row.pk,
            unit_id=by.own_unit_id,
            owner_id=by.own_post_id,
        )
        add_task(row.person_id, new=own, by=by, at=at)
    elif row.ending == Ending.OPEN_DOOR and row.due_on:
        again = NewTask(
            text=str(_("Ask again whether help is wanted")),
            due_on=row.due_on,
            source=TaskSource.ENCOUNTER,
            source_id=row.pk,
        )
        add_task(row.person_id, new=again, by=by, at=at)
    elif row.ending == Ending.REQUEST:
        _tell_holder(row, row.person_id, at=at)


def _tell_holder(row: Encounter, person_id: UUID, *, at: datetime) -> None:
    holder = cases.holders_of(persons.same_person_ids(person_id)).values()
    for case in holder:
        inbox.send(
            "ENCOUNTER_WANTS_HELP",
            unit_id=case.unit_id,
            post_id=case.coordinator_id,
            reference_id=case.pk,
            about_id=case.pk,
            effect_key=f"encounter:{row.pk}",
            at=at,
        )


def _locked(encounter_id: UUID, *, by: Actor, at: datetime) -> Encounter:
    queries.encounter_for(encounter_id, by=by, at=at)
    return Encounter.objects.select_for_update().get(pk=encounter_id)


def _link(row: Encounter, person_id: UUID, *, by: Actor, at: datetime) -> Encounter:
    row.person_id, row.linked_at = person_id, at
    row.save(update_fields=["person", "linked_at"])
    _no_longer_waits(row, by=by, at=at)
    if row.ending != Ending.REQUEST and row.due_on and row.due_on >= organisations.local_day(at):
        _follow(row, by=by, at=at)
    return row


def _no_longer_waits(row: Encounter, *, by: Actor, at: datetime) -> None:
    inbox.withdraw(reference_id=row.pk, kinds=("ENCOUNTER_UNANSWERED",), at=at)
    audit.record("encounters.encounter.settled", by=by, at=at, subject_id=row.pk, person_id=row.person_id)

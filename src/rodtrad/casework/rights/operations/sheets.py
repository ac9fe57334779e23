"""Handing out a sheet, making the next one oneself, and stopping one that is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.rights.models import Sheet, Visit
from rodtrad.casework.rights.rules import clean_code, new_code, new_pin
from rodtrad.casework.rights.vocabulary import KnownBy, Language, SheetEnd, VisitEnd
from rodtrad.foundation import crypto
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook


@dataclass(frozen=True)
class Issued:
    """What stands on the paper. This is the only time the code and the PIN are known to the system."""

    code: str
    pin: str
    language: str
    expires_at: datetime


def code_hash(code: str) -> bytes:
    """What is stored of a code: a keyed hash that finds it again."""
    return crypto.blind_index(clean_code(code), kind="sheet-code")


def pin_hash(sheet_id: UUID, pin: str) -> bytes:
    """What is stored of a PIN. The key lies outside the database, so a stolen copy of it cannot be tried out."""
    return crypto.blind_index(f"{sheet_id}:{pin}", kind="sheet-pin")


@transaction.atomic
def issue_sheet(person_id: UUID, *, known_by: KnownBy, language: Language, by: Actor, at: datetime) -> Issued:
    """A paper for somebody the actor's unit follows up. Ends the one before. Raises NotFound."""
    check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    sheet, issued = _new_sheet(persons.records_of(person_id)[0].pk, language=language, at=at)
    sheet.known_by, sheet.issued_by_id = known_by, by.post_id
    sheet.save(force_insert=True)
    audit.record("rights.sheet.issued", by=by, at=at, subject_id=sheet.pk, person_id=sheet.person_id)
    return issued


@transaction.atomic
def issue_next_sheet(language: Language, *, by: Actor, at: datetime) -> Issued:
    """The person makes the paper for their next visit themselves."""
    sheet, issued = _new_sheet(persons.records_of(by.own_person_id)[0].pk, language=language, at=at)
    sheet.save(force_insert=True)
    audit.record("rights.sheet.issued", by=by, at=at, subject_id=sheet.pk, person_id=sheet.person_id)
    return issued


def _new_sheet(person_id: UUID, *, language: Language, at: datetime) -> tuple[Sheet, Issued]:
    _end_waiting(persons.same_person_ids(person_id), reason=SheetEnd.REPLACED, post_id=None, at=at)
    days = rulebook.value("rights.sheet_days", on=local_day(at))
    issued = Issued(new_code(), new_pin(), language, at + timedelta(days=days))
    sheet_id = new_id()
    sheet = Sheet(
        id=sheet_id,
        person_id=person_id,
        code_hash=code_hash(issued.code),
        pin_hash=pin_hash(sheet_id, issued.pin),
        language=language,
        issued_at=at,
        expires_at=issued.expires_at,
    )
    return sheet, issued


def _end_waiting(person_ids: list[UUID], *, reason: SheetEnd, post_id: UUID | None, at: datetime) -> None:
    waiting = Sheet.objects.filter(person__in=person_ids, used_at=None, ended_at=None)
    waiting.update(ended_at=at, end_reason=reason, ended_by=post_id)


@transaction.atomic
def revoke_sheets(person_id: UUID, *, by: Actor, at: datetime) -> None:
    """A sheet is lost, or somebody else may have it: it opens nothing more, and whoever is inside is out at once.

    By a worker at the responsible unit or by the person. Raises NotFound.
    """
    if by.person_id != person_id:
        check_can_write(person_id, section=Section.BASICS, by=by, at=at)
    person_ids = persons.same_person_ids(person_id)
    _end_waiting(person_ids, reason=SheetEnd.REVOKED, post_id=by.post_id, at=at)
    visits = Visit.objects.filter(person__in=person_ids, ended_at=None, ends_at__gt=at)
    visits.update(ended_at=at, end_reason=VisitEnd.REVOKED)
    audit.record("rights.sheet.revoked", by=by, at=at, person_id=person_id)

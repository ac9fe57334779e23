"""Reading what the person has said yes and no to. Whoever shows it has asked at the door first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rodtrad.casework.consents.models import Block, Consent, Part
from rodtrad.casework.consents.permissions import NO_SUCH_CONSENT
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.errors import NotFound


@dataclass(frozen=True)
class UnitPart:
    """What one unit may see by a consent; `ended_at` of those taken back."""

    unit_id: UUID
    unit: str
    sections: tuple[str, ...]  # still open
    taken_back: tuple[str, ...]


@dataclass(frozen=True)
class ConsentLine:
    consent_id: UUID
    person_id: UUID
    purpose: str
    form: str
    text_version: str
    text_language: str
    own_words: str
    capacity: str
    capacity_note: str
    given_at: datetime
    until_at: datetime
    withdrawn_at: datetime | None
    heard_by: str  # name and unit; empty when the person did it on their own pages
    release: str  # paragraph and version
    processing: str
    units: tuple[UnitPart, ...]

    def is_running(self, at: datetime) -> bool:
        return self.withdrawn_at is None and self.given_at <= at < self.until_at


@dataclass(frozen=True)
class BlockLine:
    block_id: UUID
    person_id: UUID
    cause: str
    unit_id: UUID | None
    user_id: UUID | None
    whom: str
    sections: tuple[str, ...]
    own_words: str
    from_at: datetime
    until_at: datetime

    def is_running(self, at: datetime) -> bool:
        return self.from_at <= at < self.until_at


def consents_of(person_id: UUID) -> list[ConsentLine]:
    """Every consent of one human, the newest first, ended ones too. Two queries."""
    ids = persons.same_person_rows(person_id)
    rows = Consent.objects.filter(person__in=ids).order_by("-given_at", "-pk")
    return _lines(rows.select_related("heard_by__user", "heard_by__unit", "release", "processing"))


def consent_line(consent_id: UUID) -> ConsentLine:
    """Raises NotFound."""
    rows = Consent.objects.filter(pk=consent_id)
    found = _lines(rows.select_related("heard_by__user", "heard_by__unit", "release", "processing"))
    if not found:
        raise NotFound(NO_SUCH_CONSENT)
    return found[0]


def blocks_of(person_id: UUID) -> list[BlockLine]:
    """Every block of one human, the newest first, lifted ones too."""
    ids = persons.same_person_rows(person_id)
    rows = Block.objects.filter(person__in=ids).select_related("unit", "user").order_by("-from_at", "-pk")
    return [_block_line(row) for row in rows]


def block_line(block_id: UUID) -> BlockLine:
    """Raises NotFound."""
    row = Block.objects.filter(pk=block_id).select_related("unit", "user").first()
    if row is None:
        raise NotFound(NO_SUCH_CONSENT)
    return _block_line(row)


def units_that_may_see(person_id: UUID, *, section: Section, at: datetime) -> dict[UUID, datetime]:
    """The units the person has said may see a section, each with when it ends. Blocks are taken off."""
    ids = persons.same_person_rows(person_id)
    parts = Part.objects.filter(
        consent__person__in=ids,
        consent__given_at__lte=at,
        consent__until_at__gt=at,
        consent__withdrawn_at=None,
        opens=section,
        ended_at=None,
    )
    blocked = set(Block.objects.running_at(at).filter(person__in=ids, sections__contains=[section]).values_list("unit"))
    found: dict[UUID, datetime] = {}
    for unit_id, until_at in parts.values_list("unit", "consent__until_at"):
        if (unit_id,) not in blocked:
            found[unit_id] = max(until_at, found.get(unit_id, until_at))
    return found


def may_be_shared(person_id: UUID, *, section: Section, unit_id: UUID, at: datetime) -> bool:
    """Whether the person's own yes lets this unit see the section, such as a plan, now."""
    return unit_id in units_that_may_see(person_id, section=section, at=at)


def is_blocked(person_id: UUID, *, section: Section, unit_id: UUID, user_id: UUID | None = None, at: datetime) -> bool:
    """Whether the person has closed the section to the unit, or to the worker."""
    ids = persons.same_person_rows(person_id)
    whom = Q(unit=unit_id) | Q(user=user_id) if user_id else Q(unit=unit_id)
    return Block.objects.running_at(at).filter(whom, person__in=ids, sections__contains=[section]).exists()


def _lines(rows: Iterable[Consent]) -> list[ConsentLine]:
    found = list(rows)
    parts: dict[UUID, list[Part]] = {row.pk: [] for row in found}
    for part in Part.objects.filter(consent__in=found).select_related("unit").order_by("unit__sort_key", "opens"):
        parts[part.consent_id].append(part)
    return [_line(row, parts[row.pk]) for row in found]


def _line(row: Consent, parts: list[Part]) -> ConsentLine:
    heard = f"{row.heard_by.user.display_name}, {row.heard_by.unit.name}" if row.heard_by else ""
    return ConsentLine(
        consent_id=row.pk,
        person_id=row.person_id,
        purpose=row.purpose,
        form=row.form,
        text_version=row.text_version,
        text_language=row.text_language,
        own_words=row.own_words,
        capacity=row.capacity,
        capacity_note=row.capacity_note,
        given_at=row.given_at,
        until_at=row.until_at,
        withdrawn_at=row.withdrawn_at,
        heard_by=heard,
        release=f"{row.release.paragraph} ({row.release.version})",
        processing=f"{row.processing.paragraph} ({row.processing.version})",
        units=_by_unit(parts),
    )


def _by_unit(parts: list[Part]) -> tuple[UnitPart, ...]:
    units = {part.unit_id: part.unit.name for part in parts}
    return tuple(
        UnitPart(
            unit_id,
            name,
            tuple(p.opens for p in parts if p.unit_id == unit_id and p.ended_at is None),
            tuple(p.opens for p in parts if p.unit_id == unit_id and p.ended_at is not None),
        )
        for unit_id, name in units.items()
    )


def _block_line(row: Block) -> BlockLine:
    whom = row.unit.name if row.unit else row.user.display_name if row.user else ""
    return BlockLine(
        block_id=row.pk,
        person_id=row.person_id,
        cause=row.cause,
        unit_id=row.unit_id,
        user_id=row.user_id,
        whom=whom,
        sections=tuple(row.sections),
        own_words=row.own_words,
        from_at=row.from_at,
        until_at=row.until_at,
    )

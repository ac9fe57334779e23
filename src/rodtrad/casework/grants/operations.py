"""Opening and ending grants. Called by the act that causes them, in its transaction; nothing else writes grants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.vocabulary import Basis, Relation, sections_for
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.registry.organisations.models import Organisation

# Which law the rows of today rest on; a new law gets a new version, and old rows keep theirs.
LAW_VERSION = "2026-01"
NOT_DERIVED = (Basis.DUTY,)  # given by an act of their own, not by who has the ball
BASIS_OF = {Relation.ASKED: Basis.OFFER, Relation.NAMED: Basis.CONSENT, Relation.NONE: Basis.EMERGENCY}


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A unit gets to see a person, since `source_id` (a case, support, request or escalation) says so."""

    person_id: UUID
    relation: Relation
    unit_id: UUID
    source_id: UUID
    at: datetime
    until: datetime = OPEN_ENDED
    only: frozenset[str] | None = None  # an offer opens at most what it shares
    user_id: UUID | None = None  # one worker alone
    reason: str | None = None


def open_holder(person_id: UUID, *, unit_id: UUID, source_id: UUID, at: datetime) -> None:
    """The unit holds the case `source_id` of the person."""
    _open(Opening(person_id=person_id, relation=Relation.HOLDS, unit_id=unit_id, source_id=source_id, at=at))


def open_supporter(person_id: UUID, *, unit_id: UUID, source_id: UUID, at: datetime, until: datetime) -> None:
    """The unit stands beside the holder until a date; `source_id` is the support."""
    relation = Relation.SUPPORTS
    _open(Opening(person_id=person_id, relation=relation, unit_id=unit_id, source_id=source_id, at=at, until=until))


def open_offer(person_id: UUID, *, unit_id: UUID, source_id: UUID, shares: Iterable[str], at: datetime) -> None:
    """The unit has been asked by request `source_id` and sees what it shares until it is answered."""
    only = frozenset(shares)
    _open(Opening(person_id=person_id, relation=Relation.ASKED, unit_id=unit_id, source_id=source_id, at=at, only=only))


def open_escalated(person_id: UUID, *, unit_id: UUID, source_id: UUID, at: datetime) -> None:
    """The case was lifted to a coordinating unit by escalation `source_id`."""
    _open(Opening(person_id=person_id, relation=Relation.ESCALATED, unit_id=unit_id, source_id=source_id, at=at))


def open_named(
    person_id: UUID, *, unit_id: UUID, source_id: UUID, sections: Iterable[str], at: datetime, until: datetime
) -> None:
    """The person said by consent `source_id` that the unit may see these sections until then."""
    relation, only = Relation.NAMED, frozenset(sections)
    _open(
        Opening(
            person_id=person_id, relation=relation, unit_id=unit_id, source_id=source_id, at=at, until=until, only=only
        )
    )


def open_emergency(opening: Opening) -> None:
    """One worker has broken the glass; the opening names them and says why."""
    _open(opening)


def end_grants(
    source_id: UUID,
    *,
    at: datetime,
    relation: Relation | None = None,
    unit_id: UUID | None = None,
    section: str | None = None,
) -> int:
    """End what `source_id` opened, or that part of it, from the very next request. Returns how many rows ended."""
    wanted = {"relation": relation, "unit": unit_id, "section": section}
    narrowed = {name: value for name, value in wanted.items() if value is not None}
    open_rows = Grant.objects.filter(source_id=source_id, expires_at__gt=at, **narrowed)
    open_rows.filter(opened_at__gt=at).update(opened_at=at)
    return open_rows.update(expires_at=at)


def settle(person_ids: Iterable[UUID], *, expected: Iterable[Opening], at: datetime) -> None:
    """Make the open grants of these persons equal to what is expected of them, after records were joined or set apart."""
    ids = list(person_ids)
    wanted = {row.key(): row for row in expected_rows(expected)}
    for row in Grant.objects.open_at(at).filter(person__in=ids).exclude(basis__in=NOT_DERIVED):
        if wanted.pop(row.key(), None) is None:
            end_row(row, at=at)
    missing = [row for row in wanted.values() if row.person_id in ids]
    for row in missing:
        row.opened_at = at
    Grant.objects.bulk_create(missing)


def end_row(row: Grant, *, at: datetime) -> None:
    Grant.objects.filter(pk=row.pk).update(expires_at=max(at, row.opened_at))


def expected_rows(openings: Iterable[Opening]) -> list[Grant]:
    """The unsaved rows that openings come to: one for each record of the person and each section."""
    found = list(openings)
    sectors = dict(Organisation.objects.filter(pk__in={o.unit_id for o in found}).values_list("pk", "sector"))
    together = persons.same_person_ids_of({o.person_id for o in found})
    return [row for opening in found for row in _rows(opening, sectors[opening.unit_id], together[opening.person_id])]


def _open(opening: Opening) -> None:
    Grant.objects.bulk_create(expected_rows([opening]))


def _rows(opening: Opening, sector: str, person_ids: list[UUID]) -> list[Grant]:
    sections = sections_for(opening.relation, sector)
    if opening.only is not None:
        sections &= opening.only | {Section.BASICS}
    return [
        Grant(
            person_id=person_id,
            section=section,
            basis=BASIS_OF.get(opening.relation, Basis.RESPONSIBILITY),
            relation=opening.relation,
            unit_id=opening.unit_id,
            unit_sector=sector,
            source_id=opening.source_id,
            law_version=LAW_VERSION,
            opened_at=opening.at,
            expires_at=opening.until,
            user_id=opening.user_id,
            reason=opening.reason,
        )
        for person_id in person_ids
        for section in sorted(sections)
    ]

"""Opening and ending grants. Called by the act that causes them, in its transaction; nothing else writes grants."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.vocabulary import Basis, Relation, sections_for
from rodtrad.casework.persons import queries as persons
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.registry.organisations.models import Organisation

# Which law the rows of today rest on; a new law gets a new version, and old rows keep theirs.
LAW_VERSION = "2026-01"


def open_holder(person_id: UUID, *, unit_id: UUID, source_id: UUID, at: datetime) -> None:
    """The unit holds the case `source_id` of the person."""
    _open(person_id, relation=Relation.HOLDS, basis=Basis.RESPONSIBILITY, unit_id=unit_id, source_id=source_id, at=at)


def open_supporter(person_id: UUID, *, unit_id: UUID, source_id: UUID, at: datetime, until: datetime) -> None:
    """The unit stands beside the holder until a date; `source_id` is the support."""
    _open(
        person_id,
        relation=Relation.SUPPORTS,
        basis=Basis.RESPONSIBILITY,
        unit_id=unit_id,
        source_id=source_id,
        at=at,
        until=until,
    )


def open_offer(
    person_id: UUID, *, unit_id: UUID, source_id: UUID, shares: Iterable[str], at: datetime
) -> None:
    """The unit has been asked by request `source_id` and sees what it shares until it is answered."""
    _open(
        person_id,
        relation=Relation.ASKED,
        basis=Basis.OFFER,
        unit_id=unit_id,
        source_id=source_id,
        at=at,
        only=frozenset(shares),
    )


def open_escalated(person_id: UUID, *, unit_id: UUID, source_id: UUID, at: datetime) -> None:
    """The case was lifted to a coordinating unit by escalation `source_id`."""
    _open(
        person_id, relation=Relation.ESCALATED, basis=Basis.RESPONSIBILITY, unit_id=unit_id, source_id=source_id, at=at
    )


def end_grants(source_id: UUID, *, at: datetime, relation: Relation | None = None) -> int:
    """End what `source_id` opened, from the very next request. Returns how many rows ended."""
    open_rows = Grant.objects.filter(source_id=source_id, expires_at__gt=at)
    if relation is not None:
        open_rows = open_rows.filter(relation=relation)
    open_rows.filter(opened_at__gt=at).update(opened_at=at)
    return open_rows.update(expires_at=at)


def _open(
    person_id: UUID,
    *,
    relation: Relation,
    basis: Basis,
    unit_id: UUID,
    source_id: UUID,
    at: datetime,
    until: datetime = OPEN_ENDED,
    only: frozenset[str] | None = None,
) -> None:
    sector = Organisation.objects.values_list("sector", flat=True).get(pk=unit_id)
    sections = sections_for(relation, sector)
    if only is not None:
        sections &= only | {"BASICS"}
    Grant.objects.bulk_create(
        Grant(
            person_id=one_person_id,
            section=section,
            basis=basis,
            relation=relation,
            unit_id=unit_id,
            unit_sector=sector,
            source_id=source_id,
            law_version=LAW_VERSION,
            opened_at=at,
            expires_at=until,
        )
        for one_person_id in persons.same_person_ids(person_id)
        for section in sorted(sections)
    )

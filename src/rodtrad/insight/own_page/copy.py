"""A copy of everything held about a person, for a machine: every table that has a section, and the whole log.

The tables are found, not listed, so that a new one is in the copy from its first day (GDPR art. 15 and 20). What is told
by or about somebody else is left out, and the copy says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models

from rodtrad.casework.access.own import open_own
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import queries as log
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.periods import OPEN_ENDED, OPEN_ENDED_ON
from rodtrad.registry.organisations.queries import named_posts, unit_names

FORMAT = "rodtrad-own-copy/1"
PERSON, POST, UNIT = "persons.Person", "organisations.Post", "organisations.Organisation"
DEEPEST = 3
LEFT_OUT = {
    Section.RELATIVES: "Holds what others have told about themselves; ask the unit that follows you up.",
    Section.CONCERNS: "Holds what others have reported in confidence; ask the unit that wrote it.",
}
# Inner workings that say nothing about anybody.
NOT_TOLD = {"search_text", "sort_key", "effect_key", "command_id", "blind_index", "code_hash", "pin_hash", "version"}


@dataclass(frozen=True)
class OwnTable:
    """A table that tells about persons, and how its rows point to one: such as `request__case__person`."""

    model: type[models.Model]
    path: str


def own_tables() -> list[OwnTable]:
    """Every table with a section that leads to a person, but for those whose content is others'."""
    found = []
    for model in apps.get_models():
        section = getattr(model, "section", None)
        if not isinstance(section, Section) or section in LEFT_OUT:
            continue
        path = _path(model)
        if path is not None:
            found.append(OwnTable(model, path))
    return found


def _path(model: type[models.Model]) -> str | None:
    """The shortest way from a row to its person by foreign keys."""
    if model._meta.label == PERSON:
        return "pk"
    ahead: list[tuple[str, type[models.Model]]] = [("", model)]
    for _step in range(DEEPEST):
        beyond = []
        for prefix, here in ahead:
            for field in here._meta.concrete_fields:
                target = field.related_model
                if not isinstance(target, type) or not issubclass(target, models.Model):
                    continue
                if target._meta.label == PERSON:
                    return f"{prefix}{field.name}"
                if hasattr(target, "section"):
                    beyond.append((f"{prefix}{field.name}__", target))
        ahead = beyond
    return None


def own_copy(*, by: Actor, at: datetime) -> dict[str, Any]:
    """Everything, as plain data. The taking of the copy is itself in the log, and in the copy."""
    own = open_own(by=by, part="COPY", at=at, takes_copy=True)
    found = [(table, list(_rows(table, own.person_ids))) for table in own_tables()]
    entries = log.everything_about(own.person_ids)
    names = _Names(chain(*(rows for _table, rows in found)), entries)
    return {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "municipality": settings.RODTRAD_MUNICIPALITY,
        "national_numbers": persons.full_numbers(own.person_ids),
        "tables": {
            t.model._meta.label: [_told(row, own.person_ids, names) for row in rows] for t, rows in found if rows
        },
        "log": [_line(entry, names) for entry in entries],
        "left_out": {str(section): reason for section, reason in LEFT_OUT.items()},
    }


def _rows(table: OwnTable, person_ids: list[UUID]) -> Iterable[models.Model]:
    return table.model._default_manager.filter(**{f"{table.path}__in": person_ids}).order_by("pk")


class _Names:
    """Posts and units under their names, looked up once for the whole copy."""

    def __init__(self, rows: Iterable[models.Model], entries: Iterable[Entry]) -> None:
        rows, entries = list(rows), list(entries)
        posts = {getattr(row, f.attname) for row in rows for f in _keys(row, POST)} | {e.post_id for e in entries}
        self._posts = named_posts(pk for pk in posts if pk)
        units = {getattr(row, f.attname) for row in rows for f in _keys(row, UNIT)} | {e.unit_id for e in entries}
        self._units = unit_names(pk for pk in units if pk)

    def post(self, post_id: UUID | None) -> str | None:
        line = self._posts.get(post_id) if post_id else None
        return f"{line.name}, {line.unit_name}" if line else None

    def unit(self, unit_id: UUID | None) -> str | None:
        return self._units.get(unit_id) if unit_id else None


def _keys(row: models.Model, label: str) -> list[Any]:
    return [f for f in row._meta.concrete_fields if f.is_relation and f.related_model._meta.label == label]  # type: ignore[union-attr]


def _told(row: models.Model, person_ids: list[UUID], names: _Names) -> dict[str, Any]:
    """One row without inner workings, with names for posts and units, and never the id of another person."""
    told: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in NOT_TOLD or isinstance(field, models.BinaryField):
            continue
        label = field.related_model._meta.label if isinstance(field.related_model, type) else ""
        if label == PERSON and value not in person_ids:
            continue
        if label == POST:
            value = names.post(value)
        elif label == UNIT:
            value = names.unit(value)
        told[field.name] = _plain(value)
    return told


def _plain(value: Any) -> Any:
    if value in (OPEN_ENDED, OPEN_ENDED_ON):
        return None  # has no end
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return value if isinstance(value, (bool, int, float, list, dict, type(None))) else str(value)


def _line(entry: Entry, names: _Names) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.occurred_at.isoformat(),
        "event": entry.event,
        "kind": entry.kind,
        "outcome": entry.outcome,
        "by": names.post(entry.post_id) or entry.actor_kind,
        "unit": names.unit(entry.unit_id),
        "section": entry.section,
        "basis": entry.basis,
        "rule": entry.rule,
        "legal_basis": entry.legal_basis,
        "purpose": entry.purpose,
    }

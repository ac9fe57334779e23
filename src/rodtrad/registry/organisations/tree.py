"""Loading a municipality's whole tree of organisations from a file: all of it, or nothing and a list of what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import sort_key
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.vocabulary import CONTROL_SECTORS, Sector
from rodtrad.registry.organisations.models import Organisation, Succession
from rodtrad.registry.organisations.vocabulary import OrganisationKind

FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row of the file."""

    row: int
    sentence: str


class FaultyFile(DomainError):
    """Nothing was loaded; `faults` says what to mend, row by row."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{fault.row}: {fault.sentence}" for fault in faults))
        self.faults = faults


def read_tree(content: bytes) -> list[dict[str, Any]]:
    """The rows of a YAML file with `organisations:`. Raises FaultyFile."""
    try:
        found = yaml.safe_load(content.decode())
    except UnicodeDecodeError as error:
        raise FaultyFile([Fault(0, _("The file is not UTF-8. Save it again as UTF-8."))]) from error
    except yaml.YAMLError as error:
        raise FaultyFile(
            [Fault(0, _("The file is not YAML: %(why)s") % {"why": str(error).splitlines()[0]})]
        ) from error
    rows = found.get("organisations") if isinstance(found, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FaultyFile([Fault(0, _("The file has no list called organisations."))])
    if faults := list(_faults(rows)):
        raise FaultyFile(faults)
    return rows


def _faults(rows: list[dict[str, Any]]) -> Iterator[Fault]:
    ids = [str(row.get("id", "")) for row in rows]
    known, parents = set(ids), {str(row.get("id")): row.get("parent") for row in rows}
    by_id = {str(row.get("id")): row for row in rows}
    for number, row in enumerate(rows, start=1):
        name = ids[number - 1]
        if not name or ids.index(name) != number - 1:
            yield Fault(number, _('The id "%(id)s" is missing or used twice.') % {"id": name})
        if row.get("parent") and row["parent"] not in known:
            yield Fault(number, _('The parent "%(id)s" is not in the file.') % {"id": row["parent"]})
        if row.get("kind") not in OrganisationKind.values or row.get("sector") not in Sector.values:
            yield Fault(number, _("The kind or the sector is not one of the known ones."))
        if row.get("holds_cases") and row.get("sector") in CONTROL_SECTORS:
            yield Fault(number, _("Police, prisons and other control bodies can never take over a person."))
        if _is_in_loop(name, {one: [parent] for one, parent in parents.items() if parent}):
            yield Fault(number, _("The organisation is its own parent, through others."))
        yield from _faults_of_successors(number, row, by_id)


def _faults_of_successors(number: int, row: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """A successor is there on the very day the old one ends, so that nobody is without a unit for a day."""
    try:
        ends_on, begun = _until(row), _from(row)
    except ValueError:
        yield Fault(number, _("A day is not written as year-month-day."))
        return
    if begun >= ends_on:
        yield Fault(number, _("The organisation ends before it begins."))
    for successor in row.get("successor", []):
        heir = by_id.get(successor)
        if heir is None:
            yield Fault(number, _('The successor "%(id)s" is not in the file.') % {"id": successor})
        elif _from_or_first(heir) > ends_on:
            said = {"id": successor, "begins": _from_or_first(heir), "ends": ends_on}
            yield Fault(number, _('The successor "%(id)s" begins %(begins)s, but this one ends %(ends)s.') % said)
    if _is_in_loop(str(row.get("id")), {one: there.get("successor", []) for one, there in by_id.items()}):
        yield Fault(number, _("The organisation becomes itself again, through others."))


def _is_in_loop(name: str, ahead: Mapping[str, Sequence[str]]) -> bool:
    """Whether one comes back to the name by going on from it."""
    seen: set[str] = set()
    nodes = set(ahead.get(name, ()))
    while nodes:
        if name in nodes:
            return True
        seen |= nodes
        nodes = {further for node in nodes for further in ahead.get(node, ())} - seen
    return False


@transaction.atomic
def load_tree(rows: list[dict[str, Any]], *, by: Actor, at: datetime) -> int:
    """Store organisations that are not there yet, with their parents and successors. Returns how many were added."""
    there = dict(Organisation.objects.values_list("code", "pk"))
    added = [_organisation(row) for row in rows if row["id"] not in there]
    ids = there | {organisation.code: organisation.pk for organisation in added}
    parents = {row["id"]: row.get("parent") for row in rows}
    Organisation.objects.bulk_create(added)
    for organisation in added:
        if parent := parents[organisation.code]:
            organisation.parent_id = ids[parent]
    Organisation.objects.bulk_update(added, ["parent"])
    Succession.objects.bulk_create(
        Succession(predecessor_id=ids[row["id"]], successor_id=ids[successor], on_date=_until(row))
        for row in rows
        if row["id"] not in there
        for successor in row.get("successor", [])
    )
    audit.record("organisations.tree.loaded", by=by, at=at, details={"added": len(added)})
    return len(added)


def _organisation(row: dict[str, Any]) -> Organisation:
    return Organisation(
        code=row["id"],
        name=row["nb"],
        name_en=row.get("en", ""),
        abbreviation=row.get("abbreviation", ""),
        aliases=[alias if isinstance(alias, str) else alias["nb"] for alias in row.get("aliases", [])],
        kind=row["kind"],
        sector=row["sector"],
        holds_cases=bool(row.get("holds_cases")),
        district_code=row.get("district_code", ""),
        municipality_code=row.get("municipality_code", ""),
        sort_key=sort_key(row["nb"])[:400],
        valid_from=_from(row),
        valid_until=_until(row),
        is_example=bool(row.get("example")),
    )


def _from(row: dict[str, Any]) -> date:
    return date.fromisoformat(str(row["valid_from"])) if row.get("valid_from") else FIRST_DAY


def _from_or_first(row: dict[str, Any]) -> date:
    """Its first day; a day that cannot be read is told of at its own row."""
    try:
        return _from(row)
    except ValueError:
        return FIRST_DAY


def _until(row: dict[str, Any]) -> date:
    return date.fromisoformat(str(row["valid_until"])) if row.get("valid_until") else OPEN_ENDED_ON

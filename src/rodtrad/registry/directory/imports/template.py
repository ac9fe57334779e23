"""Our own table, one row for each place of an entry: what the export writes and the import reads."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import fold
from rodtrad.registry.directory.imports.records import Known, Reading, check
from rodtrad.registry.directory.imports.tables import Table
from rodtrad.registry.directory.operations.records import PlaceRecord, Record
from rodtrad.registry.directory.osm import read_osm
from rodtrad.registry.directory.vocabulary import Entrance, Gender, Price, Substance

# The column's own name, and what it may be called in Norwegian.
HEADS = {
    "code": "kode", "name": "navn", "owner": "eier", "kinds": "type hjelp", "description": "beskrivelse",
    "gender": "kjønn", "substance": "rusregel", "minimum_age": "fra alder", "maximum_age": "til alder",
    "for_relatives": "for pårørende", "eligibility": "vilkår", "entrance": "vei inn", "price": "pris",
    "languages": "språk", "phone": "telefon", "email": "e-post", "url": "nettside", "place": "sted",
    "address": "adresse", "postcode": "postnummer", "district": "bydel", "latitude": "breddegrad",
    "longitude": "lengdegrad", "hours": "åpningstider",
}  # fmt: skip
BY_HEAD = {fold(name): column for column, norwegian in HEADS.items() for name in (column, norwegian)}
WORDS = ("description", "eligibility", "phone", "email", "url")
CHOICES: dict[str, type[TextChoices]] = {"gender": Gender, "substance": Substance, "entrance": Entrance, "price": Price}
PLACE = ("place", "address", "postcode", "district", "latitude", "longitude", "hours")
YES, NO = {"ja", "yes", "x", "1", "true"}, {"nei", "no", "0", "false"}


class Wrong(ValueError):
    """A sentence about a cell."""


def read_template(table: Table, *, known: Known) -> Reading:
    """Rows as records. Rows of the same code are places of one entry."""
    reading = Reading()
    records: dict[str, Record] = {}
    for number, cells in table:
        where = _("row %(number)s") % {"number": number}
        try:
            record = _record(where, {BY_HEAD.get(fold(head), ""): text for head, text in cells.items()}, known)
        except Wrong as error:
            reading.fault(where, error)
            continue
        if wrong := list(check(record)):
            reading.fault(where, " ".join(wrong))
            continue
        earlier = records.get(record.code)
        if earlier and {one.key for one in record.places} <= {one.key for one in earlier.places}:
            reading.fault(where, _("This stands in %(where)s already.") % {"where": earlier.where})
            continue
        if earlier:
            record = replace(earlier, places=earlier.places + record.places)
        records[record.code] = record
    reading.records = list(records.values())
    return reading


def _record(where: str, row: dict[str, str], known: Known) -> Record:
    for column, text in row.items():
        if column and text.startswith("="):
            raise Wrong(_('The cell "%(column)s" holds a formula. Write the text itself.') % {"column": column})
    if not row.get("name"):
        raise Wrong(_("The name is missing."))
    said: dict[str, Any] = {"name": row["name"], "kinds": tuple(_kinds(row.get("kinds", ""), known))}
    said |= {column: row[column] for column in WORDS if row.get(column)}
    said |= {column: _number(row, column, int) for column in ("minimum_age", "maximum_age") if row.get(column)}
    said |= {column: _choice(row, column) for column in CHOICES if row.get(column)}
    if row.get("languages"):
        said["languages"] = tuple(_parts(row["languages"]))
    if row.get("for_relatives"):
        said["for_relatives"] = _yes(row["for_relatives"])
    owner = _owner(row.get("owner", ""), known)
    code = row.get("code") or _made_code(row["name"], row.get("owner", ""))
    has_place = any(row.get(column) for column in PLACE)
    return Record(where, code[:120], said, owner, (_place(row, known),) if has_place else ())


def _made_code(name: str, owner: str) -> str:
    """The same row gives the same code, so that a list without codes can be loaded again."""
    return "list:" + "-".join(fold(" ".join((name, owner))).split())[:115]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("|", ";").replace(",", ";").split(";") if part.strip()]


def _kinds(text: str, known: Known) -> Iterable[str]:
    if not text:
        raise Wrong(_("The kind of help is missing."))
    for part in _parts(text) if fold(text) not in known.kinds else [text]:
        if fold(part) not in known.kinds:
            raise Wrong(_('There is no kind of help called "%(kind)s".') % {"kind": part})
        yield known.kinds[fold(part)]


def _owner(text: str, known: Known) -> UUID | None:
    if text and fold(text) not in known.organisations:
        raise Wrong(_('There is no organisation called "%(name)s".') % {"name": text})
    return known.organisations[fold(text)] if text else None


def _number(row: dict[str, str], column: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(row[column].replace(",", "."))
    except ValueError as error:
        raise Wrong(_('"%(text)s" in "%(column)s" is no number.') % {"text": row[column], "column": column}) from error


def _choice(row: dict[str, str], column: str) -> str:
    """By code, or by label in Norwegian or English."""
    wanted = fold(row[column])
    for language in ("nb", "en"):
        with translation.override(language):
            for one in CHOICES[column]:
                if wanted in (fold(one.value), fold(str(one.label))):
                    return one.value
    raise Wrong(_('"%(text)s" in "%(column)s" is none of the choices.') % {"text": row[column], "column": column})


def _yes(text: str) -> bool:
    if fold(text) not in YES | NO:
        raise Wrong(_('Write yes or no, not "%(text)s".') % {"text": text})
    return fold(text) in YES


def _place(row: dict[str, str], known: Known) -> PlaceRecord:
    district = row.get("district", "")
    if district and fold(district) not in known.districts:
        raise Wrong(_('There is no district called "%(name)s".') % {"name": district})
    postcode = row.get("postcode", "")
    if postcode and not (postcode.isdecimal() and len(postcode) <= 4):
        raise Wrong(_('"%(text)s" is no postcode.') % {"text": postcode})
    name = row.get("place") or row.get("address") or row["name"]
    return PlaceRecord(
        name,
        row.get("address", ""),
        postcode.zfill(4) if postcode else "",
        known.districts[fold(district)] if district else "",
        _number(row, "latitude", float) if row.get("latitude") else None,
        _number(row, "longitude", float) if row.get("longitude") else None,
        **_hours(row.get("hours", "")),
    )


def _hours(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        rows, policy = read_osm(text)
    except DomainError as error:
        raise Wrong(str(error)) from error
    return {"rows": tuple(rows), "holiday_policy": policy}

"""Which reader a file wants, by what it holds and not by its name alone."""

import json
from typing import Any

from django.utils.translation import gettext as _

from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import fold
from rodtrad.registry.directory.imports.hsds import read_services
from rodtrad.registry.directory.imports.records import MOST_ROWS, Known, Reading
from rodtrad.registry.directory.imports.tables import CANNOT, Table, read_csv, read_text, read_workbook, read_zip
from rodtrad.registry.directory.imports.tabular import nested
from rodtrad.registry.directory.imports.template import BY_HEAD, read_template

MOST_BYTES = 20_000_000


def read_file(content: bytes, *, source: str) -> Reading:
    """What a file says. `source` names the publisher, and keeps ids of two publishers apart. Raises DomainError."""
    if len(content) > MOST_BYTES:
        raise DomainError(_("The file is too big."))
    known, start = Known(), content.lstrip()[:1]
    if content[:2] == b"PK":
        sheets = (
            read_workbook(content)
            if b"xl/" in content[:4000] or b"[Content_Types]" in content[:4000]
            else read_zip(content)
        )
        return _tables(sheets, source, known)
    if start in (b"{", b"["):
        return _json(read_text(content), source, known)
    table = read_csv(content)
    _check_template(table)
    return read_template(table, known=known)


def _tables(sheets: dict[str, Table], source: str, known: Known) -> Reading:
    if any(name.lower() == "services" for name in sheets):
        found = Reading()
        services = nested(sheets, found)
        reading = read_services(services, source=source, known=known)
        reading.faults = found.faults + reading.faults
        return reading
    table = next(iter(sheets.values()), [])
    _check_template(table)
    return read_template(table, known=known)


def _check_template(table: Table) -> None:
    heads = {BY_HEAD.get(fold(head)) for _number, row in table[:1] for head in row}
    if not {"name", "kinds"} <= heads:
        raise DomainError(_("The first row must name the columns, with at least name and kind of help."))


def _json(text: str, source: str, known: Known) -> Reading:
    try:
        try:
            said = json.loads(text)
        except json.JSONDecodeError:
            said = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError) as error:
        raise DomainError(CANNOT) from error
    if isinstance(said, dict) and any(name.removesuffix(".csv") == "services" for name in said):
        return _tables({name.removesuffix(".csv"): _as_table(rows) for name, rows in said.items()}, source, known)
    services = said.get("contents", [said]) if isinstance(said, dict) else said
    if not isinstance(services, list) or len(services) > MOST_ROWS:
        raise DomainError(_("The file has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
    return read_services(services, source=source, known=known)


def _as_table(rows: Any) -> Table:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DomainError(CANNOT)
    return [(number, {key: "" if value is None else str(value) for key, value in row.items()}) for number, row in enumerate(rows, start=1)]  # fmt: skip

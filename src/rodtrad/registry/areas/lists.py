"""Reading the official lists of areas as they are downloaded: every row right, or a list of what is wrong.

Source: Statistics Norway, KLASS 131 (municipalities) and 103 (city districts), as CSV with comma or semicolon.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rodtrad.foundation.errors import DomainError
from rodtrad.registry.areas.vocabulary import AreaKind

DIGITS = {AreaKind.MUNICIPALITY: 4, AreaKind.DISTRICT: 6}
CODE_COLUMNS, NAME_COLUMNS = ("code", "kommunenummer"), ("name", "kommunenavn")
DISTRICT_TYPE = "bydel"  # other rows of a district list are areas outside the districts


@dataclass(frozen=True)
class AreaRow:
    code: str
    name: str
    kind: AreaKind
    county: str = ""
    municipality_code: str = ""


class FaultyList(DomainError):
    """Nothing was loaded; `faults` are sentences, each with the number of its row."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_areas(content: bytes, kind: AreaKind, *, municipality_code: str = "") -> list[AreaRow]:
    """The areas of a list of municipalities, or of the districts of one. Raises FaultyList."""
    rows = _rows(content)
    if rows and not (_said(rows[0], CODE_COLUMNS) and _said(rows[0], NAME_COLUMNS)):
        raise FaultyList([_("The list needs the columns code and name.")])
    if faults := list(_faults(rows, DIGITS[kind])):
        raise FaultyList(faults)
    return [
        AreaRow(
            code=_said(row, CODE_COLUMNS),
            name=_said(row, NAME_COLUMNS),
            kind=kind if row.get("type", DISTRICT_TYPE) == DISTRICT_TYPE else AreaKind.OTHER,
            county=row.get("fylkesnavn", ""),
            municipality_code=municipality_code if kind is AreaKind.DISTRICT else "",
        )
        for row in rows
    ]


def read_changes(content: bytes) -> list[tuple[str, str]]:
    """Old and new code of each change, from the columns oldCode and newCode. Raises FaultyList."""
    rows = _rows(content)
    faults = [
        _("Row %(row)s: a change needs an old and a new code.") % {"row": number}
        for number, row in enumerate(rows, start=2)
        if not (row.get("oldCode") and row.get("newCode"))
    ]
    if faults:
        raise FaultyList(faults)
    return [(row["oldCode"], row["newCode"]) for row in rows]


def _rows(content: bytes) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyList([_("The file is not UTF-8. Save it again as UTF-8.")]) from error
    header = text.partition("\n")[0]
    found = csv.DictReader(text.splitlines(), delimiter=";" if ";" in header else ",", restval="")
    return [{str(column).strip(): str(value).strip() for column, value in row.items()} for row in found]


def _faults(rows: list[dict[str, str]], digits: int) -> Iterator[str]:
    seen: set[str] = set()
    if not rows:
        yield _("The list is empty.")
    for number, row in enumerate(rows, start=2):
        code = _said(row, CODE_COLUMNS)
        if len(code) != digits or not (code.isascii() and code.isdigit()):
            yield _("Row %(row)s: a code here has %(digits)s digits.") % {"row": number, "digits": digits}
        if code in seen:
            yield _("Row %(row)s: the code %(code)s stands twice.") % {"row": number, "code": code}
        if not _said(row, NAME_COLUMNS):
            yield _("Row %(row)s: the name is missing.") % {"row": number}
        seen.add(code)


def _said(row: dict[str, str], columns: tuple[str, ...]) -> str:
    return next((row[column] for column in columns if row.get(column)), "")

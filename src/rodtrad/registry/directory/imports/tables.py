"""CSV, Excel and zipped tables as rows of text by column, with the number each row has in its file."""

import csv
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from rodtrad.foundation.errors import DomainError
from rodtrad.registry.directory.imports.records import MOST_ROWS

Table = list[tuple[int, dict[str, str]]]
MOST_BYTES = 100_000_000  # unpacked
CANNOT = gettext_lazy("The file cannot be read. Save it as Excel (xlsx), CSV or JSON.")


def read_text(content: bytes) -> str:
    """UTF-8, or what Excel writes in Norway."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_csv(content: bytes) -> Table:
    """Semicolons, commas or tabulators, as the head row has them."""
    text = read_text(content)
    head = text.split("\n", 1)[0]
    mark = max(";,\t", key=head.count)
    return _table(csv.reader(StringIO(text, newline=""), delimiter=mark))


def read_workbook(content: bytes) -> dict[str, Table]:
    """Every sheet by its name. Raises DomainError for what is no workbook, or too big."""
    _check_zip(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False)
        return {sheet.title: _table([_text(cell) for cell in row] for row in sheet.values) for sheet in book.worksheets}
    except (KeyError, ValueError, OSError, TypeError) as error:
        raise DomainError(CANNOT) from error


def read_zip(content: bytes) -> dict[str, Table]:
    """Every CSV file in a zip by its name without the ending."""
    _check_zip(content)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if name.endswith(".csv")]
        return {name.rpartition("/")[2].removesuffix(".csv"): read_csv(packed.read(name)) for name in names}


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile as error:
        raise DomainError(CANNOT) from error
    if size > MOST_BYTES:
        raise DomainError(_("The file is too big."))


def _table(rows: Iterable[Iterable[str]]) -> Table:
    return list(_rows(iter(rows)))


def _rows(rows: Iterator[Iterable[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        head = [str(name).strip() for name in next(rows, [])]
        for number, row in enumerate(rows, start=2):
            if number > MOST_ROWS + 1:
                raise DomainError(_("The file has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
            cells = {name: str(cell).strip() for name, cell in zip(head, row, strict=False) if name}
            if any(cells.values()):
                yield number, cells
    except csv.Error as error:
        raise DomainError(CANNOT) from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)

"""Excel: the figures with definition and source on one sheet, each table on its own. No cell is ever a formula."""

from io import BytesIO
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font

from rodtrad.programme.reports.files import words
from rodtrad.programme.reports.queries import Document

LONGEST_NAME = 31  # of a sheet, by the file format
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def write(document: Document) -> bytes:
    """A whole number is written as a number; everything else as text."""
    book: Any = openpyxl.Workbook()
    book.properties.title, book.properties.creator = document.title, document.owner
    sheet = book.active
    sheet.title = _("Figures")
    head = [_("Figure"), _("Value"), _("Definition"), _("Source"), _("As of"), _("Typed by hand")]
    rows = [
        [
            one.label,
            words.value_of(one),
            one.definition,
            one.source,
            words.moment(one.as_of),
            _("yes") if one.by_hand else "",
        ]
        for one in document.figures
    ]
    _fill(sheet, [head, *rows])
    names = {sheet.title}
    for table in (table for chapter in document.chapters for table in chapter.tables):
        name = table.title.translate(NOT_IN_NAMES)[:LONGEST_NAME]
        while name in names:
            name = f"{name[: LONGEST_NAME - 2]} {len(names)}"
        names.add(name)
        _fill(book.create_sheet(name), [table.columns, *(row["cells"] for row in table.rows)])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Any, rows: list[list[str]]) -> None:
    for number, cells in enumerate(rows, 1):
        for place, text in enumerate(cells, 1):
            cell = sheet.cell(number, place, int(text) if text.isdecimal() and len(text) < 15 else text)
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = stays a text
            cell.font, cell.alignment = Font(bold=number == 1), Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 34 if letter in "ACD" else 18

"""Excel files that say themselves what they hold, and in which nothing is ever a formula."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, LONGEST_TITLE = 60, 31


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, head_rows: int = 1) -> bytes:
    """A sheet for each name, its first rows in bold and held in place. Text stays text, whatever it begins with."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:LONGEST_TITLE])
        for number, row in enumerate(rows, start=1):
            _write(sheet, number, row, is_head=number <= head_rows)
        sheet.freeze_panes = f"A{head_rows + 1}"
        for column, width in enumerate(_widths(rows), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, number: int, row: Iterable[Cell], *, is_head: bool) -> None:
    for column, value in enumerate(row, start=1):
        cell = sheet.cell(number, column)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"  # even if it begins with = + - or @
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        else:
            cell.value = value
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if is_head:
            cell.font = Font(bold=True)


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    columns = max((len(row) for row in rows), default=0)
    lengths = [[len(str(row[at])) for row in rows if at < len(row) and row[at] is not None] for at in range(columns)]
    return [min(WIDEST, max(8, *of, 8) + 2) for of in lengths]


def file_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

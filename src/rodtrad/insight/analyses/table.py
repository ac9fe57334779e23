"""A table of text read from a file or given as rows, with checks that name line and column."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rodtrad.insight.statistics.rules.errors import CannotCompute

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
LARGEST = 1e12  # above it a count is a slip, and squares of it lose their last digits


@dataclass(frozen=True)
class Table:
    """Columns of stripped text; `lines` are the numbers of the lines they came from."""

    columns: Mapping[str, list[str]]
    lines: Sequence[int]
    has_decimal_comma: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    def has(self, column: str) -> bool:
        return column in self.columns

    def text(self, column: str) -> list[str]:
        """A needed column; its cells may be empty."""
        if column not in self.columns:
            raise CannotCompute("MISSING_COLUMN", column=column, known=", ".join(self.columns))
        return self.columns[column]

    def labels(self, column: str) -> list[str]:
        """A needed column with no empty cell."""
        cells = self.text(column)
        if "" in cells:
            raise CannotCompute("MISSING_VALUE", line=self.lines[cells.index("")], column=column)
        return cells

    def choices(self, column: str, known: Iterable[str]) -> list[str]:
        """Labels out of a list of known ones."""
        cells, known = self.labels(column), tuple(known)
        for line, cell in zip(self.lines, cells, strict=True):
            if cell not in known:
                raise CannotCompute("UNKNOWN_LABEL", line=line, column=column, value=cell[:40], known=", ".join(known))
        return cells

    def optional_numbers(self, column: str, *, lowest: float | None = 0.0) -> list[float | None]:
        """Numbers; an empty cell is None, which is not 0."""
        return [self._number(column, row, cell, lowest) if cell else None for row, cell in enumerate(self.text(column))]

    def numbers(self, column: str, *, lowest: float | None = 0.0) -> list[float]:
        return [self._number(column, row, cell, lowest) for row, cell in enumerate(self.labels(column))]

    def whole(self, column: str, *, lowest: int | None = None) -> list[int]:
        found = []
        for line, cell in zip(self.lines, self.labels(column), strict=True):
            if not WHOLE.fullmatch(cell):
                is_number = NUMBER.fullmatch(self._dotted(cell))
                raise CannotCompute(
                    "NOT_WHOLE" if is_number else "NOT_A_NUMBER", line=line, column=column, value=cell[:40]
                )
            value = int(cell)
            if lowest is not None and value < lowest:
                raise CannotCompute("TOO_LOW", line=line, column=column, value=cell, lowest=lowest)
            found.append(value)
        return found

    def once(self, *columns: str) -> None:
        """Raises when the same labels stand on two lines."""
        seen: dict[tuple[str, ...], int] = {}
        for line, key in zip(self.lines, zip(*(self.text(c) for c in columns), strict=True), strict=True):
            first = seen.setdefault(key, line)
            if first != line:
                raise CannotCompute("TWICE", line=line, first=first, thing=" / ".join(key), column=", ".join(columns))

    def one_definition(self) -> None:
        """Figures of different definitions are never calculated together."""
        cells = self.columns.get("definition", [])
        for line, cell in zip(self.lines, cells, strict=False):
            if cell != cells[0]:
                raise CannotCompute("TWO_DEFINITIONS", line=line, value=cell[:60], first=cells[0][:60])

    def _dotted(self, cell: str) -> str:
        return cell.replace(",", ".") if self.has_decimal_comma else cell

    def _number(self, column: str, row: int, cell: str, lowest: float | None) -> float:
        dotted = self._dotted(cell)
        if not NUMBER.fullmatch(dotted):
            raise CannotCompute("NOT_A_NUMBER", line=self.lines[row], column=column, value=cell[:40])
        value = float(dotted)
        if lowest is not None and value < lowest:
            raise CannotCompute("TOO_LOW", line=self.lines[row], column=column, value=cell[:40], lowest=f"{lowest:g}")
        if abs(value) > LARGEST:
            raise CannotCompute(
                "TOO_HIGH", line=self.lines[row], column=column, value=cell[:40], highest=f"{LARGEST:.0f}"
            )
        return value


def table_of_rows(rows: Iterable[Mapping[str, object]]) -> Table:
    """From mappings of column to text. Line 1 is the header that a file would have."""
    listed = list(rows)
    names = {name: None for row in listed for name in row}
    columns = {str(name): [_as_text(row.get(name)) for row in listed] for name in names}
    return _checked(columns, range(2, len(listed) + 2), has_decimal_comma=False)


def _as_text(value: object) -> str:
    return "" if value is None else str(value).strip()


def read_table(path: Path) -> Table:
    """A UTF-8 file with a header line, comma between values, or semicolon with decimal comma. Raises CannotCompute."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _read(file, path.name)
    except FileNotFoundError as trouble:
        raise CannotCompute("NO_FILE", file=path.name) from trouble
    except OSError as trouble:
        raise CannotCompute("UNREADABLE", file=path.name, reason=trouble.strerror or "?") from trouble
    except UnicodeDecodeError as trouble:
        raise CannotCompute("UNREADABLE", file=path.name, reason="UTF-8") from trouble
    except csv.Error as trouble:
        raise CannotCompute("UNREADABLE", file=path.name, reason=str(trouble)) from trouble


def _read(file: Iterable[str], name: str) -> Table:
    lines = iter(file)
    header = next(lines, "")
    if not header.strip():
        raise CannotCompute("UNREADABLE", file=name, reason="0 bytes" if not header else "header?")
    delimiter = ";" if ";" in header else ","
    names = [cell.strip() for cell in next(csv.reader([header], delimiter=delimiter))]
    for number, column in enumerate(names):
        if column in names[:number]:
            raise CannotCompute("DOUBLE_COLUMN", column=column)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    cells: list[list[str]] = []
    numbers: list[int] = []
    began = 2
    for row in reader:
        if row:
            if len(row) != len(names):
                raise CannotCompute("BAD_LINE", line=began, found=len(row), wanted=len(names))
            cells.append(row)
            numbers.append(began)
        began = reader.line_num + 2
    columns = {
        name: [cell.strip() for cell in column] for name, column in zip(names, zip(*cells, strict=True), strict=False)
    }
    return _checked(columns or {name: [] for name in names}, numbers, has_decimal_comma=delimiter == ";")


def _checked(columns: dict[str, list[str]], lines: Sequence[int], *, has_decimal_comma: bool) -> Table:
    if not lines:
        raise CannotCompute("NO_ROWS")
    return Table(columns, lines, has_decimal_comma)

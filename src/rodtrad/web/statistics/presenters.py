"""Registers and tables of persons as finished words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.insight.statistics.queries import QuarterLine, RegisterPage, Table
from rodtrad.insight.statistics.registers import BASE, DIMENSIONS
from rodtrad.insight.statistics.rules.shares import percent_of
from rodtrad.web.statistics.words import level_words, quarter_words
from rodtrad.web.trends.presenters import Fact
from rodtrad.web.wording import dates

WIDEST = 100


@dataclass(frozen=True)
class QuarterRow:
    code: str
    name: str
    total: int
    width: int  # of the bar, 0 to 100
    is_open: bool
    is_break: bool  # another version of the definition than the row below


@dataclass(frozen=True)
class RegisterRow:
    code: str
    name: str
    definition: str
    newest: str


@dataclass(frozen=True)
class ThresholdRow:
    fewest: str
    said: str


@dataclass(frozen=True)
class RegisterWords:
    code: str
    name: str
    definition: str
    quarters: list[QuarterRow]
    fewest: str
    thresholds: list[ThresholdRow]


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Row:
    name: str
    cells: list[Cell]


@dataclass(frozen=True)
class TableWords:
    code: str
    quarter: str
    cube_id: UUID
    heading: str
    lead: str
    first: str
    columns: list[str]
    rows: list[Row]
    facts: list[Fact]
    notes: list[str]
    has_hidden: bool
    is_open: bool
    address_of_file: str


def register_row(page: RegisterPage) -> RegisterRow:
    newest = page.quarters[-1] if page.quarters else None
    said = _("%(total)s in %(quarter)s") % _newest(newest) if newest else _("No quarter is frozen yet.")
    return RegisterRow(page.register.code, str(page.register.name), str(page.register.definition), said)


def _newest(line: QuarterLine) -> dict[str, object]:
    return {"total": line.total, "quarter": quarter_words(line.quarter)}


def register_words(page: RegisterPage, *, now: datetime) -> RegisterWords:
    most = max((line.total for line in page.quarters), default=0)
    rows = [
        _quarter_row(line, before, most) for line, before in zip(page.quarters, [None, *page.quarters], strict=False)
    ]
    return RegisterWords(
        code=page.register.code,
        name=str(page.register.name),
        definition=str(page.register.definition),
        quarters=rows[::-1],
        fewest=_("From %(fewest)s persons on a number may stand on an open page.") % {"fewest": page.fewest},
        thresholds=[
            ThresholdRow(
                str(one.fewest),
                _("%(day)s, by %(who)s: %(why)s")
                % {
                    "day": dates.short_day(one.chosen_at, now=now),
                    "who": one.chosen_by.user.display_name,
                    "why": one.reason,
                },
            )
            for one in page.thresholds
        ],
    )


def _quarter_row(line: QuarterLine, before: QuarterLine | None, most: int) -> QuarterRow:
    return QuarterRow(
        line.quarter.code,
        quarter_words(line.quarter),
        line.total,
        round(WIDEST * line.total / most) if most else 0,
        line.is_open,
        before is not None and before.definition_version != line.definition_version,
    )


def table_words(found: Table, *, now: datetime, asked: Mapping[str, str] | None = None) -> TableWords:
    """A table with a sum in every direction. `asked` is the question as it stands in the address."""
    words = level_words(found.levels, on=found.quarter.last_day)
    rows_by, columns_by = _axes(found)
    levels = list(found.levels[columns_by]) if columns_by else []
    columns = [words[columns_by][level] for level in levels] + [_("All")]
    where = "open-file" if found.fewest else "statistics-file"
    return TableWords(
        code=found.register.code,
        quarter=found.quarter.code,
        cube_id=found.cube_id,
        heading=_("%(register)s, %(quarter)s")
        % {"register": found.register.name, "quarter": quarter_words(found.quarter)},
        lead=_lead(found, words),
        first=str(DIMENSIONS[rows_by]) if rows_by else "",
        columns=columns,
        rows=_rows(found, rows_by, columns_by, words),
        facts=_facts(found, now),
        notes=_notes(found),
        has_hidden=None in found.cells.values(),
        is_open=found.is_open,
        address_of_file=reverse(where, args=[found.register.code, found.quarter.code])
        + (f"?{urlencode(asked)}" if asked else ""),
    )


def _axes(found: Table) -> tuple[str, str]:
    """Which dimension goes down and which goes across: the one with most levels goes down."""
    by = sorted(found.by, key=lambda name: -len(found.levels[name]))
    return (by[0] if by else "", by[1] if len(by) > 1 else "")


def _rows(found: Table, rows_by: str, columns_by: str, words: dict[str, dict[str, str]]) -> list[Row]:
    levels = list(found.levels[rows_by]) if rows_by else []
    columns = list(found.levels[columns_by]) if columns_by else []
    rows = []
    for level in [*levels, ""]:
        cells = [
            _cell(found, {rows_by: level, columns_by: other}, words[columns_by][other] if other else _("All"))
            for other in [*columns, ""]
        ]
        rows.append(Row(words[rows_by][level] if level else _("All"), cells))
    return rows


def _cell(found: Table, levels: dict[str, str], label: str) -> Cell:
    known = {name: level for name, level in levels.items() if name and level}
    by = tuple(sorted(known))
    count = found.cells[by, tuple(known[name] for name in by)]
    return Cell(label, "–" if count is None else str(count), count is None)


def _lead(found: Table, words: dict[str, dict[str, str]]) -> str:
    total = found.total
    said = _("%(count)s persons in all.") % {"count": total if total is not None else "–"}
    if found.only:
        limits = ", ".join(words[name][level] for name, level in found.only)
        said += " " + _("Only: %(limits)s.") % {"limits": limits}
    largest = _largest(found, words)
    return f"{said} {largest}".strip()


def _largest(found: Table, words: dict[str, dict[str, str]]) -> str:
    """The largest part of all, with its share of the rounded sum; nothing when that says nothing."""
    rows_by, _across = _axes(found)
    parts = [(found.cells[(rows_by,), (level,)] or 0, level) for level in found.levels.get(rows_by, ())]
    count, level = max(parts, default=(0, ""))
    share = percent_of(count, found.total)
    if share is None or not count:
        return ""
    return _("The largest part is %(part)s with %(count)s of %(total)s (%(share)s per cent).") % {
        "part": words[rows_by][level], "count": count, "total": found.total, "share": share,
    }  # fmt: skip


def _facts(found: Table, now: datetime) -> list[Fact]:
    facts = [
        Fact(_("What is counted"), str(found.register.definition)),
        Fact(_("Unit"), _("Unique persons; joined records are one person")),
        Fact(_("Period"), quarter_words(found.quarter)),
        Fact(_("n"), "–" if found.total is None else str(found.total)),
        Fact(_("Version of the definition"), str(found.definition_version)),
        Fact(_("As of"), dates.moment(found.as_of, now=now)),
        Fact(_("Source"), _("Rød tråd, frozen figures of the municipality")),
        Fact(_("Protection"), _("Every number is rounded to a multiple of %(base)s.") % {"base": BASE}),
    ]
    if found.fewest:
        said = _("Fewer than %(fewest)s is not shown.") % {"fewest": found.fewest}
        facts.append(Fact(_("Threshold"), f"{said} {found.why_fewest}".strip()))
    if found.revision > 1:
        said = _("Counted again, revision %(number)s: %(reason)s") % {"number": found.revision, "reason": found.reason}
        facts.append(Fact(_("Revision"), said))
    return facts


def _notes(found: Table) -> list[str]:
    notes = [_("Numbers are rounded so that they add up and no single person can be told from them.")]
    if None in found.cells.values():
        notes.append(
            _("A dash is a number that is not shown: it is small, or a small number could be worked out from it.")
        )
    return notes

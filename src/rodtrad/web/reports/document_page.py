"""A report as it is read: paragraphs with figures in them, tables, and where every figure comes from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from rodtrad.insight.reports.drafting import Drift
from rodtrad.programme.reports.queries import Document, DocumentFigure, DocumentTable
from rodtrad.programme.reports.rules import paragraphs, pieces
from rodtrad.web.reports.addresses import address_of
from rodtrad.web.wording import dates

WIDEST_BAR = 200


@dataclass(frozen=True)
class Part:
    """A stretch of a paragraph. With `key` it is a figure; `is_loose` is a number nothing stands behind."""

    text: str
    key: str = ""
    label: str = ""
    is_loose: bool = False
    differs: bool = False


@dataclass(frozen=True)
class Cell:
    label: str  # of the column, for narrow screens
    text: str
    address: str
    bar: int | None


@dataclass(frozen=True)
class TablePage:
    title: str
    note: str
    columns: list[str]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class ChapterPage:
    anchor: str
    heading: str
    paragraphs: list[list[Part]]
    tables: list[TablePage]


@dataclass(frozen=True)
class FigureRow:
    key: str
    label: str
    value: str
    definition: str
    source: str
    address: str
    as_of: str
    by_hand: bool
    drift: str
    used_in: list[str]


@dataclass(frozen=True)
class DocumentPage:
    title: str
    lead: str
    chapters: list[ChapterPage]
    figures: list[FigureRow]
    differing: int


def document_page(document: Document, drift: dict[str, Drift], *, now: datetime, public: bool = False) -> DocumentPage:
    """`public` pages lead to no page behind a sign-in."""
    figures = {figure.key: figure for figure in document.figures}
    return DocumentPage(
        title=document.title,
        lead=period_words(document, now=now),
        chapters=[
            ChapterPage(
                f"chapter-{chapter.number}",
                f"{chapter.number}. {chapter.heading}",
                [_parts(text, figures, drift) for text in paragraphs(chapter.text)],
                [table_page(table, now=now, public=public) for table in chapter.tables],
            )
            for chapter in document.chapters
        ],
        figures=[
            _figure(figure, document, drift.get(figure.key), now=now, public=public) for figure in document.figures
        ],
        differing=len(drift),
    )


def period_words(document: Document, *, now: datetime) -> str:
    """From the first day to the last one that counts, and whose report it is."""
    last = date.fromisoformat(document.ends_on) - timedelta(days=1)
    return _("%(owner)s, %(start)s to %(end)s") % {
        "owner": document.owner,
        "start": dates.short_day(date.fromisoformat(document.starts_on), now=now),
        "end": dates.short_day(last, now=now),
    }


def _parts(text: str, figures: dict[str, DocumentFigure], drift: dict[str, Drift]) -> list[Part]:
    found = []
    for piece in pieces(text):
        if not piece.is_figure:
            found.append(Part(piece.text, is_loose=piece.is_loose))
            continue
        figure = figures.get(piece.text)
        if figure is None:
            found.append(Part(piece.text, is_loose=True))
        else:
            said = figure.value or _("missing")
            found.append(Part(said, key=figure.key, label=figure.label, differs=figure.key in drift))
    return found


def table_page(table: DocumentTable, *, now: datetime, public: bool = False) -> TablePage:
    largest = max((_number(row["cells"][table.bars]) for row in table.rows), default=0) if table.bars is not None else 0
    rows = [
        [
            Cell(
                table.columns[place],
                text,
                address_of(row["opens"]) if place == 0 and not public else "",
                round(WIDEST_BAR * _number(text) / largest) if place == table.bars and largest else None,
            )
            for place, text in enumerate(row["cells"])
        ]
        for row in table.rows
    ]
    as_of = dates.moment(datetime.fromisoformat(table.as_of), now=now)
    note = _("%(definition)s Source: %(source)s. As of %(when)s.") % {
        "definition": table.definition, "source": table.source, "when": as_of,
    }  # fmt: skip
    return TablePage(table.title, note, table.columns, rows)


def _number(text: str) -> float:
    return float(text) if text.isdecimal() else 0.0


def _figure(
    figure: DocumentFigure, document: Document, drift: Drift | None, *, now: datetime, public: bool
) -> FigureRow:
    said = ""
    if drift is not None:
        said = _("Counted again now it is %(now)s. The report stands as it was written.") % {"now": drift.now or "–"}
    mark = f"[[{figure.key}]]"
    return FigureRow(
        key=figure.key,
        label=figure.label,
        value=figure.value or _("missing"),
        definition=figure.definition,
        source=figure.source,
        address="" if public else address_of(figure.opens),
        as_of=dates.moment(datetime.fromisoformat(figure.as_of), now=now),
        by_hand=figure.by_hand,
        drift=said,
        used_in=[f"{one.number}. {one.heading}" for one in document.chapters if mark in one.text],
    )

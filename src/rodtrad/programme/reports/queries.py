"""Reading reports: the list, the document as it stands or as it was fixed, and what holds it back."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import NotFound
from rodtrad.programme.reports.models import Chapter, Comment, Figure, FixedFile, Report, Table
from rodtrad.programme.reports.rules import checksum, figures_in, loose_numbers, missing, weight
from rodtrad.programme.reports.vocabulary import FigureKind, FileForm, ReportKind, ReportState

__all__ = ["Chapter", "Comment", "Figure", "Report"]
NO_SUCH_REPORT = _("There is no such report.")


@dataclass(frozen=True)
class DocumentTable:
    title: str
    definition: str
    source: str
    columns: list[str]
    rows: list[dict[str, Any]]
    bars: int | None
    as_of: str


@dataclass(frozen=True)
class DocumentChapter:
    number: int
    heading: str
    text: str
    tables: list[DocumentTable]


@dataclass(frozen=True)
class DocumentFigure:
    key: str
    label: str
    value: str
    definition: str
    source: str
    opens: str
    as_of: str  # ISO 8601
    by_hand: bool


@dataclass(frozen=True)
class Document:
    """A report as it is read. `fixed_at` and `by` are empty in a draft."""

    kind: str
    title: str
    language: str
    owner: str
    starts_on: str
    ends_on: str
    chapters: list[DocumentChapter]
    figures: list[DocumentFigure]
    approved_by: str = ""
    fixed_at: str = ""
    fixed_by: str = ""

    @property
    def values(self) -> dict[str, str]:
        return {figure.key: figure.value for figure in self.figures}

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Hindrances:
    """What stands between a draft and its completion."""

    unknown: list[str]  # named in a text, and not among the figures
    without_value: list[str]  # the labels of figures that have no value
    loose: list[str]  # numbers that nothing stands behind
    unanswered: int  # comments

    @property
    def any(self) -> bool:
        return bool(self.unknown or self.without_value or self.loose or self.unanswered)


def reports(*, kind: str = "") -> list[Report]:
    """Every report, what is being written first, then the newest period."""
    rows = Report.objects.select_related("owner", "district", "predecessor").defer("fixed")
    rows = rows.filter(kind=kind) if kind else rows
    open_comments = Count("chapters__comments", filter=Q(chapters__comments__answered_at=None))
    found = rows.annotate(open_comments=open_comments).order_by("-ends_on", "-made_at")
    return sorted(found, key=lambda row: row.state == ReportState.PUBLISHED)


def get_report(report_id: UUID) -> Report:
    """Raises NotFound."""
    people = ("made_by__user", "approved_by__user", "published_by__user")
    report = Report.objects.select_related("owner", "district", "predecessor", *people).filter(pk=report_id).first()
    if report is None:
        raise NotFound(NO_SUCH_REPORT)
    return report


def get_chapter(chapter_id: UUID) -> Chapter:
    """Raises NotFound."""
    chapter = Chapter.objects.select_related("report").filter(pk=chapter_id).first()
    if chapter is None:
        raise NotFound(NO_SUCH_REPORT)
    return chapter


def get_comment(comment_id: UUID) -> Comment:
    """Raises NotFound."""
    comment = Comment.objects.select_related("chapter__report", "unit").filter(pk=comment_id).first()
    if comment is None:
        raise NotFound(NO_SUCH_REPORT)
    return comment


def document(report: Report) -> Document:
    """The fixed document of a published report; the draft as it stands otherwise."""
    if report.fixed is not None:
        return read_document(report.fixed)
    chapters = report.chapters.prefetch_related("tables").order_by("number")
    return Document(
        kind=report.kind,
        title=report.title,
        language=report.language,
        owner=report.owner.name,
        starts_on=report.starts_on.isoformat(),
        ends_on=report.ends_on.isoformat(),
        chapters=[_chapter(row) for row in chapters],
        figures=[_figure(row) for row in report.figures.order_by("-kind", "place", "key")],
    )


def read_document(data: dict[str, Any]) -> Document:
    chapters = [
        DocumentChapter(**{**row, "tables": [DocumentTable(**table) for table in row["tables"]]})
        for row in data["chapters"]
    ]
    return Document(**{**data, "chapters": chapters, "figures": [DocumentFigure(**row) for row in data["figures"]]})


def _chapter(row: Chapter) -> DocumentChapter:
    tables = sorted(row.tables.all(), key=lambda table: table.place)
    return DocumentChapter(row.number, row.heading, row.text, [_table(table) for table in tables])


def _table(row: Table) -> DocumentTable:
    as_of = row.as_of.isoformat()
    return DocumentTable(row.title, row.definition, row.source, row.columns, row.rows, row.bars, as_of)


def _figure(row: Figure) -> DocumentFigure:
    by_hand, as_of = row.kind == FigureKind.BY_HAND, row.as_of.isoformat()
    return DocumentFigure(row.key, row.label, row.value, row.definition, row.source, row.opens, as_of, by_hand)


def holds(report: Report) -> bool:
    """Whether the fixed document still weighs what it weighed when it was published."""
    return report.fixed is not None and checksum(report.fixed) == report.hash


def chapters_of(report: Report) -> list[Chapter]:
    return list(report.chapters.order_by("number"))


def figures_of(report: Report) -> list[Figure]:
    return list(report.figures.order_by("-kind", "place", "key"))


def comments_of(report: Report) -> list[Comment]:
    """In the order of the chapters, the earliest first."""
    rows = Comment.objects.filter(chapter__report=report).select_related("chapter", "unit", "post__user")
    return list(rows.order_by("chapter__number", "recorded_at"))


def hindrances(report: Report) -> Hindrances:
    figures = {figure.key: figure for figure in report.figures.all()}
    texts = [chapter.text for chapter in chapters_of(report)]
    named = list(dict.fromkeys(key for text in texts for key in figures_in(text)))
    values = {key: figure.value for key, figure in figures.items()}
    return Hindrances(
        unknown=[key for key in named if key not in figures],
        without_value=[figures[key].label for key in missing(named, values) if key in figures],
        loose=list(dict.fromkeys(number for text in texts for number in loose_numbers(text))),
        unanswered=Comment.objects.filter(chapter__report=report, answered_at=None).count(),
    )


def newest_published(kind: ReportKind) -> Report | None:
    rows = Report.objects.filter(kind=kind, state=ReportState.PUBLISHED).select_related("owner")
    return rows.order_by("-published_at").first()


def latest_of(kind: ReportKind, *, before: date) -> Report | None:
    """The report of this kind that a new one for a period from `before` on follows."""
    rows = Report.objects.filter(kind=kind, state=ReportState.PUBLISHED, ends_on__lte=before)
    return rows.order_by("-ends_on", "-published_at").first()


def counted_figures(report: Report) -> dict[str, str]:
    """What the figures that the system counted were, by key: of the fixed document when there is one."""
    return {figure.key: figure.value for figure in document(report).figures if not figure.by_hand}


def as_of(report: Report) -> datetime | None:
    """When the newest figure of a draft was counted."""
    newest = report.figures.filter(kind=FigureKind.COUNTED).order_by("-as_of").first()
    return newest.as_of if newest else None


def fixed_file(report: Report, form: FileForm) -> bytes | None:
    """The file as it was kept when the report was published; none of a draft, or of a form that is not kept."""
    kept = FixedFile.objects.filter(report=report, form=form).first()
    return bytes(kept.content) if kept else None


def report_of_file(content: bytes) -> Report | None:
    """Which published report a file is, byte for byte; none when it has been changed, or never was one."""
    kept = FixedFile.objects.select_related("report").filter(hash=weight(content)).first()
    return kept.report if kept else None

"""Writing reports: started from what was counted, edited, commented on, approved, and fixed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.programme.forums.texts import TextsDiffer, check_no_person
from rodtrad.programme.reports import queries
from rodtrad.programme.reports.files import as_file
from rodtrad.programme.reports.models import Chapter, Comment, Figure, FixedFile, Report, Table
from rodtrad.programme.reports.permissions import check_can_write
from rodtrad.programme.reports.rules import KEY, checksum, figures_in, weight
from rodtrad.programme.reports.vocabulary import KEPT_FORMS, NEXT_STATES, FigureKind, ReportKind, ReportState

NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CountedFigure:
    """A figure as it was counted. An empty value says that there is none."""

    key: str
    label: str
    value: str
    definition: str
    source: str
    opens: str = ""


@dataclass(frozen=True)
class CountedTable:
    """A table as it was counted; each row is its cells and what it opens."""

    key: str
    title: str
    definition: str
    source: str
    columns: list[str]
    rows: list[tuple[list[str], str]]
    bars: int | None = None


@dataclass(frozen=True)
class ProposedChapter:
    """A chapter proposed from what was counted. `tables` are keys."""

    code: str
    heading: str
    text: str
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """Everything a report begins with."""

    chapters: list[ProposedChapter]
    figures: list[CountedFigure]
    tables: list[CountedTable] = field(default_factory=list)


@transaction.atomic
def start_report(
    kind: ReportKind,
    *,
    title: str,
    language: str,
    owner_id: UUID,
    starts_on: date,
    ends_on: date,
    proposal: Proposal,
    by: Actor,
    at: datetime,
) -> Report:
    """A draft with a text for each chapter and every figure in its place. Its predecessor is the one before of its kind."""
    check_can_write(by)
    if not title.strip():
        raise DomainError(_("Write what the report is called."), field="title")
    if starts_on >= ends_on:
        raise DomainError(_("The period must end after it begins."), field="ends_on")
    report = Report.objects.create(
        kind=kind,
        title=title.strip(),
        language=language,
        owner_id=owner_id,
        starts_on=starts_on,
        ends_on=ends_on,
        predecessor=queries.latest_of(kind, before=ends_on),
        made_at=at,
        made_by_id=by.post_id,
    )
    for number, row in enumerate(proposal.chapters, 1):
        Chapter.objects.create(report=report, code=row.code, number=number, heading=row.heading, text=row.text)
    _put_in(report, proposal, at=at)
    audit.record("reports.report.started", by=by, at=at, subject_id=report.pk, details={"kind": kind})
    return report


def _put_in(report: Report, proposal: Proposal, *, at: datetime) -> None:
    Figure.objects.bulk_create(
        Figure(report=report, kind=FigureKind.COUNTED, place=place, as_of=at, **vars(one))
        for place, one in enumerate(proposal.figures)
    )
    tables = {table.key: table for table in proposal.tables}
    chapters = {chapter.code: chapter for chapter in report.chapters.all()}
    Table.objects.bulk_create(
        _table(tables[key], chapters[row.code], place=place, at=at)
        for row in proposal.chapters
        if row.code in chapters
        for place, key in enumerate(row.tables)
        if key in tables
    )


def _table(table: CountedTable, chapter: Chapter, *, place: int, at: datetime) -> Table:
    said: dict[str, Any] = {**vars(table), "rows": [{"cells": cells, "opens": opens} for cells, opens in table.rows]}
    return Table(chapter=chapter, place=place, as_of=at, **said)


@transaction.atomic
def bring_up_to_date(report_id: UUID, *, proposal: Proposal, by: Actor, at: datetime) -> int:
    """Put newly counted figures and tables into a draft; the texts stand. Returns how many figures have changed."""
    report = _editable(report_id, by=by, at=at)
    before = queries.counted_figures(report)
    report.figures.filter(key__in=[one.key for one in proposal.figures]).delete()
    Table.objects.filter(chapter__report=report).delete()
    _put_in(report, proposal, at=at)
    audit.record("reports.report.counted_again", by=by, at=at, subject_id=report.pk)
    return sum(before.get(one.key) != one.value for one in proposal.figures)


@transaction.atomic
def write_chapter(
    chapter_id: UUID,
    *,
    heading: str,
    text: str,
    version: int,
    names: frozenset[str] = NO_NAMES,
    by: Actor,
    at: datetime,
) -> Chapter:
    """Rewrite a chapter. Raises TextsDiffer with both texts when somebody else wrote meanwhile."""
    report = _editable(queries.get_chapter(chapter_id).report_id, by=by, at=at)
    chapter = Chapter.objects.select_for_update().get(pk=chapter_id)
    check_no_person(text, names=names)
    unknown = set(figures_in(text)) - set(report.figures.values_list("key", flat=True))
    if unknown:
        raise DomainError(
            _("There is no figure called %(names)s in this report. Add it first, or write one of those it has.")
            % {"names": ", ".join(f"“{key}”" for key in sorted(unknown))},
            field="text",
        )
    if chapter.version != version and chapter.text != text.strip():
        raise TextsDiffer(theirs=chapter.text, mine=text, version=chapter.version)
    chapter.heading, chapter.text, chapter.version = (
        heading.strip() or chapter.heading,
        text.strip(),
        chapter.version + 1,
    )
    chapter.save(update_fields=["heading", "text", "version"])
    audit.record("reports.chapter.written", by=by, at=at, subject_id=chapter.pk)
    return chapter


@transaction.atomic
def add_chapter(report_id: UUID, *, heading: str, by: Actor, at: datetime) -> Chapter:
    """An empty chapter, last."""
    report = _editable(report_id, by=by, at=at)
    if not heading.strip():
        raise DomainError(_("Write what the chapter is called."), field="heading")
    number = (report.chapters.aggregate(last=Max("number"))["last"] or 0) + 1
    chapter = Chapter.objects.create(report=report, code=f"own-{number}", number=number, heading=heading.strip())
    audit.record("reports.chapter.added", by=by, at=at, subject_id=chapter.pk)
    return chapter


@transaction.atomic
def type_figure(
    report_id: UUID, *, key: str, label: str, value: str, definition: str, source: str, by: Actor, at: datetime
) -> Figure:
    """A figure that the system does not count. It says so wherever it is read, and where it comes from."""
    report = _editable(report_id, by=by, at=at)
    if not KEY.match(key):
        raise DomainError(
            _("Write a short name of small letters, digits and hyphens, such as “licences”."), field="key"
        )
    if report.figures.filter(key=key).exists():
        raise DomainError(_("There is already a figure with this short name. Choose another."), field="key")
    for name, said, sentence in (
        ("value", value, _("Write the number.")),
        ("source", source, _("Write where the number comes from.")),
        ("definition", definition, _("Write what is counted, of whom and when.")),
    ):
        if not said.strip():
            raise DomainError(sentence, field=name)
    figure = Figure.objects.create(
        report=report, key=key, kind=FigureKind.BY_HAND, label=label.strip() or key, value=value.strip(),
        definition=definition.strip(), source=source.strip(), as_of=at,
    )  # fmt: skip
    audit.record("reports.figure.typed", by=by, at=at, subject_id=figure.pk)
    return figure


@transaction.atomic
def comment(chapter_id: UUID, *, text: str, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime) -> Comment:
    """Whoever reads a draft may say something about a chapter."""
    chapter = queries.get_chapter(chapter_id)
    if chapter.report.state != ReportState.DRAFT:
        raise DomainError(_("The report is approved. Comments were taken while it was a draft."))
    if not text.strip():
        raise DomainError(_("Write your comment."), field="text")
    check_no_person(text, names=names)
    said = Comment.objects.create(
        chapter=chapter, text=text.strip(), recorded_at=at, unit_id=by.unit_id, post_id=by.post_id
    )
    audit.record("reports.chapter.commented", by=by, at=at, subject_id=said.pk)
    return said


@transaction.atomic
def answer_comment(
    comment_id: UUID, *, answer: str, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime
) -> Comment:
    """What was done with a comment. It can be read beside it."""
    said = queries.get_comment(comment_id)
    _editable(said.chapter.report_id, by=by, at=at)
    if not answer.strip():
        raise DomainError(_("Write what was done with the comment."), field="answer")
    check_no_person(answer, field="answer", names=names)
    said.answer, said.answered_at = answer.strip(), at
    said.save(update_fields=["answer", "answered_at"])
    audit.record("reports.comment.answered", by=by, at=at, subject_id=said.pk)
    return said


@transaction.atomic
def approve(report_id: UUID, *, by: Actor, at: datetime) -> Report:
    """Somebody stands behind the draft. Refused, saying which, while a figure is missing or a number has no source."""
    report = _locked(report_id, by=by)
    _check_step(report, ReportState.APPROVED)
    _check_complete(report)
    report.state, report.approved_at, report.approved_by_id = ReportState.APPROVED, at, by.post_id
    report.save(update_fields=["state", "approved_at", "approved_by"])
    audit.record("reports.report.approved", by=by, at=at, subject_id=report.pk)
    return report


@transaction.atomic
def publish(report_id: UUID, *, by: Actor, at: datetime) -> Report:
    """Fix the document with its checksum, time and names. From now on nothing in it changes."""
    report = _locked(report_id, by=by)
    _check_step(report, ReportState.PUBLISHED)
    _check_complete(report)
    whole = queries.get_report(report_id)
    approver = whole.approved_by.user.display_name if whole.approved_by else ""
    fixed = queries.document(whole).as_data()
    fixed |= {"approved_by": approver, "fixed_at": at.isoformat(), "fixed_by": by.name}
    report.fixed, report.hash = fixed, checksum(fixed)
    report.state, report.published_at, report.published_by_id = ReportState.PUBLISHED, at, by.post_id
    report.save(update_fields=["fixed", "hash", "state", "published_at", "published_by"])
    for form in KEPT_FORMS:
        content = as_file(queries.read_document(fixed), form)
        FixedFile.objects.create(report=report, form=form, content=content, hash=weight(content))
    audit.record("reports.report.published", by=by, at=at, subject_id=report.pk, details={"hash": report.hash})
    return report


def _locked(report_id: UUID, *, by: Actor) -> Report:
    check_can_write(by)
    report = Report.objects.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise NotFound(queries.NO_SUCH_REPORT)
    return report


def _editable(report_id: UUID, *, by: Actor, at: datetime) -> Report:
    """The report, held and open for writing. Writing in an approved one takes the approval away."""
    report = _locked(report_id, by=by)
    if report.state == ReportState.PUBLISHED:
        raise DomainError(_("The report is published and stands as it was. Write the next one instead."))
    if report.state == ReportState.APPROVED:
        report.state, report.approved_at, report.approved_by = ReportState.DRAFT, None, None
        report.save(update_fields=["state", "approved_at", "approved_by"])
        audit.record("reports.report.reopened", by=by, at=at, subject_id=report.pk)
    return report


def _check_step(report: Report, to: ReportState) -> None:
    if to not in NEXT_STATES[ReportState(report.state)]:
        raise DomainError(
            _("The report is “%(state)s”, so this cannot be done.") % {"state": report.get_state_display()}
        )


def _check_complete(report: Report) -> None:
    found = queries.hindrances(report)
    if found.unknown or found.without_value:
        names = ", ".join(f"“{one}”" for one in (*found.without_value, *found.unknown))
        raise DomainError(_("These figures are missing, so the report is not complete: %(names)s.") % {"names": names})
    if found.loose:
        raise DomainError(
            _(
                "Nothing stands behind these numbers: %(numbers)s. Add each as a figure with its source, or write it out."
            )
            % {"numbers": ", ".join(found.loose)}
        )
    if found.unanswered:
        raise DomainError(_("A comment has no answer yet. Answer each before the report is approved."))

"""The list of reports, and what surrounds a report while it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.programme.reports import queries
from rodtrad.programme.reports.queries import Chapter, Comment, Hindrances, Report
from rodtrad.programme.reports.vocabulary import ReportState
from rodtrad.web.measures.presenters import Tag
from rodtrad.web.wording import dates

TAGS = {
    ReportState.DRAFT: ("info", "Pencil"),
    ReportState.APPROVED: ("warning", "CheckmarkCircle"),
    ReportState.PUBLISHED: ("success", "PadlockLocked"),
}


@dataclass(frozen=True)
class ReportRow:
    report_id: UUID
    title: str
    note: str
    tag: Tag


@dataclass(frozen=True)
class CommentRow:
    comment_id: UUID
    chapter: str
    text: str
    who: str
    answer: str


@dataclass(frozen=True)
class DeskPage:
    """What a report needs while it is written, and how it was fixed when it is published."""

    report_id: UUID
    tag: Tag
    fixed: str
    holds: bool | None
    hindrances: list[str]
    chapters: list[tuple[UUID, str]]
    comments: list[CommentRow]
    may_write: bool
    may_approve: bool
    may_publish: bool
    may_comment: bool
    before: tuple[UUID, str] | None


def tag_of(report: Report) -> Tag:
    color, icon = TAGS[ReportState(report.state)]
    return Tag(color, icon, str(report.get_state_display()))


def report_rows(found: Sequence[Report], *, now: datetime) -> list[ReportRow]:
    return [ReportRow(one.pk, one.title, _note(one, now=now), tag_of(one)) for one in found]


def _note(report: Report, *, now: datetime) -> str:
    last = report.ends_on - timedelta(days=1)
    period = _("%(start)s to %(end)s") % {
        "start": dates.short_day(report.starts_on, now=now), "end": dates.short_day(last, now=now),
    }  # fmt: skip
    said = [str(report.get_kind_display()), report.owner.name, period]
    waiting = getattr(report, "open_comments", 0)
    if waiting and report.state != ReportState.PUBLISHED:
        said.append(ngettext("%(count)s open comment", "%(count)s open comments", waiting) % {"count": waiting})
    return " · ".join(said)


def desk_page(report: Report, *, may_write: bool, now: datetime) -> DeskPage:
    is_draft, is_fixed = report.state == ReportState.DRAFT, report.state == ReportState.PUBLISHED
    held = [] if is_fixed else _said(queries.hindrances(report))
    before = report.predecessor
    return DeskPage(
        report_id=report.pk,
        tag=tag_of(report),
        fixed=_fixed(report, now=now),
        holds=queries.holds(report) if is_fixed else None,
        hindrances=held,
        chapters=[] if is_fixed else [_chapter(one) for one in queries.chapters_of(report)],
        comments=[] if is_fixed else [_comment(one, now=now) for one in queries.comments_of(report)],
        may_write=may_write and not is_fixed,
        may_approve=may_write and is_draft and not held,
        may_publish=may_write and report.state == ReportState.APPROVED,
        may_comment=is_draft,
        before=(before.pk, before.title) if before else None,
    )


def _chapter(chapter: Chapter) -> tuple[UUID, str]:
    return chapter.pk, f"{chapter.number}. {chapter.heading}"


def _comment(one: Comment, *, now: datetime) -> CommentRow:
    unit = one.unit.name if one.unit else _("Unknown unit")
    who = f"{unit}, {dates.moment(one.recorded_at, now=now)}"
    return CommentRow(one.pk, f"{one.chapter.number}. {one.chapter.heading}", one.text, who, one.answer)


def _fixed(report: Report, *, now: datetime) -> str:
    if report.state == ReportState.PUBLISHED and report.published_at and report.published_by:
        return _("Published %(when)s by %(who)s. Checksum %(sum)s.") % {
            "when": dates.moment(report.published_at, now=now),
            "who": report.published_by.user.display_name,
            "sum": report.hash[:12],
        }
    if report.state == ReportState.APPROVED and report.approved_at and report.approved_by:
        return _("Approved %(when)s by %(who)s. Writing in it takes the approval away.") % {
            "when": dates.moment(report.approved_at, now=now), "who": report.approved_by.user.display_name,
        }  # fmt: skip
    return ""


def _said(found: Hindrances) -> list[str]:
    said = [_("The figure “%(name)s” has no value.") % {"name": name} for name in found.without_value]
    said += [_("There is no figure called “%(name)s”.") % {"name": name} for name in found.unknown]
    if found.loose:
        said.append(
            _("Typed by hand, with no source: %(numbers)s. Add each as a figure, or write it out in words.")
            % {"numbers": ", ".join(found.loose)}
        )
    if found.unanswered:
        said.append(
            ngettext("%(count)s comment has no answer.", "%(count)s comments have no answer.", found.unanswered)
            % {"count": found.unanswered}
        )
    return said

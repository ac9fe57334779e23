"""A report as it would be written now, and what its figures would be if they were counted again."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from rodtrad.foundation.actor import Actor
from rodtrad.insight.reports.chapters import COUNTS, chapters
from rodtrad.insight.reports.sheet import Scope, Sheet
from rodtrad.programme.reports.operations import Proposal
from rodtrad.programme.reports.queries import Report, counted_figures
from rodtrad.programme.reports.rules import figures_in
from rodtrad.programme.reports.vocabulary import ReportKind


@dataclass(frozen=True)
class Drift:
    """A figure that would be another if it were counted today. The report stands."""

    key: str
    then: str
    now: str


def propose(kind: ReportKind, scope: Scope, *, language: str) -> Proposal:
    """Every figure and table of a kind of report, and a text for each chapter, in a language. Writes nothing."""
    with translation.override(language):
        sheet = Sheet()
        for count in COUNTS[kind]:
            count(sheet, scope)
        proposed = chapters(kind)
    keys = list(dict.fromkeys(key for chapter in proposed for key in figures_in(chapter.text)))
    figures = [sheet.figures[key] for key in keys if key in sheet.figures]
    return Proposal(proposed, figures, list(sheet.tables.values()))


def propose_again(report: Report, *, by: Actor, at: datetime) -> Proposal:
    """What the same report would be begun with now."""
    scope = Scope(report.starts_on, report.ends_on, by, at)
    return propose(ReportKind(report.kind), scope, language=report.language)


def drift(report: Report, *, by: Actor, at: datetime) -> dict[str, Drift]:
    """Figures of a report that differ from what they would be now, by key."""
    now = {figure.key: figure.value for figure in propose_again(report, by=by, at=at).figures}
    then = counted_figures(report)
    return {key: Drift(key, then[key], now[key]) for key in then if key in now and now[key] != then[key]}

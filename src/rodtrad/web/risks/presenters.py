"""An analysis in sentences, with its matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.programme.risks import queries
from rodtrad.programme.risks.queries import Analysis, Risk
from rodtrad.programme.risks.rules import SCALE, Level, level
from rodtrad.web.measures.presenters import Tag, measure_title, plan_title
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class RiskRow:
    risk_id: UUID
    analysis_id: UUID
    number: int
    what: str
    about: str
    note: str
    action: str
    tag: Tag
    outcome: str


@dataclass(frozen=True)
class MatrixRow:
    likelihood: int
    cells: list[tuple[str, str]]  # the level's class, and the numbers of the risks there


@dataclass(frozen=True)
class AnalysisPage:
    analysis_id: UUID
    heading: str
    measure_id: UUID | None
    plan_id: UUID | None
    tag: Tag
    state: str
    consequences: list[tuple[str, str]]
    risks: list[RiskRow]
    matrix: list[MatrixRow]
    may_write: bool
    may_finish: bool
    may_waive: bool


def analysis_page(analysis: Analysis, *, may_write: bool, now: datetime) -> AnalysisPage:
    found = queries.risks_of(analysis)
    nothing = _("Not written yet.")
    is_open = analysis.finished_at is None
    return AnalysisPage(
        analysis_id=analysis.pk,
        heading=about(analysis),
        measure_id=analysis.measure_id,
        plan_id=analysis.plan_id,
        tag=_state_tag(analysis),
        state=_state(analysis, now=now),
        consequences=[
            (_("For those who use the services"), analysis.for_users or nothing),
            (_("For neighbours and others nearby"), analysis.for_neighbours or nothing),
            (_("For other services"), analysis.for_services or nothing),
        ],
        risks=risk_rows(found, now=now),
        matrix=_matrix(found),
        may_write=may_write,
        may_finish=may_write and is_open,
        may_waive=may_write and is_open and analysis.waived_at is None,
    )


def about(analysis: Analysis) -> str:
    if analysis.measure is not None:
        return measure_title(analysis.measure)
    return plan_title(queries.plan_of(analysis))


def _state_tag(analysis: Analysis) -> Tag:
    if analysis.finished_at:
        return Tag("success", "CheckmarkCircle", _("Analysed"))
    if analysis.waived_at:
        return Tag("warning", "MinusCircle", _("Waived"))
    return Tag("info", "Hourglass", _("Asked for"))


def _state(analysis: Analysis, *, now: datetime) -> str:
    if analysis.finished_at:
        return _("Finished %(when)s.") % {"when": dates.moment(analysis.finished_at, now=now)}
    if analysis.waived_at:
        when = dates.moment(analysis.waived_at, now=now)
        return _("Waived %(when)s: %(reason)s") % {"when": when, "reason": analysis.waived_reason}
    return _("Until it is finished or waived, no meeting can adopt anything on this.")


def risk_rows(found: Sequence[Risk], *, now: datetime) -> list[RiskRow]:
    return [_row(number, risk, now=now) for number, risk in enumerate(found, 1)]


def _row(number: int, risk: Risk, *, now: datetime) -> RiskRow:
    on: date = dates.local_date(now)
    said = [
        _("likelihood %(number)s") % {"number": risk.likelihood},
        _("severity %(number)s") % {"number": risk.severity},
    ]
    if risk.owner:
        said.append(risk.owner.name)
    if risk.due_on:
        day = dates.short_day(risk.due_on, now=now)
        late = risk.came_true is None and risk.due_on < on
        said.append((_("was due %(day)s") if late else _("by %(day)s")) % {"day": day})
    outcome = ""
    if risk.came_true is not None:
        outcome = (_("It came true: %(what)s") if risk.came_true else _("It did not come true: %(what)s")) % {
            "what": risk.outcome
        }
    action = risk.action or _("Nothing is done about it yet.")
    analysis = risk.analysis
    return RiskRow(
        risk.pk, risk.analysis_id, number, risk.what, about(analysis), " · ".join(said), action, _tag(risk), outcome
    )


def _tag(risk: Risk) -> Tag:
    found = level(risk.likelihood, risk.severity)
    if found is Level.HIGH and not risk.action:
        return Tag("danger", "ExclamationmarkTriangle", _("High, and nothing is done"))
    words = {
        Level.HIGH: ("warning", "ExclamationmarkTriangle", _("High")),
        Level.MIDDLE: ("info", "InformationSquare", _("Middle")),
        Level.LOW: ("neutral", "Checkmark", _("Low")),
    }
    return Tag(*words[found])


def _matrix(found: Sequence[Risk]) -> list[MatrixRow]:
    """The most likely on top. A cell holds the numbers of its risks."""
    return [
        MatrixRow(
            likelihood,
            [
                (
                    level(likelihood, severity).value.lower(),
                    ", ".join(
                        str(number)
                        for number, risk in enumerate(found, 1)
                        if (risk.likelihood, risk.severity) == (likelihood, severity)
                    ),
                )
                for severity in SCALE
            ],
        )
        for likelihood in reversed(SCALE)
    ]

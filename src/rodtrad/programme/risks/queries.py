"""Reading analyses. Everybody signed in may: nothing here is about a person."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.programme.measures.permissions import can_edit
from rodtrad.programme.measures.queries import ActionPlan
from rodtrad.programme.risks.models import Analysis, Risk

__all__ = ["Analysis", "Risk"]
NO_SUCH_ANALYSIS = _("There is no such analysis.")


def analysis_of(*, measure_id: UUID | None = None, plan_id: UUID | None = None) -> Analysis | None:
    """The analysis of a measure or of a plan, if one was asked for."""
    rows = Analysis.objects.filter(measure=measure_id) if measure_id else Analysis.objects.filter(plan=plan_id)
    return rows.first()


def get_analysis(analysis_id: UUID) -> Analysis:
    """Raises NotFound."""
    rows = Analysis.objects.select_related("measure__plan", "plan", "finished_by__user")
    found = rows.filter(pk=analysis_id).first()
    if found is None:
        raise NotFound(NO_SUCH_ANALYSIS)
    return found


def get_risk(risk_id: UUID) -> Risk:
    """Raises NotFound."""
    risk = Risk.objects.select_related("analysis__measure__plan", "analysis__plan", "owner").filter(pk=risk_id).first()
    if risk is None:
        raise NotFound(NO_SUCH_ANALYSIS)
    return risk


def plan_of(analysis: Analysis) -> ActionPlan:
    """The plan whose writers write the analysis."""
    plan = analysis.measure.plan if analysis.measure else analysis.plan
    assert plan is not None
    return plan


def may_write(analysis: Analysis, *, by: Actor) -> bool:
    return can_edit(plan_of(analysis), by=by)


def risks_of(analysis: Analysis) -> list[Risk]:
    """The most serious first."""
    return sorted(
        analysis.risks.select_related("owner"), key=lambda risk: (-risk.likelihood * risk.severity, risk.made_at)
    )


def open_risks() -> list[Risk]:
    """Every risk that nobody has told the outcome of, the most serious first."""
    rows = Risk.objects.filter(came_true=None).select_related("analysis__measure", "analysis__plan", "owner")
    return sorted(rows, key=lambda risk: (-risk.likelihood * risk.severity, risk.made_at))


def check_can_adopt(measure_id: UUID) -> None:
    """Raises DomainError while an analysis of the measure is asked for and neither finished nor waived."""
    found = Analysis.objects.filter(measure=measure_id, finished_at=None, waived_at=None).exists()
    if found:
        raise DomainError(
            _(
                "The risks and consequences of this measure are to be analysed before it is adopted. Finish the analysis, "
                "or waive it with a reason."
            ),
            field="outcome",
        )

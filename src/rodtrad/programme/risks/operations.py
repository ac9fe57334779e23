"""Asking for an analysis, writing it, finishing or waiving it, and telling what came of a risk."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound, SomebodyWasFirst
from rodtrad.programme.measures import queries as measures
from rodtrad.programme.measures.permissions import check_can_edit, speaks_for_its_unit
from rodtrad.programme.risks import queries
from rodtrad.programme.risks.models import Analysis, Risk
from rodtrad.programme.risks.rules import SCALE


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A risk as somebody writes it."""

    what: str
    likelihood: int
    severity: int
    action: str = ""
    owner_id: UUID | None = None
    due_on: date | None = None


@transaction.atomic
def ask_for_analysis(
    *, measure_id: UUID | None = None, plan_id: UUID | None = None, by: Actor, at: datetime
) -> Analysis:
    """From now on nothing is adopted on the measure before its analysis is finished or waived. Asking twice asks once."""
    plan = measures.get_measure(measure_id).plan if measure_id else measures.get_plan(plan_id or UUID(int=0))
    check_can_edit(plan, by=by)
    there = queries.analysis_of(measure_id=measure_id, plan_id=plan_id)
    if there is not None:
        return there
    made = Analysis.objects.create(measure_id=measure_id, plan_id=plan_id, asked_at=at)
    audit.record("risks.analysis.asked_for", by=by, at=at, subject_id=made.pk)
    return made


@transaction.atomic
def write_consequences(
    analysis_id: UUID, *, for_users: str, for_neighbours: str, for_services: str, version: int, by: Actor, at: datetime
) -> Analysis:
    """What it means for users, neighbours and other services. Raises SomebodyWasFirst when somebody wrote meanwhile."""
    analysis = _writable(analysis_id, by=by)
    if analysis.version != version:
        raise SomebodyWasFirst(
            _("Somebody else wrote here while you did. Open the page again and put the texts together.")
        )
    analysis.for_users, analysis.for_neighbours = for_users.strip(), for_neighbours.strip()
    analysis.for_services, analysis.version = for_services.strip(), analysis.version + 1
    analysis.save(update_fields=["for_users", "for_neighbours", "for_services", "version"])
    audit.record("risks.analysis.written", by=by, at=at, subject_id=analysis.pk)
    return analysis


@transaction.atomic
def add_risk(analysis_id: UUID, *, wanted: Wanted, by: Actor, at: datetime) -> Risk:
    """One thing that can happen."""
    analysis = _writable(analysis_id, by=by)
    risk = Risk(analysis=analysis, made_at=at)
    return _write(risk, wanted, by=by, at=at)


@transaction.atomic
def change_risk(risk_id: UUID, *, wanted: Wanted, by: Actor, at: datetime) -> Risk:
    """Judged again, or something is done about it now."""
    risk = queries.get_risk(risk_id)
    _writable(risk.analysis_id, by=by)
    return _write(risk, wanted, by=by, at=at)


def _write(risk: Risk, wanted: Wanted, *, by: Actor, at: datetime) -> Risk:
    if not wanted.what.strip():
        raise DomainError(_("Write what can happen."), field="what")
    for name in ("likelihood", "severity"):
        if getattr(wanted, name) not in SCALE:
            raise DomainError(_("The scale runs from one to five."), field=name)
    if wanted.action.strip() and wanted.owner_id is None:
        raise DomainError(_("Write who does it. An action without an owner is nobody's."), field="owner")
    risk.what, risk.action = wanted.what.strip(), wanted.action.strip()
    risk.likelihood, risk.severity = wanted.likelihood, wanted.severity
    risk.owner_id, risk.due_on = wanted.owner_id, wanted.due_on
    risk.save()
    audit.record("risks.risk.written", by=by, at=at, subject_id=risk.pk)
    return risk


@transaction.atomic
def tell_of_risk(risk_id: UUID, *, came_true: bool, outcome: str, by: Actor, at: datetime) -> Risk:
    """Whether it came true, told by the unit that owns it or by whoever writes the plan."""
    risk = queries.get_risk(risk_id)
    owns = risk.owner_id is not None and risk.owner_id == by.unit_id and speaks_for_its_unit(by)
    if not owns:
        check_can_edit(queries.plan_of(risk.analysis), by=by)
    if not outcome.strip():
        raise DomainError(_("Write what happened."), field="outcome")
    risk.came_true, risk.outcome, risk.told_at = came_true, outcome.strip(), at
    risk.save(update_fields=["came_true", "outcome", "told_at"])
    audit.record("risks.risk.told", by=by, at=at, subject_id=risk.pk)
    return risk


@transaction.atomic
def finish(analysis_id: UUID, *, by: Actor, at: datetime) -> Analysis:
    """The analysis is there. Refused while a consequence is empty or no risk is written."""
    analysis = _writable(analysis_id, by=by)
    if not (analysis.for_users and analysis.for_neighbours and analysis.for_services):
        raise DomainError(_("Write what it means for users, for neighbours and for other services first."))
    if not analysis.risks.exists():
        raise DomainError(_("Write at least one thing that can happen first."))
    analysis.finished_at, analysis.finished_by_id = at, by.post_id
    analysis.waived_at, analysis.waived_reason = None, ""
    analysis.save(update_fields=["finished_at", "finished_by", "waived_at", "waived_reason"])
    audit.record("risks.analysis.finished", by=by, at=at, subject_id=analysis.pk)
    return analysis


@transaction.atomic
def waive(analysis_id: UUID, *, reason: str, by: Actor, at: datetime) -> Analysis:
    """Decide without an analysis. The reason stands with the measure."""
    analysis = _writable(analysis_id, by=by)
    if analysis.finished_at is not None:
        raise DomainError(_("The analysis is finished already."))
    if not reason.strip():
        raise DomainError(_("Write why no analysis is needed."), field="reason")
    analysis.waived_at, analysis.waived_reason = at, reason.strip()
    analysis.save(update_fields=["waived_at", "waived_reason"])
    audit.record("risks.analysis.waived", by=by, at=at, subject_id=analysis.pk)
    return analysis


def _writable(analysis_id: UUID, *, by: Actor) -> Analysis:
    rows = Analysis.objects.select_for_update(of=("self",)).select_related("measure__plan", "plan")
    analysis = rows.filter(pk=analysis_id).first()
    if analysis is None:
        raise NotFound(queries.NO_SUCH_ANALYSIS)
    check_can_edit(queries.plan_of(analysis), by=by)
    return analysis

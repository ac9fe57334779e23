"""A plan and the list of plans in sentences."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.programme.measures.queries import PlanLine, PlanPage
from rodtrad.programme.measures.vocabulary import PlanState, Standing
from rodtrad.web.measures.presenters import MeasureRow, measure_row, period, plan_title
from rodtrad.web.wording.two_languages import own_language

# What a reader may narrow a plan down to, worst first.
FILTERS = (Standing.LATE, Standing.DUE_SOON, Standing.SILENT, Standing.NOT_STARTED, Standing.ON_TRACK, Standing.DONE)


@dataclass(frozen=True)
class PlanRow:
    plan_id: UUID
    title: str
    note: str
    counts: str
    late: int


@dataclass(frozen=True)
class Filter:
    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class PlanView:
    plan_id: UUID
    title: str
    lead: str
    note: str
    quality: str
    is_example: bool
    is_draft: bool
    is_in_force: bool
    may_edit: bool
    filters: list[Filter]
    groups: list[tuple[str, list[MeasureRow]]]
    before: tuple[UUID, str] | None
    after: list[tuple[UUID, str]]


def plan_rows(plans: list[PlanLine], *, now: datetime) -> list[tuple[str, list[PlanRow]]]:
    """Plans under their state, those in force first."""
    groups: dict[str, list[PlanRow]] = {}
    for line in plans:
        groups.setdefault(str(PlanState(line.plan.state).label), []).append(plan_row(line, now=now))
    return list(groups.items())


def plan_row(line: PlanLine, *, now: datetime) -> PlanRow:
    plan = line.plan
    counts = ngettext("%(count)s measure", "%(count)s measures", line.total) % {"count": line.total}
    if not line.total:
        counts = _("goals only")
    elif line.done:
        counts += ", " + _("%(count)s done") % {"count": line.done}
    note = f"{plan.get_kind_display()} · {plan.owner.name} · {period(plan, now=now)}"
    return PlanRow(plan.pk, plan_title(plan), note, counts, line.late)


def plan_page(found: PlanPage, *, chosen: str, now: datetime) -> PlanView:
    plan = found.plan
    lines = [line for line in found.lines if not chosen or line.standing == chosen]
    groups: dict[str, list[MeasureRow]] = {}
    for line in lines:
        aim = line.measure.aim
        name = (
            own_language(aim.title, aim.title_en)
            if aim
            else own_language(line.measure.heading, line.measure.heading_en)
        )
        groups.setdefault(name, []).append(measure_row(line, now=now))
    return PlanView(
        plan_id=plan.pk,
        title=plan_title(plan),
        lead=_lead(found),
        note=f"{plan.get_kind_display()} · {plan.owner.name} · {period(plan, now=now)}",
        quality=own_language(plan.quality_note, plan.quality_note_en),
        is_example=plan.is_example,
        is_draft=plan.state == PlanState.DRAFT,
        is_in_force=plan.state == PlanState.IN_FORCE,
        may_edit=found.may_edit,
        filters=_filters(found, chosen),
        groups=list(groups.items()),
        before=(plan.predecessor.pk, plan_title(plan.predecessor)) if plan.predecessor else None,
        after=[(one.pk, plan_title(one)) for one in found.followed_by],
    )


def _filters(found: PlanPage, chosen: str) -> list[Filter]:
    return [
        Filter(one.value, str(one.label), found.counts[one], one == chosen) for one in FILTERS if found.counts.get(one)
    ]


def _lead(found: PlanPage) -> str:
    """What matters about the plan today, in a sentence."""
    plan, total, count = found.plan, len(found.lines), found.counts.get
    if not total:
        return _("This plan holds goals and strategies; measures stand in the plans that use them.")
    if plan.state == PlanState.CLOSED:
        return ngettext(
            "A closed plan with %(count)s measure, shown as the document has it.",
            "A closed plan with %(count)s measures, shown as the document has it.",
            total,
        ) % {"count": total}
    if plan.state == PlanState.DRAFT:
        return _("A draft. Units are asked for their parts when a body has adopted the plan.")
    words = {
        "total": total,
        "done": count(Standing.DONE, 0),
        "late": count(Standing.LATE, 0),
        "silent": count(Standing.SILENT, 0),
    }
    return _("Of %(total)s measures %(done)s are done, %(late)s are late and %(silent)s have no news.") % words

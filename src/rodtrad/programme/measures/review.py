"""The turn of a plan: open measures are gone through one by one, and none is left without a choice."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.programme.measures import notices, queries
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures.models import ActionPlan, Descent, Measure, MeasureFactor, Part, Review
from rodtrad.programme.measures.permissions import check_can_edit
from rodtrad.programme.measures.vocabulary import (
    ENDS,
    WITH_LAST_DAY,
    Answer,
    Basis,
    Choice,
    DeadlineKind,
    PlanState,
    Status,
)
from rodtrad.registry.organisations import queries as organisations

COPIED = (
    "heading", "heading_en", "title", "title_en", "concrete", "concrete_en", "comment", "comment_en", "kind",
    "legal_basis", "sources",
)  # fmt: skip


@transaction.atomic
def review_measure(measure_id: UUID, *, choice: Choice, reason: str = "", by: Actor, at: datetime) -> Measure | None:
    """Choose what becomes of an open measure. Carried on, it stands in the next plan with a line back; that one is returned."""
    measure = queries.locked_measure(measure_id)
    check_can_edit(measure.plan, by=by)
    if measure.status in ENDS:
        raise DomainError(_("This measure has already ended; there is nothing to choose."))
    if Review.objects.filter(measure=measure).exists():
        raise DomainError(_("Somebody has already chosen for this measure."))
    if choice != Choice.CARRIED and not reason.strip():
        raise DomainError(_("Write why, so that the next reader understands."), field="reason")
    Review.objects.create(measure=measure, choice=choice, reason=reason.strip(), decided_at=at, post_id=by.post_id)
    audit.record("measures.measure.reviewed", by=by, at=at, subject_id=measure.pk, details={"choice": choice})
    if choice == Choice.ENDED:
        measures.end_measure(measure.pk, status=Status.ENDED, why_none=reason, by=by, at=at)
        return None
    return _carry_over(measure, _next_plan(measure.plan), by=by, at=at)


def _next_plan(plan: ActionPlan) -> ActionPlan:
    following = plan.successors.exclude(state=PlanState.CLOSED).order_by("valid_from").first()
    if following is None:
        raise DomainError(
            _("No plan follows this one yet. Start the next plan first, with this one as the one before.")
        )
    return following


def _carry_over(measure: Measure, plan: ActionPlan, *, by: Actor, at: datetime) -> Measure:
    """The measure in the next plan, with the same units, asked anew. A deadline that has passed becomes the plan's end."""
    later = Measure(
        code=f"measure-{new_id()}",
        plan=plan,
        number=max(plan.measures.values_list("number", flat=True), default=0) + 1,
        status=Status.CONTINUED,
        last_news_on=organisations.local_day(at),
        **{name: getattr(measure, name) for name in COPIED},
    )
    _give_deadline(later, measure)
    later.save(force_insert=True)
    answer_by = notices.answer_deadline(at)
    units = measure.parts.filter(left_at=None, unit__valid_until__gt=later.last_news_on).exclude(answer=Answer.DECLINED)
    for part in units:
        asked = Part.objects.create(
            measure=later,
            unit_id=part.unit_id,
            role=part.role,
            answer=Answer.NOT_ANSWERED,
            asked_at=at,
            answer_by=answer_by,
        )
        if plan.state == PlanState.IN_FORCE:
            notices.ask(asked, at=at)
    MeasureFactor.objects.bulk_create(
        MeasureFactor(measure=later, factor_id=tag.factor_id) for tag in measure.factors.all()
    )
    Descent.objects.create(earlier=measure, later=later, basis=Basis.CARRIED_OVER)
    audit.record("measures.measure.carried_over", by=by, at=at, subject_id=later.pk)
    return later


def _give_deadline(later: Measure, measure: Measure) -> None:
    starts = later.plan.valid_from
    if measure.deadline_kind in WITH_LAST_DAY and measure.due_on is not None and measure.due_on < starts:
        later.deadline_kind, later.due_on = DeadlineKind.BY, _last_day(later.plan)
        return
    later.deadline_kind, later.due_on = measure.deadline_kind, measure.due_on
    later.deadline_text, later.deadline_text_en = measure.deadline_text, measure.deadline_text_en


def _last_day(plan: ActionPlan) -> date:
    return plan.valid_until - timedelta(days=1)


@transaction.atomic
def close_plan(plan_id: UUID, *, by: Actor, at: datetime) -> ActionPlan:
    """The plan is over and stands as it was. Refused while an open measure has no choice."""
    plan = ActionPlan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(queries.NO_SUCH_PLAN)
    check_can_edit(plan, by=by)
    if plan.state != PlanState.IN_FORCE:
        raise DomainError(_("Only a plan in force can be closed."))
    left = plan.measures.open().filter(review=None).count()
    if left:
        raise DomainError(
            ngettext(
                "%(count)s open measure has no choice yet. Choose for it before the plan is closed.",
                "%(count)s open measures have no choice yet. Choose for each before the plan is closed.",
                left,
            )
            % {"count": left}
        )
    plan.state = PlanState.CLOSED
    plan.valid_until = max(plan.valid_from + timedelta(days=1), min(plan.valid_until, organisations.local_day(at)))
    plan.save(update_fields=["state", "valid_until"])
    for measure in plan.measures.open():
        notices.ended(measure, at=at)
    audit.record("measures.plan.closed", by=by, at=at, subject_id=plan.pk)
    return plan

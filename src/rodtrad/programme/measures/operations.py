"""Plans and measures change here: asked, answered, told of, reviewed, ended. Every act leaves its line in the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound, SomebodyWasFirst
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.programme.measures import notices, queries
from rodtrad.programme.measures.models import (
    ActionPlan,
    Adoption,
    Aim,
    AimLink,
    Evaluation,
    LogEntry,
    Measure,
    MeasureFactor,
    Part,
    SuccessFactor,
)
from rodtrad.programme.measures.permissions import (
    check_can_answer,
    check_can_edit,
    check_can_start_plan,
    check_can_tell,
)
from rodtrad.programme.measures.rules import Deadline
from rodtrad.programme.measures.vocabulary import (
    ENDS,
    NEXT_STATES,
    WITH_LAST_DAY,
    AimKind,
    Answer,
    Basis,
    PartRole,
    PlanKind,
    PlanState,
    Status,
)
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a measure is to be. `responsible` may be empty: then the measure is listed as having no owner."""

    title: str
    deadline: Deadline
    deadline_text: str = ""
    heading: str = ""
    concrete: str = ""
    comment: str = ""
    kind: str = ""
    legal_basis: str = ""
    aim_id: UUID | None = None
    responsible: tuple[UUID, ...] = ()
    together: tuple[UUID, ...] = ()
    factors: tuple[int, ...] = ()
    open_question: str = ""
    question_unit_id: UUID | None = None
    question_due_on: date | None = None


@transaction.atomic
def start_plan(
    title: str,
    *,
    kind: PlanKind,
    owner_id: UUID,
    valid_from: date,
    valid_until: date | None,
    predecessor_id: UUID | None = None,
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> ActionPlan:
    """A draft of a plan. Its goals are those of the city. Raises DomainError for an end before the start."""
    check_can_start_plan(by)
    if valid_until is not None and valid_until <= valid_from:
        raise DomainError(_("The plan ends before it starts. Choose a later last day."), field="valid_until")
    plan = ActionPlan(
        code=f"plan-{new_id()}",
        title=title.strip(),
        kind=kind,
        state=PlanState.DRAFT,
        owner_id=owner_id,
        coordinator_id=by.own_unit_id,
        predecessor=_predecessor(predecessor_id),
        goals_of=ActionPlan.objects.filter(kind=PlanKind.GOALS_AND_STRATEGIES).order_by("-valid_from").first(),
        valid_from=valid_from,
        valid_until=valid_until or OPEN_ENDED_ON,
        is_example=is_example,
    )
    check_can_edit(plan, by=by)
    plan.save(force_insert=True)
    audit.record("measures.plan.started", by=by, at=at, subject_id=plan.pk)
    return plan


def _predecessor(plan_id: UUID | None) -> ActionPlan | None:
    if plan_id is None:
        return None
    plan = _plan(plan_id)
    if plan.successors.exists():
        raise DomainError(_("Another plan already follows that one. Choose it as the one before."), field="predecessor")
    return plan


@transaction.atomic
def add_aim(
    plan_id: UUID,
    *,
    kind: AimKind,
    title: str,
    source: str,
    serves_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Aim:
    """A goal or strategy of a plan, and which aim of another plan it serves. An aim without a source is refused."""
    plan = _plan(plan_id, lock=True)
    check_can_edit(plan, by=by)
    _check_open(plan)
    if not source.strip():
        raise DomainError(
            _("Write where this was decided, or who set it. A goal without a source is nobody's."), field="source"
        )
    if plan.aims.filter(kind=kind, title__iexact=title.strip()).exists():
        raise DomainError(_("The plan already has a goal with these words. Use that one."), field="title")
    place = plan.aims.count() + 1
    aim = Aim.objects.create(
        plan=plan, code=f"aim-{new_id()}", kind=kind, place=place, title=title.strip(), sources=[source.strip()]
    )
    if serves_id is not None:
        AimLink.objects.create(aim=aim, serves_id=serves_id, basis=Basis.STATED)
    audit.record("measures.aim.added", by=by, at=at, subject_id=aim.pk)
    return aim


@transaction.atomic
def adopt_plan(plan_id: UUID, *, body_id: UUID, adopted_on: date, note: str = "", by: Actor, at: datetime) -> Adoption:
    """A body stands behind the plan. The first adoption puts it in force, and every unit is asked for its parts."""
    plan = _plan(plan_id, lock=True)
    check_can_edit(plan, by=by)
    _check_open(plan)
    if adopted_on > organisations.local_day(at):
        raise DomainError(_("A plan is adopted on a day that has come. Choose today or earlier."), field="adopted_on")
    if plan.adoptions.filter(body_id=body_id, adopted_on=adopted_on).exists():
        raise DomainError(_("This adoption is already recorded."), field="body")
    adoption = Adoption.objects.create(
        plan=plan, body_id=body_id, adopted_on=adopted_on, note=note.strip(), recorded_at=at
    )
    if plan.state == PlanState.DRAFT:
        plan.state = PlanState.IN_FORCE
        plan.save(update_fields=["state"])
        for part in Part.objects.filter(measure__plan=plan, answer=Answer.NOT_ANSWERED, left_at=None):
            notices.ask(part, at=at)
    audit.record("measures.plan.adopted", by=by, at=at, subject_id=plan.pk)
    return adoption


@transaction.atomic
def add_measure(plan_id: UUID, *, wanted: Wanted, by: Actor, at: datetime) -> Measure:
    """A new measure, last in the plan. Raises DomainError naming the field that does not hold."""
    plan = _plan(plan_id, lock=True)
    check_can_edit(plan, by=by)
    _check_open(plan)
    number = max(plan.measures.values_list("number", flat=True), default=0) + 1
    measure = Measure(
        code=f"measure-{new_id()}",
        plan=plan,
        number=number,
        status=Status.PLANNED,
        last_news_on=organisations.local_day(at),
        sources=[],
    )
    _write(measure, wanted)
    measure.save(force_insert=True)
    _give_parts(measure, wanted, at=at)
    _tag(measure, wanted.factors)
    _log(measure, "", by=by, at=at)
    audit.record("measures.measure.added", by=by, at=at, subject_id=measure.pk)
    return measure


@transaction.atomic
def change_measure(measure_id: UUID, *, wanted: Wanted, version: int, by: Actor, at: datetime) -> Measure:
    """Change what a measure is. Raises SomebodyWasFirst when it was changed since `version` was read."""
    measure = queries.locked_measure(measure_id)
    check_can_edit(measure.plan, by=by)
    _check_open(measure.plan)
    if measure.version != version:
        raise SomebodyWasFirst(
            _("Somebody else changed this measure while you wrote. Open it again, see what is new, and save once more.")
        )
    _write(measure, wanted)
    measure.version += 1
    measure.save()
    _give_parts(measure, wanted, at=at)
    _tag(measure, wanted.factors)
    audit.record("measures.measure.changed", by=by, at=at, subject_id=measure.pk)
    return measure


def _write(measure: Measure, wanted: Wanted) -> None:
    said = wanted.deadline
    if said.kind in WITH_LAST_DAY and said.due_on is None:
        raise DomainError(_("Write the last day, or choose that the measure is running."), field="due_on")
    if wanted.open_question and not (wanted.question_unit_id and wanted.question_due_on):
        raise DomainError(_("An open question needs somebody who answers it, and a day."), field="question_unit")
    measure.title, measure.heading = wanted.title.strip(), wanted.heading.strip()
    measure.concrete, measure.comment = wanted.concrete.strip(), wanted.comment.strip()
    measure.kind, measure.legal_basis, measure.aim_id = wanted.kind, wanted.legal_basis.strip(), wanted.aim_id
    measure.deadline_kind, measure.deadline_text = said.kind, wanted.deadline_text
    measure.starts_on, measure.until, measure.due_on = said.starts_on, said.until, said.due_on
    measure.open_question, measure.question_unit_id = wanted.open_question.strip(), wanted.question_unit_id
    measure.question_due_on = wanted.question_due_on


def _give_parts(measure: Measure, wanted: Wanted, *, at: datetime) -> None:
    """Units that are new are asked; units that are left out leave, and their answer is kept."""
    roles = dict.fromkeys(wanted.together, PartRole.WITH) | dict.fromkeys(wanted.responsible, PartRole.RESPONSIBLE)
    _check_may_have_part(measure, roles)
    held = {part.unit_id: part for part in measure.parts.filter(left_at=None)}
    for unit_id, part in held.items():
        if unit_id not in roles:
            part.left_at = at
            part.save(update_fields=["left_at"])
            notices.no_longer_asked(part, at=at)
        elif part.role != roles[unit_id]:
            part.role = roles[unit_id]
            part.save(update_fields=["role"])
    answer_by = notices.answer_deadline(at)
    for unit_id in roles.keys() - held.keys():
        part = Part.objects.create(
            measure=measure,
            unit_id=unit_id,
            role=roles[unit_id],
            answer=Answer.NOT_ANSWERED,
            asked_at=at,
            answer_by=answer_by,
        )
        if measure.plan.state == PlanState.IN_FORCE:
            notices.ask(part, at=at)


def _check_may_have_part(measure: Measure, roles: dict[UUID, PartRole]) -> None:
    ended = (
        Organisation.objects.filter(pk__in=roles, valid_until__lte=measure.last_news_on).order_by("sort_key").first()
    )
    if ended:
        raise DomainError(
            _("%(unit)s no longer exists. Choose what it became.") % {"unit": ended.name}, field="responsible"
        )


def _tag(measure: Measure, numbers: Iterable[int]) -> None:
    on = measure.last_news_on
    factors = SuccessFactor.objects.filter(number__in=list(numbers), valid_from__lte=on, valid_until__gt=on)
    wanted = {factor.pk for factor in factors}
    measure.factors.exclude(factor__in=wanted).delete()
    MeasureFactor.objects.bulk_create(
        (MeasureFactor(measure=measure, factor_id=factor) for factor in wanted), ignore_conflicts=True
    )


@transaction.atomic
def answer_part(part_id: UUID, *, accepts: bool, reason: str = "", by: Actor, at: datetime) -> Part:
    """A unit takes its part, or says why it does not. No unit can answer for another."""
    part = Part.objects.select_for_update(of=("self",)).select_related("measure__plan").filter(pk=part_id).first()
    if part is None:
        raise NotFound(queries.NO_SUCH_MEASURE)
    check_can_answer(part, by=by)
    _check_open(part.measure.plan)
    if not accepts and not reason.strip():
        raise DomainError(_("Write why. The steering group reads it."), field="reason")
    part.answer = Answer.ACCEPTED if accepts else Answer.DECLINED
    part.asked_at, part.answer_by = part.asked_at or at, part.answer_by or at
    part.answered_at, part.answered_by_id, part.reason = at, by.post_id, reason.strip()
    part.save()
    notices.answered(part, at=at)
    audit.record("measures.part.answered", by=by, at=at, subject_id=part.pk, details={"answer": part.answer})
    return part


@transaction.atomic
def tell_news(measure_id: UUID, *, status: Status, text: str, by: Actor, at: datetime) -> LogEntry:
    """How it goes, told by a unit with a part or the programme office. Reminders of silence stop."""
    measure = queries.locked_measure(measure_id)
    check_can_tell(measure, by=by)
    _check_open(measure.plan)
    if not text.strip():
        raise DomainError(_("Write what is new, in a sentence."), field="text")
    if status in ENDS:
        raise DomainError(_("A measure ends with a few words on what it gave. Use “End the measure”."), field="status")
    if status != measure.status and status not in NEXT_STATES[Status(measure.status)]:
        raise DomainError(_("An ended measure is opened again as under way."), field="status")
    measure.status, measure.last_news_on = status, organisations.local_day(at)
    measure.version += 1
    measure.save(update_fields=["status", "last_news_on", "version"])
    entry = _log(measure, text, by=by, at=at)
    notices.told(measure, at=at)
    audit.record("measures.measure.told", by=by, at=at, subject_id=measure.pk, details={"status": status})
    return entry


@transaction.atomic
def end_measure(
    measure_id: UUID,
    *,
    status: Status,
    what_was_done: str = "",
    what_it_gave: str = "",
    should_resources_move: str = "",
    decision: str = "",
    why_none: str = "",
    by: Actor,
    at: datetime,
) -> Evaluation:
    """Done, or ended without being done: with an evaluation, or with why there is none (then it is listed)."""
    measure = queries.locked_measure(measure_id)
    check_can_tell(measure, by=by)
    if status not in ENDS or measure.status in ENDS:
        raise DomainError(_("The measure has already ended."), field="status")
    if not what_was_done.strip() and not why_none.strip():
        raise DomainError(_("Write what was done, or why there is no evaluation."), field="what_was_done")
    evaluation = Evaluation.objects.create(
        measure=measure,
        what_was_done=what_was_done.strip(),
        what_it_gave=what_it_gave.strip(),
        should_resources_move=should_resources_move.strip(),
        decision=decision.strip(),
        why_none=why_none.strip(),
        recorded_at=at,
        post_id=by.post_id,
    )
    measure.status, measure.last_news_on = status, organisations.local_day(at)
    measure.version += 1
    measure.save(update_fields=["status", "last_news_on", "version"])
    _log(measure, what_was_done or why_none, by=by, at=at)
    notices.ended(measure, at=at)
    audit.record("measures.measure.ended", by=by, at=at, subject_id=measure.pk, details={"status": status})
    return evaluation


def _log(measure: Measure, text: str, *, by: Actor, at: datetime) -> LogEntry:
    return LogEntry.objects.create(
        measure=measure,
        status=measure.status,
        text=text.strip(),
        occurred_on=organisations.local_day(at),
        recorded_at=at,
        post_id=by.post_id,
        unit_id=by.unit_id,
    )


def _plan(plan_id: UUID, *, lock: bool = False) -> ActionPlan:
    plans = ActionPlan.objects.select_for_update() if lock else ActionPlan.objects.all()
    plan = plans.filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(queries.NO_SUCH_PLAN)
    return plan


def _check_open(plan: ActionPlan) -> None:
    if plan.state == PlanState.CLOSED:
        raise DomainError(_("This plan is closed and stands as it was. Write in the plan that follows it."))

"""Reading plans and measures. Everybody signed in may read them: they hold nothing about persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.programme.measures import permissions
from rodtrad.programme.measures.models import (
    ActionPlan,
    Aim,
    AimLink,
    Descent,
    Evaluation,
    LogEntry,
    Measure,
    MeasureQuerySet,
    Part,
    Review,
    SuccessFactor,
)
from rodtrad.programme.measures.rules import standing
from rodtrad.programme.measures.vocabulary import ENDS, AimKind, Answer, PartRole, PlanState, Standing
from rodtrad.registry.rulebook import queries as rulebook

# The rows that answers hold, named here for the ways in, which never reach for the tables.
__all__ = ["ActionPlan", "Aim", "LogEntry", "Measure", "Part"]
NO_SUCH_PLAN = _("There is no such action plan.")
NO_SUCH_MEASURE = _("There is no such measure.")


@dataclass(frozen=True)
class PlanLine:
    plan: ActionPlan
    total: int
    done: int
    late: int


@dataclass(frozen=True)
class MeasureLine:
    """A measure with what was last told of it and how it goes on a day."""

    measure: Measure
    parts: list[Part]
    standing: Standing
    news: str
    news_en: str

    @property
    def answers_missing(self) -> int:
        return sum(part.answer == Answer.NOT_ANSWERED for part in self.parts)

    @property
    def is_declined(self) -> bool:
        return any(part.answer == Answer.DECLINED for part in self.parts)

    @property
    def has_owner(self) -> bool:
        return any(part.role == PartRole.RESPONSIBLE for part in self.parts)


@dataclass(frozen=True)
class PlanPage:
    plan: ActionPlan
    aims: list[Aim]
    lines: list[MeasureLine]
    followed_by: list[ActionPlan]
    may_edit: bool
    counts: dict[Standing, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Relative:
    """A measure of another plan on the line of descent; `steps` back (negative) or on (positive)."""

    measure: Measure
    steps: int
    basis: str


@dataclass(frozen=True)
class MeasurePage:
    line: MeasureLine
    log: list[LogEntry]
    line_of_descent: list[Relative]
    factors: list[SuccessFactor]
    evaluation: Evaluation | None
    review: Review | None
    my_part: Part | None
    may_edit: bool
    may_tell: bool
    serves: list[Aim]


@dataclass(frozen=True)
class Coverage:
    """Factor by measure. `untagged` are measures that nobody has placed."""

    plan: ActionPlan
    factors: list[SuccessFactor]
    rows: list[tuple[Measure, list[bool]]]
    counts: list[int]
    untagged: int


@dataclass(frozen=True)
class ReviewPage:
    plan: ActionPlan
    next_plan: ActionPlan | None
    to_choose: list[MeasureLine]
    chosen: list[Review]
    may_edit: bool


def plans(*, on: date) -> list[PlanLine]:
    """Every plan, those in force first, then the newest, with how many measures there are, are done and are late."""
    is_open = ~Q(measures__status__in=ENDS)
    rows = (
        ActionPlan.objects.select_related("owner", "predecessor")
        .annotate(
            total=Count("measures"),
            done=Count("measures", filter=Q(measures__status="DONE")),
            late=Count("measures", filter=is_open & Q(measures__due_on__lt=on, state=PlanState.IN_FORCE)),
        )
        .order_by(F("state").desc(), "-valid_from", "title")
    )
    order = {PlanState.IN_FORCE: 0, PlanState.DRAFT: 1, PlanState.CLOSED: 2}
    lines = [PlanLine(row, row.total, row.done, row.late) for row in rows]
    return sorted(lines, key=lambda line: order[PlanState(line.plan.state)])


def get_plan(plan_id: UUID) -> ActionPlan:
    """Raises NotFound."""
    plan = (
        ActionPlan.objects.select_related("owner", "coordinator", "predecessor", "goals_of").filter(pk=plan_id).first()
    )
    if plan is None:
        raise NotFound(NO_SUCH_PLAN)
    return plan


def plan_page(plan_id: UUID, *, by: Actor, on: date) -> PlanPage:
    """A plan with its aims and every measure, in the order of the plan. As many questions for 200 measures as for two."""
    plan = get_plan(plan_id)
    lines = measure_lines(Measure.objects.filter(plan=plan), on=on)
    counts: dict[Standing, int] = defaultdict(int)
    for line in lines:
        counts[line.standing] += 1
    return PlanPage(
        plan=plan,
        aims=list(aims_of(plan)),
        lines=lines,
        followed_by=list(plan.successors.order_by("valid_from")),
        may_edit=plan.state != PlanState.CLOSED and permissions.can_edit(plan, by=by),
        counts=dict(counts),
    )


def aims_of(plan: ActionPlan) -> QuerySet[Aim]:
    """What the plan wants, in its own order, each with what it serves and how many measures it has."""
    links = AimLink.objects.select_related("serves__plan")
    return (
        plan.aims.annotate(measure_count=Count("measures"))
        .prefetch_related(Prefetch("serves", queryset=links))
        .order_by("place")
    )


def adoptions(plan: ActionPlan) -> list[tuple[str, date, str]]:
    """Which bodies stand behind the plan, when, and a note."""
    rows = plan.adoptions.select_related("body").order_by("adopted_on", "body__sort_key")
    return [(row.body.name, row.adopted_on, row.note) for row in rows]


def measure_lines(measures: MeasureQuerySet, *, on: date) -> list[MeasureLine]:
    """Measures with their parts, newest word and standing, in the order of their plans."""
    newest = LogEntry.objects.filter(measure=OuterRef("pk")).order_by("-recorded_at", "-pk")
    rows = (
        measures.with_parts()
        .annotate(news=Subquery(newest.values("text")[:1]), news_en=Subquery(newest.values("text_en")[:1]))
        .order_by("-plan__valid_from", "plan", "number")
    )
    quiet, soon = (rulebook.value(key, on=on) for key in ("programme.quiet_days", "programme.soon_days"))
    return [
        MeasureLine(
            measure=row,
            parts=[part for part in row.parts.all() if part.left_at is None],
            standing=Standing.HISTORY
            if row.is_out_of_scope
            else standing(
                row.status,
                due_on=row.due_on,
                last_news_on=row.last_news_on,
                on=on,
                quiet_days=quiet,
                soon_days=soon,
                plan_is_open=row.plan.state == PlanState.IN_FORCE,
            ),
            news=getattr(row, "news", None) or "",  # both counted in the query
            news_en=getattr(row, "news_en", None) or "",
        )
        for row in rows
    ]


def lines_in_force(*, on: date, unit_id: UUID | None = None) -> list[MeasureLine]:
    """Every open measure of the plans in force, or those where a unit has a part."""
    measures = Measure.objects.in_force().open().filter(is_out_of_scope=False)
    if unit_id is not None:
        measures = measures.filter(pk__in=Part.objects.filter(unit=unit_id, left_at=None).values("measure"))
    return measure_lines(measures, on=on)


def measure_page(measure_id: UUID, *, by: Actor, on: date) -> MeasurePage:
    """Everything about one measure. Raises NotFound."""
    found = measure_lines(Measure.objects.filter(pk=measure_id), on=on)
    if not found:
        raise NotFound(NO_SUCH_MEASURE)
    line, measure = found[0], found[0].measure
    entries = measure.log.select_related("post__user", "unit").order_by("-recorded_at", "-pk")
    is_open = measure.plan.state != PlanState.CLOSED
    return MeasurePage(
        line=line,
        log=list(entries),
        line_of_descent=descent_of(measure.pk),
        factors=list(SuccessFactor.objects.filter(pk__in=measure.factors.values("factor")).order_by("number")),
        evaluation=measure.evaluations.order_by("-recorded_at").first(),
        review=Review.objects.filter(measure=measure).first(),
        my_part=next((part for part in line.parts if permissions.can_answer(part, by=by)), None) if is_open else None,
        may_edit=is_open and permissions.can_edit(measure.plan, by=by),
        may_tell=is_open and permissions.can_tell(measure, by=by),
        serves=list(Aim.objects.filter(served_by__aim=measure.aim_id).order_by("place")) if measure.aim_id else [],
    )


def descent_of(measure_id: UUID) -> list[Relative]:
    """The measures this one came from and became, through any number of plans, oldest first."""
    found: dict[UUID, tuple[int, str]] = {}
    for step, ahead, behind in ((-1, "earlier_id", "later"), (1, "later_id", "earlier")):
        reached, distance = {measure_id}, 0
        while reached:
            distance += step
            links = Descent.objects.filter(**{f"{behind}__in": reached}).values_list(ahead, "basis")
            new = {pk: basis for pk, basis in links if pk not in found and pk != measure_id}
            found |= {pk: (distance, basis) for pk, basis in new.items()}
            reached = set(new)
    measures = Measure.objects.select_related("plan").in_bulk(found)
    relatives = [Relative(measures[pk], steps, basis) for pk, (steps, basis) in found.items()]
    return sorted(relatives, key=lambda one: (one.measure.plan.valid_from, one.measure.number))


def factors_on(day: date) -> list[SuccessFactor]:
    """The set of success factors in use on a day."""
    return list(SuccessFactor.objects.filter(valid_from__lte=day, valid_until__gt=day).order_by("number"))


def coverage(plan_id: UUID) -> Coverage:
    """Which success factors the measures of a plan work on, and which nobody does."""
    plan = get_plan(plan_id)
    factors = factors_on(plan.valid_until - timedelta(days=1))
    measures = list(plan.measures.prefetch_related("factors").order_by("number"))
    tags = {measure.pk: {tag.factor_id for tag in measure.factors.all()} for measure in measures}
    rows = [(measure, [factor.pk in tags[measure.pk] for factor in factors]) for measure in measures]
    return Coverage(
        plan=plan,
        factors=factors,
        rows=rows,
        counts=[sum(row[1][place] for row in rows) for place in range(len(factors))],
        untagged=sum(not tagged for tagged in tags.values()),
    )


def review_page(plan_id: UUID, *, by: Actor, on: date) -> ReviewPage:
    """What is open in a plan and waits for a choice, and what has been chosen."""
    plan = get_plan(plan_id)
    waiting = Measure.objects.filter(plan=plan, review=None).open()
    chosen = Review.objects.filter(measure__plan=plan).select_related("measure", "post__user")
    return ReviewPage(
        plan=plan,
        next_plan=plan.successors.order_by("valid_from").first(),
        to_choose=measure_lines(waiting, on=on),
        chosen=list(chosen.order_by("measure__number")),
        may_edit=plan.state == PlanState.IN_FORCE and permissions.can_edit(plan, by=by),
    )


def part_of(measure_id: UUID, *, unit_id: UUID) -> Part:
    """The unit's part of a measure. Raises NotFound."""
    part = Part.objects.filter(measure=measure_id, unit=unit_id, left_at=None).first()
    if part is None:
        raise NotFound(NO_SUCH_MEASURE)
    return part


def part_of_unit(part_id: UUID, *, by: Actor) -> Part:
    """A part that the actor may answer for. Raises NotFound or NotAllowed."""
    part = Part.objects.select_related("measure__plan", "unit").filter(pk=part_id).first()
    if part is None:
        raise NotFound(NO_SUCH_MEASURE)
    permissions.check_can_answer(part, by=by)
    return part


def get_measure(measure_id: UUID) -> Measure:
    """Raises NotFound."""
    measure = Measure.objects.with_parts().prefetch_related("factors__factor").filter(pk=measure_id).first()
    if measure is None:
        raise NotFound(NO_SUCH_MEASURE)
    return measure


def choosable_aims(plan: ActionPlan) -> list[Aim]:
    """Aims that a measure of the plan can stand under: its own, and those of the plan whose goals it uses."""
    kinds = ("MAIN_GOAL", "GOAL", "STRATEGY", "PRIORITY")
    return list(Aim.objects.filter(plan__in=[plan.pk, plan.goals_of_id], kind__in=kinds).order_by("plan", "place"))


def successor_choices(plans_open: Iterable[PlanLine]) -> list[ActionPlan]:
    """Plans that no other plan follows yet."""
    followed = set(ActionPlan.objects.exclude(predecessor=None).values_list("predecessor", flat=True))
    return [line.plan for line in plans_open if line.plan.pk not in followed]


def locked_measure(measure_id: UUID) -> Measure:
    """The measure with its plan, held until the act is done. Raises NotFound."""
    measure = Measure.objects.select_for_update(of=("self",)).select_related("plan").filter(pk=measure_id).first()
    if measure is None:
        raise NotFound(NO_SUCH_MEASURE)
    return measure


def all_lines_in_force(*, on: date) -> list[MeasureLine]:
    """Every measure of the plans in force, ended ones too."""
    return measure_lines(Measure.objects.in_force(), on=on)


def visions() -> list[Aim]:
    """What the whole work is for: the overall goals of the goals in force."""
    rows = Aim.objects.filter(kind=AimKind.OVERALL, plan__state=PlanState.IN_FORCE)
    return list(rows.order_by("plan__valid_from", "place"))

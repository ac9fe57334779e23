from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Prefetch, Q

from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.programme.measures.vocabulary import (
    ENDS,
    WITH_LAST_DAY,
    AimKind,
    Answer,
    Basis,
    Choice,
    DeadlineKind,
    MeasureKind,
    PartRole,
    PlanKind,
    PlanState,
    Status,
)


def _sources() -> "ArrayField[list[str], list[str]]":
    """Where a row was read: rows of the inventory, or words such as "decided in the meeting of 3 May"."""
    return ArrayField(models.CharField(max_length=200), default=list, blank=True)


class ActionPlan(models.Model):
    """One plan of one owner. History keeps it: a new plan is a new row with a predecessor."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=24, choices=PlanKind)
    state = models.CharField(max_length=10, choices=PlanState)
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    goals_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)
    quality_note = models.TextField(blank=True)  # what to know about the source, such as "7 announced, 6 recorded"
    quality_note_en = models.TextField(blank=True)
    sources = _sources()
    is_example = models.BooleanField(default=False)  # made up for demonstration
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="measures_plan_forwards"),
            models.CheckConstraint(condition=~Q(predecessor=F("id")), name="measures_plan_not_own_predecessor"),
            models.CheckConstraint(condition=~Q(goals_of=F("id")), name="measures_plan_not_goals_of_itself"),
        ]


class Adoption(models.Model):
    """A body that stands behind a plan: who adopted it, when, and by which decision."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("measures.ActionPlan", on_delete=models.PROTECT, related_name="adoptions")
    body = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "body", "adopted_on"], name="measures_adopted_once_a_day"),
        ]


class Aim(models.Model):
    """One line of what a plan wants: a goal, a strategy, a priority, or a framework that others have set."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("measures.ActionPlan", on_delete=models.PROTECT, related_name="aims")
    code = models.SlugField(max_length=80)
    kind = models.CharField(max_length=12, choices=AimKind)
    number = models.PositiveSmallIntegerField(null=True)
    place = models.PositiveSmallIntegerField()  # its order in the plan
    title = models.CharField(max_length=400)
    title_en = models.CharField(max_length=400, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    sources = _sources()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="measures_aim_once_in_a_plan"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="measures_aim_not_own_parent"),
            models.CheckConstraint(condition=Q(sources__len__gt=0), name="measures_aim_has_a_source"),
        ]


class AimLink(models.Model):
    """One aim serves another: a strategy a goal, a goal of a district a goal of the city."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    aim = models.ForeignKey("measures.Aim", on_delete=models.PROTECT, related_name="serves")
    serves = models.ForeignKey("measures.Aim", on_delete=models.PROTECT, related_name="served_by")
    basis = models.CharField(max_length=12, choices=Basis)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aim", "serves"], name="measures_aim_serves_once"),
            models.CheckConstraint(condition=~Q(aim=F("serves")), name="measures_aim_serves_another"),
        ]


class SuccessFactor(models.Model):
    """What the work is known to depend on. A new set replaces the old one from a date."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)
    sources = _sources()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["valid_from", "number"], name="measures_factor_number_once_in_a_set"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="measures_factor_forwards"),
        ]


class MeasureQuerySet(models.QuerySet["Measure"]):
    def open(self) -> Self:
        return self.exclude(status__in=ENDS)

    def in_force(self) -> Self:
        """Measures of plans that are at work: what is late here is late today."""
        return self.filter(plan__state=PlanState.IN_FORCE)

    def with_parts(self) -> Self:
        parts = Part.objects.filter(left_at=None).select_related("unit").order_by("role", "unit__sort_key")
        return self.select_related("plan", "aim").prefetch_related(Prefetch("parts", queryset=parts))


class Measure(models.Model):
    """Something a plan says will be done. `status` and `last_news_on` are those of its newest log entry.

    `version` counts changes, so that two who edit at once do not overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    plan = models.ForeignKey("measures.ActionPlan", on_delete=models.PROTECT, related_name="measures")
    aim = models.ForeignKey("measures.Aim", null=True, on_delete=models.PROTECT, related_name="measures")
    number = models.PositiveSmallIntegerField()  # its place in the plan
    heading = models.CharField(max_length=200, blank=True)
    heading_en = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    concrete = models.TextField(blank=True)  # the concrete step
    concrete_en = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    comment_en = models.TextField(blank=True)
    note = models.TextField(blank=True)  # on the quality of the source
    note_en = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=MeasureKind, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    deadline_kind = models.CharField(max_length=12, choices=DeadlineKind)
    deadline_text = models.CharField(max_length=120, blank=True)  # as written in the plan
    deadline_text_en = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True)
    until = models.DateField(null=True)
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=20, choices=Status)
    last_news_on = models.DateField()
    open_question = models.CharField(max_length=400, blank=True)
    question_unit = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    question_due_on = models.DateField(null=True)
    is_out_of_scope = models.BooleanField(default=False)  # shown, never followed up: outside the purpose here
    sources = _sources()
    version = models.PositiveIntegerField(default=1)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="measures_number_once_in_a_plan"),
            models.CheckConstraint(
                condition=~Q(deadline_kind__in=WITH_LAST_DAY) | Q(due_on__isnull=False),
                name="measures_deadline_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(starts_on__lte=F("due_on")),
                name="measures_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(open_question="") | Q(question_unit__isnull=False, question_due_on__isnull=False),
                name="measures_question_has_somebody_and_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "status"], name="measures_by_plan")]


class MeasureFactor(models.Model):
    """A measure works on a success factor."""

    measure = models.ForeignKey("measures.Measure", on_delete=models.PROTECT, related_name="factors")
    factor = models.ForeignKey("measures.SuccessFactor", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["measure", "factor"], name="measures_factor_once")]


class Part(models.Model):
    """A unit's part of a measure, and what the unit has said to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measure = models.ForeignKey("measures.Measure", on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=PartRole)
    is_inferred = models.BooleanField(default=False)  # paired by us, since the printed columns had come apart
    answer = models.CharField(max_length=12, choices=Answer)
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    left_at = models.DateTimeField(null=True)  # the unit no longer has a part; what it answered is kept

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["measure", "unit"], condition=Q(left_at=None), name="measures_one_part_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["NOT_ASKED", "NOT_ANSWERED"], answered_at=None)
                | Q(answer__in=["ACCEPTED", "DECLINED"], answered_at__isnull=False),
                name="measures_answer_has_a_time",
            ),
            models.CheckConstraint(condition=~Q(answer="DECLINED") | ~Q(reason=""), name="measures_declined_says_why"),
            models.CheckConstraint(
                condition=Q(answer="NOT_ASKED") | Q(asked_at__isnull=False, answer_by__isnull=False),
                name="measures_asked_has_a_deadline",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "answer"], name="measures_parts_of_unit")]


class LogEntry(models.Model):
    """What somebody told of a measure. Never changed; a mistake is put right by a new entry."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measure = models.ForeignKey("measures.Measure", on_delete=models.PROTECT, related_name="log")
    status = models.CharField(max_length=20, choices=Status)
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["measure", "recorded_at"], name="measures_log")]


class Evaluation(models.Model):
    """What was done, what it gave, and what should follow; or why there is no evaluation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measure = models.ForeignKey("measures.Measure", on_delete=models.PROTECT, related_name="evaluations")
    what_was_done = models.TextField(blank=True)
    what_it_gave = models.TextField(blank=True)
    should_resources_move = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    why_none = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what_was_done="", why_none=""), name="measures_evaluated_or_says_why_not"
            ),
        ]


class Descent(models.Model):
    """The later measure came from the earlier one; a line can split and join."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    earlier = models.ForeignKey("measures.Measure", on_delete=models.PROTECT, related_name="became")
    later = models.ForeignKey("measures.Measure", on_delete=models.PROTECT, related_name="came_from")
    basis = models.CharField(max_length=12, choices=Basis)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["earlier", "later"], name="measures_descent_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="measures_not_its_own_descent"),
        ]


class Review(models.Model):
    """What was chosen for a measure that was not done when its plan ended."""

    measure = models.OneToOneField(
        "measures.Measure", primary_key=True, on_delete=models.PROTECT, related_name="review"
    )
    choice = models.CharField(max_length=8, choices=Choice)
    reason = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField()
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(choice="CARRIED") | ~Q(reason=""), name="measures_review_says_why"),
        ]

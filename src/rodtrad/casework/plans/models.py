from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans.vocabulary import (
    ONE_OF_A_KIND,
    ActivityState,
    GoalState,
    LifeArea,
    PassageKind,
    PlanStatus,
    Voice,
)
from rodtrad.foundation.ids import new_id


class Plan(models.Model):
    """A person's individual plan and how far it has come. One at a time; an ended plan stays as it was."""

    section = Section.PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=PlanStatus)
    status_since = models.DateTimeField()
    started_by_unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    period_from = models.DateField(null=True)
    period_until = models.DateField(null=True)
    revise_on = models.DateField(null=True)  # the day it is evaluated next
    latest_version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=~Q(status="ENDED"), name="plans_one_a_person"),
            models.CheckConstraint(
                condition=~Q(status="ACTIVE") | Q(revise_on__isnull=False, period_from__isnull=False),
                name="plans_in_use_has_period_and_revision",
            ),
            models.CheckConstraint(
                condition=Q(period_until=None) | Q(period_from__lt=F("period_until")), name="plans_period_forwards"
            ),
        ]


class StatusStep(models.Model):
    """One step of the plan's status: when, who and why. Append-only."""

    section = Section.PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(max_length=10, choices=PlanStatus)
    at = models.DateTimeField()
    by_post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    by_person = models.BooleanField(default=False)
    reason = models.CharField(max_length=1000)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="plans_step_says_why"),
            models.CheckConstraint(
                condition=Q(by_post__isnull=False, by_person=False) | Q(by_post=None, by_person=True),
                name="plans_step_says_who",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "at"], name="plans_steps")]


class Passage(models.Model):
    """A piece of the plan: a goal, an activity, or one of the texts a plan has once. Its words are in `Wording`."""

    section = Section.PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="passages")
    kind = models.CharField(max_length=14, choices=PassageKind)
    life_area = models.CharField(max_length=14, choices=LifeArea, blank=True)
    goal = models.ForeignKey("plans.Passage", null=True, on_delete=models.PROTECT, related_name="activities")
    goal_state = models.CharField(max_length=8, choices=GoalState, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(kind__in=sorted(kind.value for kind in ONE_OF_A_KIND)),
                name="plans_one_text_of_a_kind",
            ),
            models.CheckConstraint(
                condition=(Q(kind="GOAL") & ~Q(life_area="") & ~Q(goal_state=""))
                | (~Q(kind="GOAL") & Q(life_area="", goal_state="")),
                name="plans_goal_has_area_and_state",
            ),
            models.CheckConstraint(
                condition=Q(kind="ACTIVITY") | Q(goal=None), name="plans_only_activities_have_a_goal"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "kind"], name="plans_passages")]


class WordingQuerySet(models.QuerySet["Wording"]):
    def current(self) -> Self:
        """What stands now: one, or the several that were written at once and nobody has settled."""
        return self.filter(replaced_by=None)


class Wording(models.Model):
    """One version of a passage. Replaced only by a wording whose writer had this one in front of them."""

    section = Section.PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    passage = models.ForeignKey("plans.Passage", on_delete=models.PROTECT, related_name="wordings")
    text = models.TextField()
    voice = models.CharField(max_length=6, choices=Voice)
    replaced_by = models.ForeignKey("plans.Wording", null=True, on_delete=models.PROTECT, related_name="replaces")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    on_paper_on = models.DateField(null=True)
    command_id = models.UUIDField(unique=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="plans_wording_has_words"),
            models.CheckConstraint(
                condition=Q(voice="PERSON") | Q(written_by__isnull=False), name="plans_wording_says_who"
            ),
            models.CheckConstraint(
                condition=~Q(voice="PAPER") | Q(on_paper_on__isnull=False), name="plans_paper_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("id")), name="plans_wording_not_by_itself"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["passage", "written_at"], name="plans_wordings"),
            models.Index(fields=["passage"], condition=Q(replaced_by=None), name="plans_wordings_current"),
        ]


class Activity(models.Model):
    """Who does what an activity says, by when, and how far it has come. No unit means that the person does it."""

    section = Section.PLAN

    passage = models.OneToOneField("plans.Passage", primary_key=True, on_delete=models.PROTECT, related_name="activity")
    unit = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=400, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=ActivityState)
    reference = models.CharField(max_length=120, blank=True)  # of the decision, in the record system
    refused_because = models.CharField(max_length=400, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="GRANTED") | ~Q(reference=""), name="plans_granted_has_a_reference"
            ),
            models.CheckConstraint(
                condition=~Q(state="REFUSED") | ~Q(refused_because=""), name="plans_refused_says_why"
            ),
        ]


class Version(models.Model):
    """The plan as it stood when it was taken into use or evaluated. Never changed."""

    section = Section.PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    evaluation = models.TextField(blank=True)
    own_assessment = models.TextField(blank=True)  # the person's, in their own words
    content = models.JSONField()  # by passage: kind, area, text, state

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="plans_version_once")]


class Seen(models.Model):
    """Somebody of the team has read the plan as it stood, and said so. Opening a page says nothing."""

    section = Section.PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="seen")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "post", "-at"], name="plans_seen_by")]

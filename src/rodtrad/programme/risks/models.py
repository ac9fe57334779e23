from typing import ClassVar

from django.db import models
from django.db.models import Q

from rodtrad.foundation.ids import new_id


class Analysis(models.Model):
    """What a measure or a plan may bring about. Asked for first; then finished, or waived with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measure = models.OneToOneField("measures.Measure", null=True, on_delete=models.PROTECT, related_name="+")
    plan = models.OneToOneField("measures.ActionPlan", null=True, on_delete=models.PROTECT, related_name="+")
    for_users = models.TextField(blank=True)
    for_neighbours = models.TextField(blank=True)
    for_services = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    waived_at = models.DateTimeField(null=True)
    waived_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(measure=None, plan__isnull=False) | Q(measure__isnull=False, plan=None),
                name="risks_analysis_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(waived_at=None, waived_reason="") | Q(waived_at__isnull=False) & ~Q(waived_reason=""),
                name="risks_waived_says_why",
            ),
        ]


class Risk(models.Model):
    """One thing that can happen, how likely and how severe, what is done about it and by whom, and whether it came true."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    analysis = models.ForeignKey("risks.Analysis", on_delete=models.PROTECT, related_name="risks")
    what = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField()
    severity = models.PositiveSmallIntegerField()
    action = models.TextField(blank=True)
    owner = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    came_true = models.BooleanField(null=True)  # empty while nobody has told
    outcome = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), severity__range=(1, 5)), name="risks_on_the_scale"
            ),
            models.CheckConstraint(
                condition=Q(came_true=None, told_at=None, outcome="")
                | Q(came_true__isnull=False, told_at__isnull=False) & ~Q(outcome=""),
                name="risks_told_says_what",
            ),
        ]

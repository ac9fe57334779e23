from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id
from rodtrad.registry.discussions.vocabulary import Topic


class Discussion(models.Model):
    """One unit asks another for advice about a case that has no name. Nothing here points to a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.CharField(max_length=12, choices=Topic)
    description = models.TextField()
    question = models.TextField()
    asking_unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    asked_unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    asked_sector = models.CharField(max_length=20)
    owner = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)  # what was advised, for the unit's own memory

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(asking_unit=F("asked_unit")), name="discussions_between_two_units"),
            models.CheckConstraint(
                condition=~Q(asked_sector__in=["POLICE", "JUSTICE", "CONTROL"]), name="discussions_not_with_control"
            ),
            models.CheckConstraint(condition=~Q(description="") & ~Q(question=""), name="discussions_says_something"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, outcome="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome="")),
                name="discussions_end_with_name_and_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asking_unit", "started_at"], name="discussions_by_asking"),
            models.Index(fields=["asked_unit", "started_at"], name="discussions_by_asked"),
        ]


class Message(models.Model):
    """What one of the two units said. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    discussion = models.ForeignKey("discussions.Discussion", on_delete=models.PROTECT, related_name="messages")
    by_post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="discussions_message_has_words")]

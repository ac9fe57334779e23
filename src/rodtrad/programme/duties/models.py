from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.programme.duties.vocabulary import Rhythm
from rodtrad.programme.reports.vocabulary import ReportKind


class Duty(models.Model):
    """A report that one unit owes another, again and again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=ReportKind)
    sender = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=16, choices=Rhythm)
    forum = models.ForeignKey("forums.Forum", null=True, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()  # after the period has ended, or before the meeting
    starts_on = models.DateField()
    ends_on = models.DateField(default=OPEN_ENDED_ON)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="duties_duty_forwards"),
            models.CheckConstraint(
                condition=Q(rhythm="BEFORE_MEETING", forum__isnull=False) | ~Q(rhythm="BEFORE_MEETING") & Q(forum=None),
                name="duties_meeting_names_its_forum",
            ),
        ]


class Turn(models.Model):
    """One period of a duty. Sent by a named person; sent again only when asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    duty = models.ForeignKey("duties.Duty", on_delete=models.PROTECT, related_name="turns")
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    report = models.ForeignKey("reports.Report", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    sent_times = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["duty", "starts_on", "ends_on"], name="duties_one_turn_a_period"),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_times=0)
                | Q(sent_at__isnull=False, report__isnull=False, sent_times__gte=1),
                name="duties_sent_is_a_report",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=Q(sent_at=None), name="duties_turns_open")]

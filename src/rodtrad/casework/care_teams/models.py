from typing import ClassVar

from django.db import models
from django.db.models import Q

from rodtrad.casework.care_teams.vocabulary import Authority, DecisionKind, MeetingKind
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id


class Meeting(models.Model):
    """A meeting about one person. The agenda begins with the person's own point, or that they wanted none."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=MeetingKind)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    own_point = models.TextField(blank=True)
    wants_no_point = models.BooleanField(default=False)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(blank=True)
    cancelled_because = models.CharField(max_length=400, blank=True)
    command_id = models.UUIDField(unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(own_point="") | Q(wants_no_point=True), name="care_teams_begins_with_the_persons_point"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="care_teams_closed_has_time_and_name",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "starts_at"], name="care_teams_meetings")]


class Point(models.Model):
    """Something on the agenda after the person's own point. `from_decision`: what a leader has not answered yet."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("care_teams.Meeting", on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    from_decision = models.ForeignKey("care_teams.Decision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="care_teams_point_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="care_teams_point_says_what"),
        ]


class Attendance(models.Model):
    """A unit of the team at a meeting, who comes for it, and whether that one may decide."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("care_teams.Meeting", on_delete=models.PROTECT, related_name="attendances")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    authority = models.CharField(max_length=10, choices=Authority, default=Authority.NOT_SAID)
    was_there = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "unit"], name="care_teams_unit_once_a_meeting")
        ]


class Decision(models.Model):
    """What a meeting came to: done by an owner by a day, or taken back to a leader who answers by a day."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("care_teams.Meeting", on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind)
    text = models.CharField(max_length=400)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")  # or the leader
    due_on = models.DateField()
    decided_by = models.ForeignKey(
        "care_teams.Attendance", null=True, on_delete=models.PROTECT, related_name="+"
    )  # who had the authority
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    command_id = models.UUIDField(unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="TAKEN_BACK", decided_by=None) | Q(kind="DECIDED", decided_by__isnull=False),
                name="care_teams_decided_by_somebody_who_may",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(kind="TAKEN_BACK", answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="care_teams_answered_has_name_and_words",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="care_teams_decision_says_what"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_on"], condition=Q(answered_at=None), name="care_teams_unanswered"),
            models.Index(fields=["meeting"], name="care_teams_decisions"),
        ]

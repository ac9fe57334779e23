from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.transitions.vocabulary import (
    EventKind,
    HomeAnswer,
    Point,
    PointState,
    Readiness,
    Side,
    TransitionEnd,
    TransitionKind,
    WindowCause,
)
from rodtrad.foundation.ids import new_id


class TransitionQuerySet(models.QuerySet["Transition"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


class Transition(models.Model):
    """A change of setting on a day. One of a kind is planned at a time; who has the ball changes by hand-over alone."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=TransitionKind)
    happens_on = models.DateField()
    from_place = models.CharField(max_length=120, blank=True)
    to_place = models.CharField(max_length=120, blank=True)
    to_unit = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey("areas.Area", null=True, on_delete=models.PROTECT, related_name="+")
    nights = models.ForeignKey("stays.Stay", null=True, on_delete=models.PROTECT, related_name="+")  # that end with it
    overlap_days = models.PositiveSmallIntegerField(default=0)  # the old place stays beside for so long
    own_words = models.TextField(blank=True)  # what the person wants of it
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    planned_by_job = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    end = models.CharField(max_length=10, choices=TransitionEnd, blank=True)
    overridden_because = models.TextField(blank=True)  # why it went ahead with no place to live
    late_because = models.TextField(blank=True)  # why a departure was written down a day or more later
    command_id = models.UUIDField(unique=True)  # sending twice is planning once

    objects = TransitionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(ended_at=None), name="transitions_one_of_a_kind_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="transitions_ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(overridden_because="") | Q(end="DONE"), name="transitions_override_is_of_what_happened"
            ),
            models.CheckConstraint(
                condition=Q(planned_by__isnull=False) | ~Q(planned_by_job=""), name="transitions_planned_by_somebody"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="transitions_of_person"),
            models.Index(fields=["happens_on"], condition=Q(ended_at=None), name="transitions_coming"),
        ]


class Answer(models.Model):
    """What somebody said of a point, by name. The newest counts; earlier ones stay."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    transition = models.ForeignKey("transitions.Transition", on_delete=models.PROTECT, related_name="answers")
    point = models.CharField(max_length=18, choices=Point)
    state = models.CharField(max_length=10, choices=PointState)
    home = models.CharField(max_length=12, choices=HomeAnswer, blank=True)
    note = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(point="HOME", state="IN_PLACE") & ~Q(home=""))
                | (~Q(point="HOME", state="IN_PLACE") & Q(home="")),
                name="transitions_home_says_where",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["transition", "answered_at"], name="transitions_answers")]


class View(models.Model):
    """How one side sees it, side by side with the others' and never written over (R-07-06). The newest counts."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    transition = models.ForeignKey("transitions.Transition", on_delete=models.PROTECT, related_name="views")
    side = models.CharField(max_length=10, choices=Side)
    readiness = models.CharField(max_length=12, choices=Readiness)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField()
    written_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(side="PERSON") | ~Q(readiness="DID_NOT_SAY"), name="transitions_only_the_person_may_not_say"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["transition", "said_at"], name="transitions_views")]


class Event(models.Model):
    """One step of a transition: who, when, why. Append-only."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    transition = models.ForeignKey("transitions.Transition", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    at = models.DateTimeField()
    by_post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    by_job = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    day = models.DateField()  # when the transition was to happen, as it was then

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(by_post__isnull=False) | ~Q(by_job=""), name="transitions_event_says_who"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["transition", "at"], name="transitions_events")]


class WindowQuerySet(models.QuerySet["Window"]):
    def open_on(self, day: date) -> Self:
        return self.filter(closed_at=None, opens_on__lte=day, until_on__gt=day)


class Window(models.Model):
    """The days after an opioid-free period, when what was borne before can kill. Closes by itself on `until_on`."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=WindowCause)
    source_id = models.UUIDField(unique=True)  # the transition or overdose that opened it; one opens one
    opens_on = models.DateField()
    until_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    closed_because = models.CharField(max_length=400, blank=True)

    objects = WindowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(opens_on__lt=F("until_on")), name="transitions_window_forwards"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_because="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_because="")),
                name="transitions_window_closed_with_name_and_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person"], name="transitions_windows"),
            models.Index(fields=["until_on"], condition=Q(closed_at=None), name="transitions_windows_open"),
        ]

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.fieldwork.counts.vocabulary import SceneStatus
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


def one_at_a_time(name: str, *columns: str) -> ExclusionConstraint:
    """Refuses two rows with the same columns whose half-open periods overlap."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (DateRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
            *((column, RangeOperators.EQUAL) for column in columns),
        ],
    )


Dated = TypeVar("Dated", bound=models.Model)


class PeriodQuerySet(models.QuerySet[Dated]):
    """Rows that hold for a half-open time."""

    def on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_until__gt=day)


class Zone(models.Model):
    """A place that is counted or watched. Its borders, status and counting hold for a time and stand in tables of their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    description = models.CharField(max_length=400, blank=True)
    watched_for = models.CharField(max_length=400, blank=True)  # the scope note
    sort_key = models.CharField(max_length=240)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="counts_zone_has_a_name")]

    def __str__(self) -> str:
        return self.name


class BorderQuerySet(PeriodQuerySet["Border"]):
    pass


class Border(models.Model):
    """The shape of a zone for a time, a ring of [longitude, latitude]. A changed border is a new row; rounds keep theirs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="borders")
    ring = models.JSONField()
    is_approximate = models.BooleanField(default=True)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)

    objects = BorderQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="counts_border_forwards"),
            models.CheckConstraint(condition=~Q(source=""), name="counts_border_has_a_source"),
            one_at_a_time("counts_one_border_at_a_time", "zone"),
        ]


class ZoneStatus(models.Model):
    """What a zone was judged to be from a day on, until the next judgement. Dated and sourced."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=20, choices=SceneStatus)
    since = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    note_en = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "since"], name="counts_one_status_from_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="counts_status_has_a_source"),
            models.CheckConstraint(condition=Q(status__in=SceneStatus.values), name="counts_status_is_known"),
        ]


class CountingPeriodQuerySet(PeriodQuerySet["CountingPeriod"]):
    pass


class CountingPeriod(models.Model):
    """When a zone is part of the count. Outside it the zone is "not counted", which is no zero."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="counting_periods")
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)

    objects = CountingPeriodQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="counts_counting_forwards"),
            one_at_a_time("counts_one_counting_period_at_a_time", "zone"),
        ]


class ZoneGroup(models.Model):
    """Zones that are read together, such as Oslo centre."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=240)

    def __str__(self) -> str:
        return self.name


class GroupMembershipQuerySet(PeriodQuerySet["GroupMembership"]):
    pass


class GroupMembership(models.Model):
    """A zone in a group for a time. A zone is in one group at a time, so that groups add up to the total."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey("counts.ZoneGroup", on_delete=models.PROTECT, related_name="memberships")
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="counts_membership_forwards"),
            one_at_a_time("counts_one_group_at_a_time", "zone"),
        ]

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rodtrad.fieldwork.counts.vocabulary import GroupSize, SightingKind, Slot
from rodtrad.foundation.ids import new_id


class Sighting(models.Model):
    """A group of people met outside every zone. The place is a square of a coarse grid, and no column could hold more."""

    id = models.UUIDField(primary_key=True, editable=False)  # the command's own, so that sending twice is seeing once
    row = models.IntegerField()  # rules.GRID_LATITUDE degrees each
    column = models.IntegerField()  # rules.GRID_LONGITUDE degrees each
    size = models.CharField(max_length=10, choices=GroupSize)
    kind = models.CharField(max_length=10, choices=SightingKind)
    seen_on = models.DateField()
    hour = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    settled_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__in=GroupSize.values), name="counts_one_person_is_no_sighting"),
            models.CheckConstraint(condition=Q(hour__lte=23), name="counts_sighting_hour"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settled_because="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_because="")),
                name="counts_sighting_settled_with_name_and_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["seen_on", "row", "column"], name="counts_sightings_by_day")]


class ZoneOwner(models.Model):
    """The unit that is told when a quiet zone grows again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zone = models.OneToOneField("counts.Zone", on_delete=models.PROTECT, related_name="owner")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()


class Alert(models.Model):
    """A quiet zone grew, seen in this round: how many, beside what is usual, and what was done about it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="alerts")
    round = models.OneToOneField("counts.Round", on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=10, choices=Slot)
    persons = models.PositiveSmallIntegerField()
    usual = models.FloatField()
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="counts_alert_answered_with_name_and_words",
            ),
        ]


class AlarmPause(models.Model):
    """The alarm of a zone is off, by somebody, for a reason, until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=400)
    paused_at = models.DateTimeField()
    paused_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_on__lt=F("until_on")), name="counts_pause_forwards"),
            models.CheckConstraint(condition=~Q(reason=""), name="counts_pause_has_a_reason"),
        ]

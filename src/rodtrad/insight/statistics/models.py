from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.foundation.ids import new_id


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class Cube(models.Model):
    """The rounded counts of one register in one quarter, frozen: every number about these persons is a sum of them.

    The true counts lie sealed beside them, to be compared with when the quarter is counted again; no query reads them. Two
    current cubes of a register cannot overlap in time, so that no quarter can be subtracted from a year.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.CharField(max_length=40)
    definition_version = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    base = models.PositiveSmallIntegerField()
    algorithm = models.CharField(max_length=40)
    key_id = models.CharField(max_length=12)  # which secret rounded it, without telling it
    levels = models.JSONField()  # dimension -> its levels, in order
    cells = ArrayField(models.PositiveIntegerField())  # rounded, the finest, in the order of the levels
    sealed_counts = models.BinaryField()
    reason = models.CharField(max_length=400, blank=True)  # of a revision
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "valid_from", "revision"], name="statistics_revision_once"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="statistics_cube_forwards"),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(reason=""), name="statistics_counted_again_for_a_reason"
            ),
            ExclusionConstraint(
                name="statistics_cubes_of_a_register_do_not_overlap",
                condition=Q(is_current=True),
                expressions=[
                    (DateRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("register", RangeOperators.EQUAL),
                ],
            ),
        ]


class Threshold(models.Model):
    """From how many persons on a number of a register stands on an open page: chosen by somebody, one day, for a reason.

    Append-only: the newest holds for what is opened after it, and what is open keeps its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.CharField(max_length=40)
    fewest = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=400)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="statistics_threshold_has_a_reason"),
            models.CheckConstraint(condition=Q(fewest__gte=3), name="statistics_threshold_above_the_floor"),
        ]
        indexes: ClassVar = [models.Index(fields=["register", "-chosen_at"], name="statistics_thresholds")]


class Release(models.Model):
    """A cube opened to everybody: which cells of which margins stay hidden, and by which threshold. Once a cube."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cube = models.OneToOneField("statistics.Cube", on_delete=models.PROTECT, related_name="release")
    dimensions = ArrayField(models.CharField(max_length=20))
    hidden = ArrayField(models.BooleanField())  # of every cell of every margin, in order
    fewest = models.PositiveSmallIntegerField()
    threshold = models.ForeignKey("statistics.Threshold", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

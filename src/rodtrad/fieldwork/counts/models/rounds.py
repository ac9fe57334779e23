from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.fieldwork.counts.vocabulary import (
    Coverage,
    Gender,
    Presence,
    Reason,
    RoundState,
    Slot,
    Verdict,
    Way,
    Weather,
)
from rodtrad.foundation.ids import new_id

USED = [RoundState.TO_REVIEW, RoundState.SENT_BACK, RoundState.APPROVED]


class Round(models.Model):
    """One zone, one time, one counter. Figures use approved rounds only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="rounds")
    border = models.ForeignKey("counts.Border", on_delete=models.PROTECT, related_name="+")
    bands = models.ForeignKey("counts.AgeBands", on_delete=models.PROTECT, related_name="+")
    counter = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=10, choices=Slot)
    on_day = models.DateField()  # the local day of the round, the day it began for one that passes midnight
    planned_from = models.DateTimeField()
    planned_until = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.PLANNED)
    coverage = models.CharField(max_length=12, choices=Coverage, blank=True)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    weather = models.CharField(max_length=10, choices=Weather, blank=True)
    police_present = models.CharField(max_length=8, choices=Presence, blank=True)
    counters = models.PositiveSmallIntegerField(null=True)  # how many walked
    was_asked_unusual = models.BooleanField(default=False)  # "is this right?" was answered with yes
    is_planned = models.BooleanField(default=True)  # false: begun in the field without a plan
    is_synthetic = models.BooleanField(default=False)  # made up for demonstration
    sent_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(planned_from__lt=F("planned_until")), name="counts_round_planned_forwards"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(began_at__isnull=False, ended_at__gte=F("began_at")),
                name="counts_round_forwards",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=USED)
                | Q(coverage=Coverage.NOT_COUNTED)
                | Q(coverage__in=[Coverage.COUNTED, Coverage.PARTIAL], ended_at__isnull=False),
                name="counts_sent_round_says_how_much_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=USED) | Q(coverage=""), name="counts_open_round_is_not_covered_yet"
            ),
            models.CheckConstraint(
                condition=~Q(coverage__in=[Coverage.PARTIAL, Coverage.NOT_COUNTED]) | ~Q(reason=""),
                name="counts_not_walked_has_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["on_day", "zone"], name="counts_rounds_by_day"),
            models.Index(fields=["zone", "on_day"], name="counts_rounds_by_zone"),
            models.Index(
                fields=["counter", "planned_from"],
                condition=~Q(state__in=[RoundState.APPROVED, RoundState.CANCELLED]),
                name="counts_open_rounds",
            ),
        ]


class Observer(models.Model):
    """Who is to walk a round."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey("counts.Round", on_delete=models.PROTECT, related_name="observers")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "post"], name="counts_observer_once"),
        ]


class Tally(models.Model):
    """What one counter, or one party of counters, counted in a round. Two independent counters are two numbers of one round.

    `cells` holds band by band the women, men and unsure (rules.cell_index). A correction is a new version; the old one stays.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey("counts.Round", on_delete=models.PROTECT, related_name="tallies")
    number = models.PositiveSmallIntegerField(default=1)  # 1, or 2 for the independent second counter
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    cells = ArrayField(models.PositiveSmallIntegerField())
    persons = models.GeneratedField(
        expression=Func(F("cells"), function="counts_sum"), output_field=models.IntegerField(), db_persist=True
    )
    way = models.CharField(max_length=10, choices=Way)
    note = models.CharField(max_length=400, blank=True)  # why it was corrected
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number", "version"], name="counts_tally_version_once"),
            models.UniqueConstraint(
                fields=["round", "number"], condition=Q(is_current=True), name="counts_one_current_tally"
            ),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="counts_at_most_two_counters"),
            models.CheckConstraint(condition=Q(persons__gte=0), name="counts_nobody_is_less_than_nobody"),
            models.CheckConstraint(
                condition=~Q(way=Way.CORRECTED) | ~Q(note=""), name="counts_correction_has_a_reason"
            ),
        ]


class Tap(models.Model):
    """One press on a phone: one person more, or one less. Never changed; the tally is what all taps add up to."""

    id = models.UUIDField(primary_key=True, editable=False)  # the command's own id, so that it is counted once
    round = models.ForeignKey("counts.Round", on_delete=models.PROTECT, related_name="taps")
    number = models.PositiveSmallIntegerField(default=1)
    band = models.PositiveSmallIntegerField()
    gender = models.CharField(max_length=1, choices=Gender)
    delta = models.SmallIntegerField()
    undoes_id = models.UUIDField(null=True)
    device_id = models.UUIDField()
    occurred_at = models.DateTimeField()  # by the phone's clock, set right by ours
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(delta__in=[-1, 1]), name="counts_a_tap_is_one_person"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="counts_tap_of_first_or_second_counter"),
        ]
        indexes: ClassVar = [models.Index(fields=["round"], name="counts_taps_of_round")]


class Review(models.Model):
    """Somebody looked a round over. Approving one's own is allowed when nobody else is there, and is marked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey("counts.Round", on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=10, choices=Verdict)
    comment = models.CharField(max_length=400, blank=True)
    is_own = models.BooleanField(default=False)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.APPROVED) | ~Q(comment=""), name="counts_sent_back_says_why"
            ),
        ]

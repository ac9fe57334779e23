from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rodtrad.fieldwork.counts.vocabulary import Measure, Qualifier, Slot
from rodtrad.foundation.ids import new_id


class AgeBands(models.Model):
    """The age bands from a day on, as the ages where one band ends and the next begins; so they can neither gap nor overlap.

    Of one series, or of every round when `series` is empty. Changed bands are a new row; rounds keep theirs.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey("counts.Series", null=True, on_delete=models.PROTECT, related_name="bands")
    bounds = ArrayField(models.PositiveSmallIntegerField())
    valid_from = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "valid_from"], nulls_distinct=False, name="counts_one_set_of_bands_from_a_day"
            ),
            models.CheckConstraint(condition=Q(bounds__contains=[18]), name="counts_bands_keep_minors_apart"),
        ]


class Series(models.Model):
    """Zones, slots, season and counter that may be drawn as one line over the years."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    counter = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=20, choices=Measure)
    slots = ArrayField(models.CharField(max_length=10, choices=Slot), default=list, blank=True)
    season = models.CharField(max_length=11, blank=True)  # "06-01/08-31", both days counted
    over = models.PositiveSmallIntegerField(default=0)  # ages from this one
    under = models.PositiveSmallIntegerField(null=True)  # to below this one
    from_year = models.PositiveSmallIntegerField(null=True)
    until_year = models.PositiveSmallIntegerField(null=True)  # the last year, counted with
    not_comparable_with = ArrayField(models.CharField(max_length=80), default=list, blank=True)  # codes of series
    note = models.CharField(max_length=400, blank=True)
    note_en = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=320)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=""), name="counts_series_has_a_source"),
            models.CheckConstraint(
                condition=Q(under=None) | Q(under__gt=F("over")), name="counts_series_ages_forwards"
            ),
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(until_year=None) | Q(from_year__lte=F("until_year")),
                name="counts_series_forwards",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeriesZone(models.Model):
    """A zone of a series. The set is fixed: a zone that joins the count later makes another series."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey("counts.Series", on_delete=models.PROTECT, related_name="zones")
    zone = models.ForeignKey("counts.Zone", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "zone"], name="counts_zone_once_in_a_series"),
        ]


class SeriesBreak(models.Model):
    """A year from which the line means something else. No statement is made across it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey("counts.Series", on_delete=models.PROTECT, related_name="breaks")
    year = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=400)
    note_en = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "year"], name="counts_one_break_a_year"),
        ]


class PublishedCount(models.Model):
    """Somebody's published number with its definition, as stated. Stands beside our own counts and never among them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    series = models.ForeignKey("counts.Series", on_delete=models.PROTECT, related_name="published")
    zone_codes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    period = models.CharField(max_length=40, blank=True)
    slot = models.CharField(max_length=20)  # as the source says: DAY, EVENING, DAY_EVENING_MEAN, ALL or NOT_STATED
    age_group = models.CharField(max_length=10)
    gender = models.CharField(max_length=10)
    qualifier = models.CharField(max_length=12, choices=Qualifier)
    value = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    value_min = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    value_max = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    unit = models.CharField(max_length=20)
    counter = models.CharField(max_length=80, blank=True)  # code of an organisation, or empty: the source does not say
    definition = models.CharField(max_length=400)
    definition_en = models.CharField(max_length=400, blank=True)
    note = models.CharField(max_length=400, blank=True)
    note_en = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=""), name="counts_published_has_a_source"),
            models.CheckConstraint(condition=~Q(definition=""), name="counts_published_has_a_definition"),
            models.CheckConstraint(
                condition=Q(value_min=None) | Q(value_max=None) | Q(value_min__lte=F("value_max")),
                name="counts_published_low_before_high",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(value_min__isnull=False) | Q(value_max__isnull=False),
                name="counts_published_says_a_number",
            ),
        ]


class Marker(models.Model):
    """A dated measure or event that is drawn on every line. `until` is set when only a month or a year is known."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()  # half-open
    source = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=""), name="counts_marker_has_a_source"),
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="counts_marker_forwards"),
        ]

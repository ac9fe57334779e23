from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id
from rodtrad.insight.indicators.vocabulary import FigureKind, Unit


class ExternalFigure(models.Model):
    """A figure somebody else published, exactly as stated, with its own definition and geography."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    topic = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    geography = models.CharField(max_length=80)
    period = models.CharField(max_length=40, blank=True)  # as stated; empty: the source does not say
    kind = models.CharField(max_length=10, choices=FigureKind)
    qualifier = models.CharField(max_length=24)
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    value_min = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    value_max = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    unit = models.CharField(max_length=24)
    numerator = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    denominator_source = models.CharField(max_length=200, blank=True)  # of one that was added later
    definition = models.CharField(max_length=400)
    definition_en = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=200)
    is_verified = models.BooleanField()
    note = models.CharField(max_length=600, blank=True)  # where sources disagree, or what is doubtful
    note_en = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(definition="") & ~Q(geography="") & ~Q(source="") & ~Q(unit=""),
                name="indicators_figure_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(unit="PERCENT") | Q(value=None) | Q(value__gte=0, value__lte=100),
                name="indicators_percent_of_something",
            ),
            models.CheckConstraint(
                condition=Q(value_min=None) | Q(value_max=None) | Q(value_min__lte=F("value_max")),
                name="indicators_range_forwards",
            ),
        ]


class Indicator(models.Model):
    """A number the programme steers by. What it means stands in its versions, one of which holds at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=160, unique=True)
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class Version(models.Model):
    """A definition from a day on. Changed, it is a new version and a break in the line."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    indicator = models.ForeignKey("indicators.Indicator", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    definition = models.CharField(max_length=400)
    source = models.CharField(max_length=200)
    geography = models.CharField(max_length=80)
    unit = models.CharField(max_length=12, choices=Unit)
    numerator = models.CharField(max_length=200)
    denominator = models.CharField(max_length=200, blank=True)
    target = models.CharField(max_length=200)
    reason = models.CharField(max_length=400, blank=True)  # why the definition changed
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "number"], name="indicators_version_once"),
            models.CheckConstraint(
                condition=~Q(definition="") & ~Q(source="") & ~Q(geography="") & ~Q(numerator="") & ~Q(target=""),
                name="indicators_version_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(unit="PERCENT") | ~Q(denominator=""), name="indicators_percent_has_a_denominator"
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="indicators_new_version_says_why"),
        ]


class Value(models.Model):
    """One figure of an indicator, of one version, for one period."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey("indicators.Version", on_delete=models.PROTECT, related_name="values")
    period_from = models.DateField()
    period_until = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    n = models.PositiveIntegerField()  # how many it rests on
    as_of = models.DateTimeField()
    entered_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "period_from"], name="indicators_value_once"),
            models.CheckConstraint(condition=Q(period_from__lt=F("period_until")), name="indicators_period_forwards"),
            models.CheckConstraint(condition=Q(value__gte=0), name="indicators_value_is_none_or_more"),
        ]

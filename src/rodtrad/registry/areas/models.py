from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.areas.vocabulary import AreaKind


class AreaQuerySet(models.QuerySet["Area"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_until__gt=day)


class Area(models.Model):
    """A municipality or a city district under its official code, for the days the code is valid."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, choices=AreaKind)
    name = models.CharField(max_length=120)
    county = models.CharField(max_length=80, blank=True)
    municipality_code = models.CharField(max_length=10, blank=True)  # of a district
    sort_key = models.CharField(max_length=200)  # Norwegian order, æ ø å last
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)
    source = models.CharField(max_length=200)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="areas_code_once_a_day"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="areas_period_forwards"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One code followed by another: a merger has several predecessors, a split several successors."""

    predecessor = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="areas_succession_once"),
        ]

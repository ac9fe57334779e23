from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.laws.vocabulary import LegalBasisKind


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class LegalBasisQuerySet(models.QuerySet["LegalBasis"]):
    def in_force(self, on: date) -> Self:
        return self.filter(valid_from__lte=on, valid_until__gt=on)


class LegalBasis(models.Model):
    """One paragraph as it is in force for a period. A changed paragraph is a new row; a row in use is never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=LegalBasisKind)
    paragraph = models.CharField(max_length=120)
    text = models.CharField(max_length=300)  # what it says in plain words, ours
    source = models.CharField(max_length=120)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)
    confirmed_by = models.CharField(max_length=120, blank=True)  # the lawyer; empty while nobody has

    objects = LegalBasisQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="laws_period_forwards"),
            models.UniqueConstraint(fields=["code", "version"], name="laws_version_once"),
            models.UniqueConstraint(fields=["id", "kind"], name="laws_id_and_kind"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(paragraph=""), name="laws_says_which"),
            ExclusionConstraint(
                name="laws_one_version_a_day",
                expressions=[
                    (DateRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("code", RangeOperators.EQUAL),
                ],
            ),
        ]

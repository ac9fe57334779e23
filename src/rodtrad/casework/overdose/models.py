from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rodtrad.casework.encounters.vocabulary import AgeBand
from rodtrad.casework.overdose.vocabulary import Cause, Help, Outcome, Place, StepKind, Substance
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id


class Overdose(models.Model):
    """One overdose as a unit met it. Nobody's name or key is here; a form that is not filled in shows after a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField()
    place = models.CharField(max_length=8, choices=Place)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    card_until = models.DateTimeField()  # the return card; fixed when it is made, and never moved
    substances = ArrayField(models.CharField(max_length=18, choices=Substance), default=list)
    causes = ArrayField(models.CharField(max_length=14, choices=Cause), default=list)
    age_band = models.CharField(max_length=14, choices=AgeBand, blank=True)
    helped_with = ArrayField(models.CharField(max_length=10, choices=Help), default=list)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    filled_in_at = models.DateTimeField(null=True)
    filled_in_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    command_id = models.UUIDField(unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(occurred_at__lte=F("registered_at")), name="overdose_has_happened"),
            models.CheckConstraint(condition=Q(card_until__gt=F("occurred_at")), name="overdose_card_forwards"),
            models.CheckConstraint(
                condition=Q(filled_in_at=None, filled_in_by=None, outcome="")
                | (Q(filled_in_at__isnull=False, filled_in_by__isnull=False) & ~Q(outcome="")),
                name="overdose_form_has_name_and_outcome",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-occurred_at"], name="overdose_of_unit")]


class Step(models.Model):
    """Something that prevents an overdose, done with the person, once each; the newest date counts."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=18, choices=StepKind)
    done_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "done_on"], name="overdose_step_once_a_day")
        ]

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rodtrad.casework.encounters.vocabulary import AgeBand, EncounterKind, Ending, Given
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id


class EncounterQuerySet(models.QuerySet["Encounter"]):
    def waiting(self) -> Self:
        """Wants help, is not on record as a person, and nobody has taken it."""
        return self.filter(ending=Ending.REQUEST, person=None, settled_at=None)


class Encounter(models.Model):
    """One meeting with somebody. `person` empty: anonymous, or `called` by a name they chose, seen by this unit only.

    What was said is never changed afterwards. Settled means that somebody took who wanted help, or wrote why not.
    """

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("persons.Person", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=EncounterKind)
    place = models.CharField(max_length=120, blank=True)
    called = models.CharField(max_length=400, blank=True)
    age_band = models.CharField(max_length=14, choices=AgeBand, blank=True)
    given = ArrayField(models.CharField(max_length=14, choices=Given), default=list)
    said = models.TextField(blank=True)
    ending = models.CharField(max_length=12, choices=Ending)
    promised = models.CharField(max_length=400, blank=True)  # the task of one without a record
    due_on = models.DateField(null=True)  # of what was promised, or when to ask again
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    linked_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    settled_because = models.CharField(max_length=400, blank=True)
    command_id = models.UUIDField(unique=True)  # sending twice is registering once

    objects = EncounterQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(occurred_at__lte=F("recorded_at")), name="encounters_have_happened"),
            models.CheckConstraint(
                condition=~Q(ending="TASK") | (~Q(promised="") & Q(due_on__isnull=False)),
                name="encounters_promise_has_words_and_day",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="encounters_settled_has_time_and_name",
            ),
            models.CheckConstraint(  # but for somebody whose address is protected, of whom no place is written
                condition=~Q(kind="OUTREACH") | ~Q(place="") | Q(person__isnull=False),
                name="encounters_outreach_says_where",
            ),
            models.CheckConstraint(
                condition=~Q(ending="NOT_REACHED") | Q(person__isnull=False),
                name="encounters_attempt_is_about_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "occurred_at"], name="encounters_of_person"),
            models.Index(fields=["unit", "-occurred_at"], name="encounters_of_unit"),
        ]


class Shift(models.Model):
    """What one shift leaves to the next, and who received it. Written once; about the place, never about a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    open_things = models.JSONField(default=dict)  # how many of each kind stood open at that moment
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    command_id = models.UUIDField(unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="encounters_received_has_time_and_name",
            ),
            models.CheckConstraint(
                condition=Q(received_by=None) | ~Q(received_by=F("handed_by")), name="encounters_not_own_receiver"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(received_at=None), name="encounters_one_shift_waits_at_a_unit"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-handed_at"], name="encounters_shifts_of_unit")]

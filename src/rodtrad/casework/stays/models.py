from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON


class StayQuerySet(models.QuerySet["Stay"]):
    def acute(self) -> Self:
        return self.filter(kind=StayKind.ACUTE)


class Stay(models.Model):
    """Nights at one place, as half-open days. Two at once may be meant: an institution and a home kept meanwhile."""

    section = Section.STAYS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=StayKind)
    place = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    planned_end_on = models.DateField(null=True)
    ends_on = models.DateField(default=OPEN_ENDED_ON)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)  # when the end was written down
    ended_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    command_id = models.UUIDField(unique=True)  # sending twice is registering once

    objects = StayQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="stays_forwards"),
            models.CheckConstraint(
                condition=Q(planned_end_on=None) | Q(starts_on__lt=F("planned_end_on")), name="stays_planned_forwards"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=OPEN_ENDED_ON, ended_at=None, ended_by=None)
                | Q(ends_on__lt=OPEN_ENDED_ON, ended_at__isnull=False, ended_by__isnull=False),
                name="stays_ended_has_time_and_name",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "place", "starts_on"], name="stays_one_beginning_at_a_place_a_day"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-starts_on"], name="stays_of_person"),
            models.Index(fields=["kind", "ends_on", "person"], name="stays_of_kind"),
        ]


class Review(models.Model):
    """A dated look at everybody a unit follows up who has many acute stays. Closed when each has a promise with an owner."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit"], condition=Q(closed_at=None), name="stays_one_open_review_a_unit"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="stays_review_closed_has_time_and_name",
            ),
        ]


class ReviewRow(models.Model):
    """One person in a review: what is promised, who sees to it, and by when. Carried on until it is kept."""

    section = Section.STAYS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey("stays.Review", on_delete=models.PROTECT, related_name="rows")
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    promise = models.CharField(max_length=400, blank=True)
    owner = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    kept_at = models.DateTimeField(null=True)
    carried_from = models.ForeignKey("stays.ReviewRow", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "person"], name="stays_once_in_a_review"),
            models.CheckConstraint(
                condition=Q(promise="", owner=None, due_on=None)
                | (~Q(promise="") & Q(owner__isnull=False, due_on__isnull=False)),
                name="stays_promise_has_owner_and_day",
            ),
        ]

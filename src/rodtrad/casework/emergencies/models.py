from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from rodtrad.casework.emergencies.vocabulary import EmergencyCode, ReviewOutcome
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id

models.TextField.register_lookup(Length)


class EmergencyQuerySet(models.QuerySet["Emergency"]):
    def open_at(self, at: datetime) -> Self:
        return self.filter(opened_at__lte=at, closes_at__gt=at)

    def to_review(self) -> Self:
        """Opened, and nobody has looked at it yet."""
        return self.filter(opened_at__isnull=False, review__isnull=True)


class Emergency(models.Model):
    """One worker opens a person for an hour. Asked for; opened at once, or when a second person has said yes."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, choices=EmergencyCode)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    needs_second = models.BooleanField(default=False)
    approved_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    past_block = models.BooleanField(default=False)  # the person had closed the record to this unit or worker
    holder = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(reason__length__gte=20), name="emergencies_says_why"),
            models.CheckConstraint(
                condition=Q(opened_at=None, closes_at=None)
                | Q(opened_at__isnull=False, closes_at__isnull=False, closes_at__gte=F("opened_at")),
                name="emergencies_opens_and_closes",
            ),
            models.CheckConstraint(
                condition=Q(needs_second=False) | Q(opened_at=None) | Q(approved_by__isnull=False),
                name="emergencies_second_person_said_yes",
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("post")), name="emergencies_second_person_is_another"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "user", "asked_at"], name="emergencies_in_a_row"),
            models.Index(fields=["holder", "opened_at"], name="emergencies_of_holder"),
        ]


class Review(models.Model):
    """What the responsible unit's lead or the privacy officer found. One for each opening, never by who opened."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    emergency = models.OneToOneField("emergencies.Emergency", on_delete=models.PROTECT, related_name="review")
    outcome = models.CharField(max_length=12, choices=ReviewOutcome)
    note = models.TextField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(note=""), name="emergencies_review_says_what")]

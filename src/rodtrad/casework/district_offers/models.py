from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rodtrad.casework.district_offers.vocabulary import DutyEnd
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id


class DutyQuerySet(models.QuerySet["Duty"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def late_at(self, at: datetime) -> Self:
        """Derived from the deadline itself, so that a stopped clock can lose nothing."""
        return self.open().filter(due_at__lte=at)


class Duty(models.Model):
    """The unit that holds somebody who belongs to a district offers them to it by `due_at`. One for each statement."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("responsibility.Case", on_delete=models.PROTECT, related_name="+")
    belonging = models.ForeignKey("persons.Belonging", on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()  # when it was clear where they belong, or the case was opened after that
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=20, choices=DutyEnd, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "belonging"], name="district_offers_once_a_statement"),
            models.CheckConstraint(condition=Q(begins_at__lt=F("due_at")), name="district_offers_due_after_it_began"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="district_offers_ended_says_how",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="district_offers_by_due"),
            models.Index(fields=["case"], condition=Q(ended_at=None), name="district_offers_open"),
        ]


class Postponement(models.Model):
    """A deadline moved before it passed, by name and with a reason. Append-only."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    duty = models.ForeignKey("district_offers.Duty", on_delete=models.PROTECT, related_name="postponements")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    reason = models.TextField()
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_at__lt=F("to_at")), name="district_offers_moved_to_later"),
            models.CheckConstraint(condition=Q(moved_at__lt=F("from_at")), name="district_offers_moved_in_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="district_offers_moved_with_reason"),
        ]

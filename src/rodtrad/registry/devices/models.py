from typing import ClassVar

from django.db import models
from django.db.models import Q

from rodtrad.foundation.ids import new_id
from rodtrad.registry.devices.vocabulary import Outcome


class Device(models.Model):
    """A phone of a unit. Its id is made on the phone and says nothing about it or about whoever carries it."""

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.PositiveIntegerField()  # phone 1, 2, 3 of the unit, for people
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    highest = models.PositiveIntegerField(default=0)  # the highest number received
    received = models.PositiveIntegerField(default=0)  # how many were received; fewer than `highest` means holes
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "number"], name="devices_number_once_in_a_unit"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="devices_revoked_has_time_and_name",
            ),
        ]


class Command(models.Model):
    """One thing done on a phone, as it was sent. Never changed; sent again it gets the receipt it had."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.ForeignKey("devices.Device", on_delete=models.PROTECT, related_name="commands")
    seq = models.PositiveIntegerField()  # the phone's own count, without holes
    kind = models.CharField(max_length=12)
    schema = models.PositiveSmallIntegerField()
    body = models.TextField()  # as sent, so that its hash can be made again
    body_hash = models.CharField(max_length=64)  # SHA-256 of the body, in hexadecimal
    captured_at = models.DateTimeField()  # by the phone's clock; shown, never decides
    occurred_at = models.DateTimeField()  # the same, set right by the difference to our clock
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    sentence = models.CharField(max_length=300, blank=True)  # why it was refused
    seen_at = models.DateTimeField(null=True)  # when a person looked at a refusal
    sent_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["device", "seq"], name="devices_each_number_once"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DONE) | ~Q(sentence=""), name="devices_refused_says_why"
            ),
            models.CheckConstraint(condition=Q(seq__gt=0), name="devices_numbers_begin_at_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["device"], condition=Q(outcome="REFUSED", seen_at=None), name="devices_refused"),
        ]


class Alias(models.Model):
    """Another number of a command that is here already, as a copied phone gives it. So that its numbers have no holes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.ForeignKey("devices.Device", on_delete=models.PROTECT, related_name="aliases")
    seq = models.PositiveIntegerField()
    command = models.ForeignKey("devices.Command", on_delete=models.PROTECT, related_name="aliases")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["device", "seq"], name="devices_each_alias_once"),
        ]

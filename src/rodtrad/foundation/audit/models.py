from typing import ClassVar

from django.db import models

from rodtrad.foundation.audit.vocabulary import EntryKind, Outcome
from rodtrad.foundation.ids import new_id


class Entry(models.Model):
    """One line of the log. Holds ids and codes only: never a name, a note or a number of a person.

    `seq`, `payload_hash`, `previous_hash` and `hash` are written by the database when the transaction
    commits, by a trigger that cannot be forgotten; after that no column can be changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    occurred_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=EntryKind)
    event = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.DONE)
    actor_kind = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=60, blank=True)  # of a job; staff stand here by id only
    user_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    on_behalf_of_post_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    section = models.CharField(max_length=20, blank=True)
    operation = models.CharField(max_length=1, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    rule = models.CharField(max_length=10, blank=True)
    legal_basis = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    request_id = models.UUIDField(null=True)
    details = models.JSONField(default=dict)
    salt = models.BinaryField()
    seq = models.BigIntegerField(null=True, unique=True)
    payload_hash = models.BinaryField(null=True)
    previous_hash = models.BinaryField(null=True)
    hash = models.BinaryField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "occurred_at"], name="audit_by_person"),
            models.Index(fields=["user_id", "occurred_at"], name="audit_by_user"),
            models.Index(fields=["unit_id", "occurred_at"], name="audit_by_unit"),
            models.Index(fields=["subject_id"], name="audit_by_subject"),
        ]


class Head(models.Model):
    """The end of the chain: one row, locked at commit only, so that the lock is short."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]

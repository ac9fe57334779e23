from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.vocabulary import ClimbLevel, ItemForm


class ItemQuerySet(models.QuerySet["Item"]):
    def open(self) -> Self:
        return self.filter(done_at=None)


class Item(models.Model):
    """A notice or a task. `kind` is a code of the domain that sent it; `reference_id` what it is about.

    `post` empty means the unit's lead. `effect_key` makes sending twice one item.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    form = models.CharField(max_length=6, choices=ItemForm)
    kind = models.CharField(max_length=60)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    reference_id = models.UUIDField(null=True)  # the thing: a request, a case, an escalation
    about_id = models.UUIDField(null=True)  # the case or person it concerns, for moving items with a case
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    level = models.CharField(max_length=20, choices=ClimbLevel, default=ClimbLevel.POST)
    climbed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)  # no longer needed; done_at says since when
    effect_key = models.CharField(max_length=120, unique=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, withdrawn=False)
                | Q(done_at__isnull=False, done_by__isnull=False, withdrawn=False)
                | Q(done_at__isnull=False, withdrawn=True),
                name="inbox_done_has_time_and_name",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "post"], condition=Q(done_at=None), name="inbox_open"),
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="inbox_due"),
            models.Index(fields=["about_id"], condition=Q(done_at=None), name="inbox_about"),
        ]


class Barrier(models.Model):
    """Something that stopped somebody from using a page, in their words. Says nothing about who they are."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    page = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    reported_at = models.DateTimeField()

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from rodtrad.foundation.ids import new_id


class VersionQuerySet(models.QuerySet["Version"]):
    def in_force(self, key: str, *, on: date) -> Self:
        return self.filter(key=key, applies_from__lte=on, undone_at=None).order_by("-applies_from", "-set_at")


class Version(models.Model):
    """One value of one rule from a date. Never changed; undoing it brings back the one before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80)
    value = models.JSONField()
    applies_from = models.DateField()
    note = models.CharField(max_length=400)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="rulebook_undone_has_time_and_name",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["key", "applies_from"], name="rulebook_by_key")]

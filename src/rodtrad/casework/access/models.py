from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id


class LogReview(models.Model):
    """Somebody has looked through who opened what: a lead for their unit, the privacy officer for all (`unit` empty)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    lines = models.PositiveIntegerField()
    note = models.TextField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_at__lt=F("until_at")), name="access_review_forwards"),
            models.CheckConstraint(condition=~Q(note=""), name="access_review_says_what"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "until_at"], name="access_reviews_of_unit")]

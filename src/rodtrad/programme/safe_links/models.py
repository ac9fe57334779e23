from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id


class SafeLink(models.Model):
    """A link for one part of a measure or one decision. It works once, until its time is out or it is taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    part = models.ForeignKey("measures.Part", null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("forums.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.CharField(max_length=120, blank=True)  # name and role, as whoever answered wrote it
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(part=None, decision__isnull=False) | Q(part__isnull=False, decision=None),
                name="safe_links_for_one_thing",
            ),
            models.CheckConstraint(condition=Q(made_at__lt=F("ends_at")), name="safe_links_forwards"),
            models.CheckConstraint(
                condition=Q(used_at=None, used_by="") | Q(used_at__isnull=False) & ~Q(used_by=""),
                name="safe_links_used_says_by_whom",
            ),
            models.CheckConstraint(condition=Q(used_at=None) | Q(revoked_at=None), name="safe_links_used_or_revoked"),
            models.UniqueConstraint(
                fields=["part"], condition=Q(used_at=None, revoked_at=None), name="safe_links_one_open_a_part"
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(used_at=None, revoked_at=None), name="safe_links_one_open_a_decision"
            ),
        ]

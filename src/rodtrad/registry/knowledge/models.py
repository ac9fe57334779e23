from typing import ClassVar

from django.db import models
from django.db.models import Q

from rodtrad.foundation.ids import new_id
from rodtrad.registry.knowledge.vocabulary import PageKind


class Page(models.Model):
    """One matter under one owner. Its text is in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=80, unique=True)  # stable name in the source it came from
    kind = models.CharField(max_length=12, choices=PageKind)
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(default=False)  # house rules that whoever comes should know
    review_on = models.DateField()
    sort_key = models.CharField(max_length=400)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["review_on"], name="knowledge_to_review")]


class Version(models.Model):
    """The text of a page from a day on. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    page = models.ForeignKey("knowledge.Page", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    change = models.CharField(max_length=200, blank=True)  # what is new, in a sentence
    valid_from = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="knowledge_version_once"),
            models.UniqueConstraint(fields=["page", "valid_from"], name="knowledge_one_version_from_a_day"),
            models.CheckConstraint(condition=~Q(text=""), name="knowledge_version_says_something"),
            models.CheckConstraint(condition=Q(number__gte=1), name="knowledge_versions_count_from_one"),
        ]


class PageService(models.Model):
    """A page holds for a service."""

    page = models.ForeignKey("knowledge.Page", on_delete=models.PROTECT, related_name="links")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "service"], name="knowledge_page_of_a_service_once"),
        ]

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rodtrad.foundation.ids import new_id
from rodtrad.programme.reports.vocabulary import FigureKind, FileForm, ReportKind, ReportState


class Report(models.Model):
    """A report about a period. Once published, the database refuses every change of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16, choices=ReportKind)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=5)  # the language it is written in
    owner = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()  # the first day after the period
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    predecessor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    fixed = models.JSONField(null=True)  # the whole document, as it was published
    hash = models.CharField(max_length=64, blank=True)  # SHA-256 of it

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="reports_report_forwards"),
            models.CheckConstraint(
                condition=Q(state="PUBLISHED", published_at__isnull=False, fixed__isnull=False) & ~Q(hash="")
                | ~Q(state="PUBLISHED") & Q(published_at=None, fixed=None, hash=""),
                name="reports_published_is_fixed",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT") | Q(approved_at__isnull=False), name="reports_approved_says_when"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "-ends_on"], name="reports_of_a_kind")]


class Chapter(models.Model):
    """One chapter. In its text `[[key]]` stands for a figure; `version` counts writings."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="chapters")
    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_chapter_number_once"),
        ]


class Figure(models.Model):
    """A number with everything one must know to trust it. `opens` says what it is counted from; empty when typed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(default=0)  # the order in which figures are listed
    kind = models.CharField(max_length=8, choices=FigureKind)
    label = models.CharField(max_length=200)
    value = models.CharField(max_length=80, blank=True)  # as it is read; empty when there is none
    definition = models.TextField()
    source = models.CharField(max_length=300)
    opens = models.CharField(max_length=120, blank=True)
    as_of = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "key"], name="reports_figure_once"),
            models.CheckConstraint(condition=~Q(source=""), name="reports_figure_has_a_source"),
        ]


class Table(models.Model):
    """Rows counted by the system, shown at the end of a chapter. Each row may open what it is about."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chapter = models.ForeignKey("reports.Chapter", on_delete=models.PROTECT, related_name="tables")
    key = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    definition = models.TextField()
    source = models.CharField(max_length=300)
    columns = models.JSONField()
    rows = models.JSONField()  # {"cells": [...], "opens": "..."}
    bars = models.SmallIntegerField(null=True)  # the column that is also drawn
    as_of = models.DateTimeField()


class Comment(models.Model):
    """What a reader of a draft says, and what was done with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chapter = models.ForeignKey("reports.Chapter", on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    recorded_at = models.DateTimeField()
    unit = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="reports_answered_says_what",
            ),
        ]


class FixedFile(models.Model):
    """A file of a published report, kept byte for byte."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=4, choices=FileForm)
    content = models.BinaryField()
    hash = models.CharField(max_length=64)  # SHA-256 of the content

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "form"], name="reports_file_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["hash"], name="reports_file_by_hash")]

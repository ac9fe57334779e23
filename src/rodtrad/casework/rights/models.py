from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.rights.rules import LONGEST_DAYS, VISIT_LASTS, WRONG_TRIES
from rodtrad.casework.rights.vocabulary import KnownBy, Language, MatterKind, MatterOutcome, SheetEnd, VisitEnd
from rodtrad.foundation.ids import new_id


class SheetQuerySet(models.QuerySet["Sheet"]):
    def usable(self, at: datetime) -> Self:
        return self.filter(used_at=None, ended_at=None, expires_at__gt=at)


class Sheet(models.Model):
    """A paper with a code and a PIN that opens the person's own pages once.

    Neither is stored: only keyed hashes whose key lies outside the database. `issued_by` empty means that the person
    made it for their next visit. A new sheet ends the one before it.
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    code_hash = models.BinaryField(unique=True)
    pin_hash = models.BinaryField()
    language = models.CharField(max_length=5, choices=Language, default=Language.NB)
    known_by = models.CharField(max_length=20, choices=KnownBy, blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=10, choices=SheetEnd, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(used_at=None, ended_at=None), name="rights_one_waiting_sheet"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at"))
                & Q(expires_at__lte=F("issued_at") + timedelta(days=LONGEST_DAYS)),
                name="rights_sheet_lives_shortly",
            ),
            models.CheckConstraint(condition=Q(wrong_tries__lte=WRONG_TRIES), name="rights_few_wrong_tries"),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="rights_ended_sheet_says_why",
            ),
            models.CheckConstraint(
                condition=Q(issued_by=None, known_by="") | (Q(issued_by__isnull=False) & ~Q(known_by="")),
                name="rights_worker_knows_whom_they_give_it_to",
            ),
        ]


class Visit(models.Model):
    """One sign-in of the person to their own pages, at most an hour, whatever the browser remembers."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField("rights.Sheet", on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=10, choices=VisitEnd, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("began_at")) & Q(ends_at__lte=F("began_at") + VISIT_LASTS),
                name="rights_visit_is_short",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="rights_ended_visit_says_why",
            ),
        ]


class MatterQuerySet(models.QuerySet["Matter"]):
    def open(self) -> Self:
        return self.filter(answered_at=None)


class Matter(models.Model):
    """What the person asks of a unit, and the answer. Stands until a named person has answered.

    `entry_id` is the line of the log that a question is about; `unit` who answers now, `asked_unit` who was asked.
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=MatterKind)
    entry_id = models.UUIDField(null=True)
    asked_unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    climbed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=MatterOutcome, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    objects = MatterQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, outcome="", answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="rights_answer_has_name_and_words",
            ),
            models.CheckConstraint(
                condition=Q(kind=MatterKind.WHY, entry_id__isnull=False)
                | (~Q(kind=MatterKind.WHY) & Q(entry_id=None) & ~Q(words="")),
                name="rights_matter_says_what_it_is_about",
            ),
            models.UniqueConstraint(fields=["entry_id"], condition=Q(entry_id__isnull=False), name="rights_asked_once"),
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="rights_deadline_lies_ahead"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "asked_at"], name="rights_by_person"),
            models.Index(fields=["due_at"], condition=Q(answered_at=None), name="rights_due"),
        ]

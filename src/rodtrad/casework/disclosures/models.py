from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rodtrad.casework.disclosures.vocabulary import NEVER_OUT, Means
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id


class Disclosure(models.Model):
    """Something of a record that went to somebody outside: asked for, agreed to by a second person if need be, sent.

    Once sent nothing changes but that the receipt comes back (see the migration). Names follow the disclosure log of
    the design: recipient, purpose, release (behandlingsgrunnlag), sections and fingerprint (leverteData).
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=200)
    recipient_number = models.CharField(max_length=9, blank=True)  # of the organisation
    means = models.CharField(max_length=16, choices=Means)
    purpose = models.TextField()
    sections = ArrayField(models.CharField(max_length=20, choices=Section))
    release = models.ForeignKey("laws.LegalBasis", on_delete=models.PROTECT, related_name="+")
    processing = models.ForeignKey("laws.LegalBasis", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, blank=True)  # of the letter; nothing for what was told aloud
    receipt = models.CharField(max_length=9, unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    needs_second = models.BooleanField(default=False)
    approved_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=120, blank=True)  # who at the recipient said that it came
    command_id = models.UUIDField(unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(recipient="") & ~Q(purpose="") & Q(sections__len__gt=0),
                name="disclosures_says_what_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(means="SPOKEN")
                | Q(recipient_number__regex=r"^[0-9]{9}$", fingerprint__regex=r"^[0-9a-f]{64}$"),
                name="disclosures_written_has_number_and_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(sections__overlap=[section.value for section in NEVER_OUT]),
                name="disclosures_never_what_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(needs_second=False) | Q(sent_at=None) | Q(approved_by__isnull=False),
                name="disclosures_second_person_said_yes",
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("asked_by")), name="disclosures_second_is_another"),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by="")
                | (Q(received_at__isnull=False, sent_at__isnull=False) & ~Q(received_by="")),
                name="disclosures_receipt_says_who",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "sent_at"], name="disclosures_of_person")]

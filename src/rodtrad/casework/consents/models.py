from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rodtrad.casework.consents.vocabulary import BlockCause, Capacity, ConsentForm, ConsentPurpose
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED


class ConsentQuerySet(models.QuerySet["Consent"]):
    def running_at(self, at: datetime) -> Self:
        """Neither ended nor withdrawn whole."""
        return self.filter(given_at__lte=at, until_at__gt=at, withdrawn_at=None)


class Consent(models.Model):
    """A yes: to units and sections (its parts), for a purpose, until an instant, after a text the person was given.

    What lifts confidentiality (`release`) and what allows recording (`processing`) are two rows of the list of legal
    bases, in the version of the day. Nothing but withdrawing changes a consent.
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose)
    form = models.CharField(max_length=10, choices=ConsentForm)
    text_version = models.CharField(max_length=20)
    text_language = models.CharField(max_length=2)
    own_words = models.TextField(blank=True)  # what the person said about it
    capacity = models.CharField(max_length=10, choices=Capacity)
    capacity_note = models.TextField(blank=True)
    given_at = models.DateTimeField()
    until_at = models.DateTimeField()
    heard_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey("laws.LegalBasis", on_delete=models.PROTECT, related_name="+")
    processing = models.ForeignKey("laws.LegalBasis", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    command_id = models.UUIDField(unique=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(given_at__lt=F("until_at")), name="consents_forwards"),
            models.CheckConstraint(condition=Q(until_at__lt=OPEN_ENDED), name="consents_has_an_end"),
            models.CheckConstraint(
                condition=Q(form="PORTAL", heard_by=None) | (~Q(form="PORTAL") & Q(heard_by__isnull=False)),
                name="consents_says_who_heard_it",
            ),
            models.CheckConstraint(
                condition=Q(capacity="CLEAR") | ~Q(capacity_note=""), name="consents_doubt_is_explained"
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(text_version=""), name="consents_says_what_for_and_after_which_text"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "until_at"], name="consents_of_person")]


class Part(models.Model):
    """One unit may see one section; ended alone or with the whole. The sector's key keeps control bodies out."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consent = models.ForeignKey("consents.Consent", on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    unit_sector = models.CharField(max_length=20)
    opens = models.CharField(max_length=20, choices=Section)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consent", "unit", "opens"], name="consents_part_once"),
            models.CheckConstraint(
                condition=~Q(unit_sector__in=["POLICE", "JUSTICE", "CONTROL"]), name="consents_never_to_control_bodies"
            ),
            models.CheckConstraint(
                condition=~Q(opens__in=["CONCERNS", "LEGAL_STATUS", "PROTECTED_ADDRESS"]),
                name="consents_never_open_what_is_closed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit"], condition=Q(ended_at=None), name="consents_to_unit")]


class BlockQuerySet(models.QuerySet["Block"]):
    def running_at(self, at: datetime) -> Self:
        return self.filter(from_at__lte=at, until_at__gt=at)


class Block(models.Model):
    """A no: one unit or one worker sees none of these sections, whatever else would open them (policy rows D03, D07)."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=BlockCause, default=BlockCause.WISH)
    unit = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    sections = ArrayField(models.CharField(max_length=20, choices=Section))
    own_words = models.TextField(blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=OPEN_ENDED)
    recorded_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    lifted_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_at__lte=F("until_at")), name="consents_block_forwards"),
            models.CheckConstraint(
                condition=Q(unit=None, user__isnull=False) | Q(unit__isnull=False, user=None),
                name="consents_block_names_one",
            ),
            models.CheckConstraint(condition=Q(sections__len__gt=0), name="consents_block_closes_something"),
            models.CheckConstraint(
                condition=Q(cause="WISH") | Q(user__isnull=False), name="consents_conflict_is_of_a_worker"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit"], condition=Q(unit__isnull=False), name="consents_block_of_unit"),
            models.Index(fields=["user"], condition=Q(user__isnull=False), name="consents_block_of_user"),
            models.Index(fields=["person"], name="consents_block_by_person"),
        ]

from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.casework.persons.vocabulary import (
    BelongingSource,
    BelongingStatus,
    BirthPrecision,
    ClaimPosition,
    Gender,
    IdentityLevel,
    NationalIdKind,
    ProtectionGrade,
    Section,
)
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED, OPEN_ENDED_ON


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class InstantRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class PersonQuerySet(models.QuerySet["Person"]):
    def not_merged(self) -> Self:
        return self.filter(merged_into=None)


class Person(models.Model):
    """The human helped, with nothing about them but how far they are known and what they are called here.

    `called` is the newest alias, or the given name when identified; empty while anonymous. A merged person
    points to the one they were merged into; no row of theirs is moved, so that undoing is exact.
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    level = models.CharField(max_length=10, choices=IdentityLevel, default=IdentityLevel.ANONYMOUS)
    called = models.CharField(max_length=400, blank=True)
    sort_key = models.CharField(max_length=800, blank=True)  # Norwegian order, æ ø å last
    reference = models.CharField(max_length=8, unique=True)  # short, spoken code for an unnamed person: "K7M-42P"
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="persons_not_merged_into_oneself"),
            models.CheckConstraint(
                condition=Q(level="ANONYMOUS") | ~Q(called=""), name="persons_known_means_called_something"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["merged_into"], name="persons_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["sort_key", "id"], name="persons_in_order"),
        ]


class Alias(models.Model):
    """A name or code the person chose, unverified. Several may hold at once; none is ever deleted."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=400)
    search_text = models.CharField(max_length=800)  # folded: lower case, transliterated, unaccented
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=OPEN_ENDED)
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_at__lt=F("until_at")), name="persons_alias_forwards"),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="persons_alias_fuzzy"),
            models.Index(fields=["person"], name="persons_alias_of"),
        ]


class Identity(models.Model):
    """Who the person is on paper, for a period: a correction or an unlinking ends the row and keeps it."""

    section = Section.IDENTITY

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=400)
    family_name = models.CharField(max_length=400, blank=True)
    search_text = models.CharField(max_length=1600)
    gender = models.CharField(max_length=10, choices=Gender, default=Gender.UNKNOWN)
    birth_date = models.DateField(null=True)  # first day of the month or year when less is known
    birth_precision = models.CharField(max_length=10, choices=BirthPrecision, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=OPEN_ENDED)
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_at__lt=F("until_at")), name="persons_identity_forwards"),
            models.CheckConstraint(
                condition=Q(birth_date=None, birth_precision="")
                | (Q(birth_date__isnull=False) & ~Q(birth_precision="")),
                name="persons_birth_has_precision",
            ),
            ExclusionConstraint(
                name="persons_one_identity_at_a_time",
                expressions=[
                    (InstantRange("from_at", "until_at", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("person", RangeOperators.EQUAL),
                ],
            ),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="persons_identity_fuzzy"),
            models.Index(fields=["birth_date"], name="persons_by_birth_date"),
        ]


class NationalId(models.Model):
    """A number of a national register: encrypted, found by its keyed blind index, never stored in clear."""

    section = Section.IDENTITY

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=NationalIdKind)
    ciphertext = models.BinaryField()
    blind_index = models.BinaryField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=OPEN_ENDED)
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_at__lt=F("until_at")), name="persons_national_id_forwards"),
            # No unique constraint across persons: somebody already known is registered without the
            # worker learning it, and the duplicate goes to the coordinating unit (existence hiding).
            models.UniqueConstraint(
                fields=["person", "blind_index"],
                condition=Q(until_at=OPEN_ENDED),
                name="persons_national_id_once_a_person",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["blind_index"], name="persons_by_blind_index")]


class Protection(models.Model):
    """A protected address (kode 6 or 7). Its existence is itself closed; every place is hidden while it holds."""

    section = Section.PROTECTED_ADDRESS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=24, choices=ProtectionGrade)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(default=OPEN_ENDED)
    source = models.CharField(max_length=20, choices=BelongingSource)
    reason = models.CharField(max_length=400)
    lifted_reason = models.CharField(max_length=400, blank=True)
    lifted_source = models.CharField(max_length=20, choices=BelongingSource, blank=True)
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_at=OPEN_ENDED), name="persons_one_protection_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_at=OPEN_ENDED) | ~Q(lifted_reason=""), name="persons_lifting_needs_a_reason"
            ),
        ]


class Belonging(models.Model):
    """The municipality or district with the statutory duty, for days; whoever holds the ball is another matter.

    Half-open days. A later statement ends the one before; earlier ones stay readable.
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=BelongingStatus)
    area = models.ForeignKey("areas.Area", null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=BelongingSource)
    valid_from = models.DateField()
    valid_until = models.DateField(default=OPEN_ENDED_ON)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    clarification = models.ForeignKey("persons.Clarification", null=True, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(
        null=True
    )  # a later statement, from this day or an earlier one, took its place

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="persons_belonging_forwards"),
            models.CheckConstraint(
                condition=~Q(status__in=["CLEAR", "OTHER_MUNICIPALITY"]) | Q(area__isnull=False),
                name="persons_clear_belonging_names_an_area",
            ),
            ExclusionConstraint(
                name="persons_one_belonging_a_day",
                condition=Q(superseded_at=None),
                expressions=[
                    (DateRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("person", RangeOperators.EQUAL),
                ],
            ),
        ]


class Clarification(models.Model):
    """A disputed or unknown belonging settled as a matter of its own; it never touches who holds the ball.

    Open until decided. Past its deadline it stands with the coordinating unit (derived, so that it cannot be missed).
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    deadline_at = models.DateTimeField()
    own_words = models.TextField(blank=True)  # where the person says they belong
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    decided_area = models.ForeignKey("areas.Area", null=True, on_delete=models.PROTECT, related_name="+")
    decided_status = models.CharField(max_length=20, choices=BelongingStatus, blank=True)
    grounds = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(decided_at=None), name="persons_one_open_clarification"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, decided_status="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_status="") & ~Q(grounds="")),
                name="persons_decided_with_name_and_grounds",
            ),
        ]


class Claim(models.Model):
    """What a district or municipality says of a disputed belonging. A later claim stands beside the earlier."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clarification = models.ForeignKey("persons.Clarification", on_delete=models.PROTECT, related_name="claims")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=10, choices=ClaimPosition)
    grounds = models.TextField()
    claimed_at = models.DateTimeField()
    claimed_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(grounds=""), name="persons_claim_has_grounds"),
        ]


class Merge(models.Model):
    """Two records found to be one person. Undone by lifting the link; nothing was moved."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kept = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at=None), name="persons_absorbed_once"),
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="persons_not_merged_with_oneself"),
        ]


class DuplicateHint(models.Model):
    """Two records that may be one person, waiting for somebody with the right to look at both."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField()  # codes: SAME_NATIONAL_ID, SAME_BIRTH_DATE, SIMILAR_NAME, SAME_ALIAS
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    merge = models.ForeignKey("persons.Merge", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(settled_at=None), name="persons_one_hint_a_pair"
            ),
        ]

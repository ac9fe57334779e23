from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.vocabulary import Role, Sector
from rodtrad.registry.organisations.vocabulary import OrganisationKind


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def active_on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_until__gt=day)

    def units(self) -> Self:
        """Those that can hold responsibility for a person."""
        return self.filter(holds_cases=True)


class Organisation(models.Model):
    """One node of the tree. History keeps the name of its day: a new name is a new node with a predecessor.

    A unit is a node with `holds_cases`; no node of the police, a prison or another control body can be one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    abbreviation = models.CharField(max_length=20, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=30, choices=OrganisationKind)
    sector = models.CharField(max_length=20, choices=Sector)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    holds_cases = models.BooleanField(default=False)
    district_code = models.CharField(max_length=10, blank=True)
    municipality_code = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # whom to call; never a private number
    address = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400)
    valid_from = models.DateField(default=date(1900, 1, 1))
    valid_until = models.DateField(default=OPEN_ENDED_ON)
    is_example = models.BooleanField(default=False)  # made up for demonstration

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            # Target of keys that carry the sector, so that the database can refuse control bodies.
            models.UniqueConstraint(fields=["id", "sector"], name="organisations_id_and_sector"),
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_until")), name="organisations_period_forwards"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="organisations_not_own_parent"),
            models.CheckConstraint(
                condition=Q(holds_cases=False) | ~Q(sector__in=["POLICE", "JUSTICE", "CONTROL"]),
                name="organisations_control_bodies_hold_nobody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["parent"], name="organisations_by_parent")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """What an organisation became. A merger has several predecessors, a split several successors."""

    predecessor = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="organisations_succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="organisations_not_own_successor"),
        ]


class PostQuerySet(models.QuerySet["Post"]):
    def active_on(self, day: date) -> Self:
        """Posts that grant something on `day`: begun, not ended, at a unit that exists, of a user who may sign in."""
        return self.filter(
            starts_on__lte=day,
            ends_on__gt=day,
            unit__valid_from__lte=day,
            unit__valid_until__gt=day,
            user__is_active=True,
        )

    def with_role(self, *roles: Role) -> Self:
        return self.filter(roles__overlap=[role.value for role in roles])


class Post(models.Model):
    """One user at one unit for a period, with roles (FHIR PractitionerRole)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    title = models.CharField(max_length=120, blank=True)
    hpr_number = models.CharField(max_length=9, blank=True)  # health personnel register, 7 to 9 digits
    phone = models.CharField(max_length=20, blank=True)  # of the post at work
    starts_on = models.DateField()
    ends_on = models.DateField(default=OPEN_ENDED_ON)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["id", "unit"], name="organisations_post_id_and_unit"),
            # An ended post may last no day at all: begun and ended on the same date.
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="organisations_post_forwards"),
            models.CheckConstraint(condition=Q(roles__len__gt=0), name="organisations_post_has_a_role"),
            ExclusionConstraint(
                name="organisations_one_post_at_a_unit_at_a_time",
                expressions=[
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("user", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                ],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "ends_on"], name="organisations_posts_of_unit")]


class Absence(models.Model):
    """A post that is away for some days, and who stands in. `ends_on` is the first day back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    recorded_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="organisations_absence_forwards"),
            models.CheckConstraint(condition=~Q(post=F("stand_in")), name="organisations_not_own_stand_in"),
            ExclusionConstraint(
                name="organisations_one_absence_at_a_time",
                expressions=[
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("post", RangeOperators.EQUAL),
                ],
            ),
        ]


class LentAuthority(models.Model):
    """A lead lets a worker answer requests for the unit, for a dated period."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    lent_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    lent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="organisations_loan_forwards"),
            models.CheckConstraint(condition=~Q(post=F("lent_by")), name="organisations_not_lent_to_oneself"),
        ]

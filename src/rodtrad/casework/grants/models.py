from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length

from rodtrad.casework.grants.vocabulary import Basis, Relation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED

models.TextField.register_lookup(Length)


class InstantRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class GrantQuerySet(models.QuerySet["Grant"]):
    def open_at(self, at: datetime) -> Self:
        return self.filter(opened_at__lte=at, expires_at__gt=at)


class Grant(models.Model):
    """One unit may see one section of one person, on one basis, from one instant until another.

    The database refuses units of the police and other control bodies: a key carries the sector (see the
    migration) and a check refuses it. Revoking sets `expires_at`; rows are never deleted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=20, choices=Section)
    basis = models.CharField(max_length=20, choices=Basis)
    relation = models.CharField(max_length=12, choices=Relation)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    unit_sector = models.CharField(max_length=20)
    user = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    source_id = models.UUIDField()  # the period, support, request, consent or opening that caused it
    law_version = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(default=OPEN_ENDED)
    reason = models.TextField(null=True)  # noqa: DJ001 - the check below tells NULL from empty
    approved_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(unit_sector__in=["POLICE", "JUSTICE", "CONTROL"]), name="grants_never_to_control_bodies"
            ),
            models.CheckConstraint(condition=Q(opened_at__lte=F("expires_at")), name="grants_forwards"),
            models.CheckConstraint(
                condition=~Q(section__in=["LEGAL_STATUS", "PROTECTED_ADDRESS"]) | Q(basis="RESPONSIBILITY"),
                name="grants_closed_sections_by_responsibility_only",
            ),
            models.CheckConstraint(
                condition=~Q(basis="EMERGENCY")
                | Q(
                    reason__isnull=False,
                    reason__length__gte=20,
                    user__isnull=False,
                    expires_at__lte=F("opened_at") + timedelta(hours=1),
                ),
                name="grants_emergency_says_why_and_lasts_an_hour",
            ),
            ExclusionConstraint(
                name="grants_no_twins",
                expressions=[
                    (InstantRange("opened_at", "expires_at", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("person", RangeOperators.EQUAL),
                    ("section", RangeOperators.EQUAL),
                    ("basis", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("source_id", RangeOperators.EQUAL),
                ],
            ),
        ]
        indexes: ClassVar = [
            # What has expired comes last: a door that has met thousands still looks among the few it may see now.
            models.Index(
                fields=["unit", "section", "expires_at", "person"],
                include=["opened_at", "basis", "relation"],
                name="grants_list",
            ),
            models.Index(fields=["person", "section", "unit"], name="grants_door"),
            models.Index(fields=["source_id"], name="grants_source"),
        ]

    def key(self) -> tuple[object, ...]:
        """What two rows have in common when they say the same."""
        return (self.person_id, self.section, self.basis, self.relation, self.unit_id, self.source_id, self.expires_at)

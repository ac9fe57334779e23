from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.programme.forums.vocabulary import ForumKind, ItemKind, ItemState, Level, MeetingState, Outcome, Seat


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class Forum(models.Model):
    """A place where units meet: its mandate, its level, and whom it reports to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=16, choices=ForumKind)
    level = models.CharField(max_length=12, choices=Level)
    mandate = models.TextField(blank=True)
    mandate_en = models.TextField(blank=True)
    note = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    reports_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    follows_plans = models.BooleanField(default=False)  # late and declined measures come on its agenda
    opened_on = models.DateField(default=date(1900, 1, 1))
    closed_on = models.DateField(default=OPEN_ENDED_ON)
    sources = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(opened_on__lt=F("closed_on")), name="forums_forum_forwards"),
            models.CheckConstraint(condition=~Q(reports_to=F("id")), name="forums_not_its_own_superior"),
        ]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gt=day)


class Membership(models.Model):
    """An organisation sits in a forum for a period. Never a named person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=10, choices=Seat)
    starts_on = models.DateField()
    ends_on = models.DateField(default=OPEN_ENDED_ON)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="forums_membership_forwards"),
            ExclusionConstraint(
                name="forums_one_chair_at_a_time",
                condition=Q(seat="CHAIR"),
                expressions=[
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("forum", RangeOperators.EQUAL),
                ],
            ),
            ExclusionConstraint(
                name="forums_one_seat_a_unit_at_a_time",
                expressions=[
                    (DateRange("starts_on", "ends_on", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("forum", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                ],
            ),
        ]


class Rhythm(models.Model):
    """How often a forum meets, for a period. `rule` is an RRULE (RFC 5545); empty when no document says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="rhythms")
    rule = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)


class Meeting(models.Model):
    """One meeting. `sequence` counts moves, so that calendars follow."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    papers_due_on = models.DateField()
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    cancel_reason = models.CharField(max_length=400, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    approved_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of the minutes as approved

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="forums_meeting_forwards"),
            models.UniqueConstraint(fields=["forum", "starts_at"], name="forums_one_meeting_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="CANCELLED") | ~Q(cancel_reason=""), name="forums_cancelled_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="APPROVED", approved_at__isnull=False) & ~Q(approved_hash="")
                | ~Q(state="APPROVED") & Q(approved_at=None, approved_hash=""),
                name="forums_approved_is_fixed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["forum", "starts_at"], name="forums_meetings_of")]


class AgendaItem(models.Model):
    """One item of a meeting, and what is written of it in the minutes. `version` counts writings of the text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("forums.Meeting", on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ItemKind)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.OPEN)
    measure = models.ForeignKey("measures.Measure", null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("forums.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    came_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="went_to")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="forums_item_number_once", deferrable=models.Deferrable.DEFERRED
            ),
        ]


class Decision(models.Model):
    """What a meeting decided. Followed until done when its outcome asks for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    forum = models.ForeignKey("forums.Forum", on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey("forums.AgendaItem", null=True, on_delete=models.PROTECT, related_name="decisions")
    code = models.CharField(max_length=80)  # its number, such as 12/2026
    decided_on = models.DateField()
    text = models.TextField()
    text_en = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    owner = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    external_case = models.CharField(max_length=120, blank=True)
    measure = models.ForeignKey("measures.Measure", null=True, on_delete=models.PROTECT, related_name="+")
    is_from_document = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    done_text = models.TextField(blank=True)
    sources = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum", "code"], name="forums_decision_number_once"),
            models.CheckConstraint(
                condition=Q(is_from_document=True)
                | ~Q(outcome__in=["ADOPTED", "REQUESTED", "FUNDED"])
                | Q(owner__isnull=False, due_on__isnull=False),
                name="forums_decision_has_owner_and_day",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(done_text=""), name="forums_done_says_how"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(done_at=None), name="forums_decisions_open"),
        ]


class Pack(models.Model):
    """What a meeting reads beforehand: written by itself, edited by people, then frozen with its checksum."""

    meeting = models.OneToOneField("forums.Meeting", primary_key=True, on_delete=models.PROTECT, related_name="pack")
    since = models.DateTimeField()
    lead = models.TextField(blank=True)  # the secretary's own words on top
    content = models.JSONField()  # sections with lines, each with the page it opens
    snapshot = models.JSONField()  # the plans as they were, measure by measure
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(frozen_at=None, hash="") | Q(frozen_at__isnull=False) & ~Q(hash=""),
                name="forums_frozen_has_a_checksum",
            ),
        ]


class Correction(models.Model):
    """A note to approved minutes. The approved text itself stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey("forums.Meeting", on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField()
    recorded_at = models.DateTimeField()
    post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")


class CalendarLink(models.Model):
    """A post's own address to the dates of its meetings. Only its hash is kept; revoking it ends it at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post"], condition=Q(revoked_at=None), name="forums_one_link_a_post"),
        ]

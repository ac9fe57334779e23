from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.vocabulary import (
    AWAITING_ANSWER,
    CaseStatus,
    CloseReason,
    EscalationCause,
    EscalationEnd,
    MeetingCause,
    MeetingOutcome,
    MoveCause,
    PeriodKind,
    RequestEventKind,
    RequestKind,
    RequestState,
    Urgency,
)
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.periods import OPEN_ENDED

AWAITING = [state.value for state in sorted(AWAITING_ANSWER)]


class InstantRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.filter(status=CaseStatus.OPEN)

    def without_coordinator(self) -> Self:
        """In a unit lead's queue: held by a unit, but nobody is named."""
        return self.open().filter(coordinator=None)


class Case(models.Model):
    """A person's course of follow-up, and who has the ball right now.

    `unit` cannot be empty, `version` is the number of the current period, and a deferred key ties both to that
    period: zero or two owners cannot be committed. `coordinator` empty means the unit lead's queue;
    `stands_in_for` is the absent coordinator the case goes back to.
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("persons.Person", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=6, choices=CaseStatus, default=CaseStatus.OPEN)
    version = models.PositiveIntegerField(default=1)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    stands_in_for = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    held_since = models.DateTimeField()  # start of the current period
    unit_since = models.DateTimeField()  # since when this unit has held it
    held_until = models.DateTimeField(default=OPEN_ENDED)
    opened_at = models.DateTimeField()
    need = models.TextField(blank=True)  # why the person came, in a line
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=20, choices=CloseReason, blank=True)
    last_word = models.TextField(blank=True)  # to the person, on closing
    command_id = models.UUIDField(unique=True)  # opening twice with one command is one case

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(status="OPEN"), name="responsibility_one_open_case_a_person"
            ),
            models.CheckConstraint(
                condition=Q(status="CLOSED") | Q(held_until=OPEN_ENDED), name="responsibility_open_case_is_held"
            ),
            models.CheckConstraint(
                condition=Q(status="OPEN", closed_at=None, close_reason="")
                | (Q(status="CLOSED", closed_at__isnull=False) & ~Q(close_reason="")),
                name="responsibility_closed_case_has_time_and_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "coordinator"], condition=Q(status="OPEN"), name="responsibility_of_unit"),
            models.Index(fields=["coordinator"], condition=Q(status="OPEN"), name="responsibility_of_coordinator"),
            models.Index(fields=["person"], name="responsibility_of_person"),
        ]


class Period(models.Model):
    """One unit and one coordinator (or the lead's queue) hold the case from one instant to another.

    Append-only: only `ends_at` is ever changed. Edge to edge by a deferred key on the one before.
    """

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("responsibility.Case", on_delete=models.PROTECT, related_name="periods")
    seq = models.PositiveIntegerField()
    previous_seq = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=6, choices=PeriodKind, default=PeriodKind.HELD)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    stands_in_for = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(default=OPEN_ENDED)
    cause = models.CharField(max_length=20, choices=MoveCause)
    request = models.ForeignKey("responsibility.Request", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    moved_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    moved_by_job = models.CharField(max_length=60, blank=True)  # the clock, when a planned absence begins or ends
    on_behalf_of = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="responsibility_period_number_once"),
            models.UniqueConstraint(fields=["case", "seq", "ends_at"], name="responsibility_period_edge"),
            models.UniqueConstraint(fields=["case", "seq", "unit", "ends_at"], name="responsibility_period_holder"),
            models.CheckConstraint(
                condition=Q(seq=1, previous_seq=None) | Q(previous_seq=F("seq") - 1),
                name="responsibility_period_follows",
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="responsibility_period_forwards"),
            models.CheckConstraint(condition=~Q(reason=""), name="responsibility_period_says_why"),
            models.CheckConstraint(
                condition=Q(moved_by__isnull=False) | ~Q(moved_by_job=""), name="responsibility_period_says_who"
            ),
            ExclusionConstraint(
                name="responsibility_periods_do_not_overlap",
                expressions=[
                    (InstantRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("case", RangeOperators.EQUAL),
                ],
            ),
        ]


class RequestQuerySet(models.QuerySet["Request"]):
    def awaiting_answer(self) -> Self:
        return self.filter(state__in=AWAITING)

    def late_at(self, at: datetime) -> Self:
        """Derived from the deadline itself, so that a stopped clock can lose nothing."""
        return self.awaiting_answer().filter(deadline_at__lte=at)


class Request(models.Model):
    """Something one unit asks of another, with a deadline: a hand-over moves the ball, a referral does not."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=RequestKind)
    case = models.ForeignKey("responsibility.Case", on_delete=models.PROTECT, related_name="requests")
    from_unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=RequestState, default=RequestState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    urgency = models.CharField(max_length=10, choices=Urgency)
    need = models.TextField()
    own_words = models.TextField(blank=True)  # what the person says they want
    shares = ArrayField(models.CharField(max_length=20, choices=Section), default=list)
    support_days = models.PositiveSmallIntegerField(default=0)  # the sender stays beside for so long after acceptance
    proposed_coordinator = models.ForeignKey(
        "organisations.Post", null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    decline_reason = models.CharField(max_length=40, blank=True)  # code of the rulebook's list
    decline_text = models.TextField(blank=True)
    suggested_unit = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_loop = models.BooleanField(default=False)  # asks a unit that has held or refused this case since it last moved
    command_id = models.UUIDField(unique=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="HANDOVER", state__in=AWAITING),
                name="responsibility_one_open_handover_a_case",
            ),
            models.CheckConstraint(condition=~Q(need=""), name="responsibility_request_says_what_is_needed"),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="responsibility_asks_another_unit"),
            models.CheckConstraint(
                condition=Q(state="DRAFT")
                | Q(state="WITHDRAWN")
                | Q(offered_at__isnull=False, deadline_at__isnull=False, remind_at__isnull=False),
                name="responsibility_offer_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(deadline_at=None) | Q(deadline_at__gt=F("offered_at")),
                name="responsibility_deadline_after_offer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["DRAFT", *AWAITING], answered_at=None)
                | (~Q(state__in=["DRAFT", *AWAITING]) & Q(answered_at__isnull=False)),
                name="responsibility_answer_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="DECLINED") | (~Q(decline_reason="") & Q(answered_by__isnull=False)),
                name="responsibility_decline_has_name_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="REFERRAL") | ~Q(state__in=["WAITING", "STARTED", "COMPLETED", "STOPPED"]),
                name="responsibility_handover_ends_with_the_answer",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["to_unit", "deadline_at"], condition=Q(state__in=AWAITING), name="responsibility_asked"
            ),
            models.Index(fields=["from_unit"], condition=Q(state__in=AWAITING), name="responsibility_sent"),
            models.Index(fields=["deadline_at"], condition=Q(state__in=AWAITING), name="responsibility_due"),
            models.Index(fields=["case", "created_at"], name="responsibility_by_case"),
        ]


class RequestEvent(models.Model):
    """One step of a request: who, when, why. Append-only."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey("responsibility.Request", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24, choices=RequestEventKind)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_post = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    by_job = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(by_post__isnull=False) | ~Q(by_job=""), name="responsibility_event_says_who"
            ),
            # Going late and being reminded happen once, however often the clock looks.
            models.UniqueConstraint(
                fields=["request", "kind"],
                condition=Q(kind__in=["REMINDED", "WENT_LATE"]),
                name="responsibility_clock_speaks_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["request", "occurred_at"], name="responsibility_request_events")]


class Support(models.Model):
    """A unit beside the responsible one until a date: a warm hand-over. Never open-ended."""

    section = Section.BASICS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("responsibility.Case", on_delete=models.PROTECT, related_name="supports")
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reason = models.TextField()
    person_said = models.CharField(max_length=400, blank=True)  # their yes to a longer support
    started_by = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_at__lte=F("until_at")), name="responsibility_support_forwards"),
            models.CheckConstraint(condition=Q(until_at__lt=OPEN_ENDED), name="responsibility_support_has_an_end"),
            ExclusionConstraint(
                name="responsibility_support_once_at_a_time",
                expressions=[
                    (InstantRange("from_at", "until_at", RangeBoundary()), RangeOperators.OVERLAPS),
                    ("case", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                ],
            ),
        ]


class Escalation(models.Model):
    """A case lifted to a coordinating unit, with a named owner who may decide. Open until settled."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("responsibility.Case", on_delete=models.PROTECT, related_name="escalations")
    request = models.ForeignKey("responsibility.Request", on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=EscalationCause)
    unit = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")
    end = models.CharField(max_length=12, choices=EscalationEnd, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="responsibility_one_open_escalation_a_case"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="responsibility_settled_says_how",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit"], condition=Q(ended_at=None), name="responsibility_escalated_to"),
        ]


class JointMeeting(models.Model):
    """A meeting asked for after the second refusal or a change of coordinator, and whether it was held."""

    section = Section.FOLLOW_UP

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("responsibility.Case", on_delete=models.PROTECT, related_name="meetings")
    cause = models.CharField(max_length=20, choices=MeetingCause)
    proposed_on = models.DateField()
    called_at = models.DateTimeField()
    invited = ArrayField(models.UUIDField())  # units for a refusal, posts for a change of coordinator
    outcome = models.CharField(max_length=10, choices=MeetingOutcome, blank=True)
    outcome_text = models.TextField(blank=True)  # with NOT_HELD: why
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.ForeignKey("organisations.Post", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at=None)
                | Q(outcome="HELD", outcome_at__isnull=False)
                | (Q(outcome="NOT_HELD", outcome_at__isnull=False) & ~Q(outcome_text="")),
                name="responsibility_meeting_not_held_says_why",
            ),
        ]


class NightlyCheck(models.Model):
    """What a look at every case came to: the certificate that nobody was without an owner, or with two. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    checked_at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    unowned = models.PositiveIntegerField()
    doubly_owned = models.PositiveIntegerField()
    other_flaws = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-checked_at"], name="responsibility_checks_by_time")]

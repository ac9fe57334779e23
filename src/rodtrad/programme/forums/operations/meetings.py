"""When a forum meets."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.programme.forums import queries
from rodtrad.programme.forums.models import Meeting
from rodtrad.programme.forums.operations.held import check_step, writable
from rodtrad.programme.forums.permissions import check_can_write
from rodtrad.programme.forums.vocabulary import (
    MeetingState,
)
from rodtrad.registry.organisations.queries import local_day

PAPERS_DAYS = 5  # calendar days before a meeting that its papers are due


@transaction.atomic
def plan_meetings(
    forum_id: UUID, *, starts: Iterable[datetime], minutes: int, place: str = "", by: Actor, at: datetime
) -> list[Meeting]:
    """Meetings of a series, each with the day its papers are due. Refused in a closed forum."""
    forum = queries.locked_forum(forum_id)
    check_can_write(forum, by=by, on=local_day(at))
    planned = []
    for starts_at in starts:
        if not forum.opened_on <= local_day(starts_at) < forum.closed_on:
            raise DomainError(_("The forum is closed on that day, so it cannot meet."), field="first_on")
        if Meeting.objects.filter(forum=forum, starts_at=starts_at).exists():
            raise DomainError(_("The forum already meets at one of these times."), field="first_on")
        meeting = Meeting.objects.create(
            forum=forum,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            place=place.strip(),
            papers_due_on=local_day(starts_at) - timedelta(days=PAPERS_DAYS),
        )
        planned.append(meeting)
        audit.record("forums.meeting.planned", by=by, at=at, subject_id=meeting.pk)
    return planned


@transaction.atomic
def move_meeting(meeting_id: UUID, *, starts_at: datetime, by: Actor, at: datetime) -> Meeting:
    """Another time: the day of the papers moves along, and calendars follow."""
    meeting = writable(meeting_id, by=by, at=at)
    check_step(meeting, MeetingState.CANCELLED)
    meeting.ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
    meeting.starts_at, meeting.sequence = starts_at, meeting.sequence + 1
    meeting.papers_due_on = local_day(starts_at) - timedelta(days=PAPERS_DAYS)
    meeting.save(update_fields=["starts_at", "ends_at", "papers_due_on", "sequence"])
    audit.record("forums.meeting.moved", by=by, at=at, subject_id=meeting.pk)
    return meeting


@transaction.atomic
def cancel_meeting(meeting_id: UUID, *, reason: str, by: Actor, at: datetime) -> Meeting:
    meeting = writable(meeting_id, by=by, at=at)
    check_step(meeting, MeetingState.CANCELLED)
    if not reason.strip():
        raise DomainError(_("Write why the meeting is cancelled."), field="reason")
    meeting.state, meeting.cancel_reason, meeting.sequence = (
        MeetingState.CANCELLED,
        reason.strip(),
        meeting.sequence + 1,
    )
    meeting.save(update_fields=["state", "cancel_reason", "sequence"])
    audit.record("forums.meeting.cancelled", by=by, at=at, subject_id=meeting.pk)
    return meeting


@transaction.atomic
def hold_meeting(meeting_id: UUID, *, by: Actor, at: datetime) -> Meeting:
    """The meeting has been held; its minutes are a draft until they are approved."""
    meeting = writable(meeting_id, by=by, at=at)
    check_step(meeting, MeetingState.HELD)
    if meeting.starts_at > at:
        raise DomainError(_("The meeting has not begun yet."))
    meeting.state = MeetingState.HELD
    meeting.save(update_fields=["state"])
    audit.record("forums.meeting.held", by=by, at=at, subject_id=meeting.pk)
    return meeting

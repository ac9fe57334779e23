"""What an act takes hold of before it changes it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.programme.forums import queries
from rodtrad.programme.forums.models import AgendaItem, Meeting
from rodtrad.programme.forums.permissions import check_can_write
from rodtrad.programme.forums.vocabulary import (
    NEXT_STATES,
    MeetingState,
)
from rodtrad.registry.organisations.queries import local_day


def writable(meeting_id: UUID, *, by: Actor, at: datetime) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("forum").filter(pk=meeting_id).first()
    if meeting is None:
        raise NotFound(queries.NO_SUCH_MEETING)
    check_can_write(meeting.forum, by=by, on=local_day(at))
    return meeting


def writable_item(item_id: UUID, *, by: Actor, at: datetime) -> AgendaItem:
    item = (
        AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting__forum").filter(pk=item_id).first()
    )
    if item is None:
        raise NotFound(queries.NO_SUCH_MEETING)
    check_can_write(item.meeting.forum, by=by, on=local_day(at))
    check_is_open(item.meeting)
    return item


def check_is_open(meeting: Meeting) -> None:
    if meeting.state == MeetingState.APPROVED:
        raise DomainError(_("The minutes are approved and stand as they are. Write a correction instead."))
    if meeting.state == MeetingState.CANCELLED:
        raise DomainError(_("The meeting is cancelled."))


def check_step(meeting: Meeting, to: MeetingState) -> None:
    if to not in NEXT_STATES[MeetingState(meeting.state)]:
        raise DomainError(
            _("The meeting is “%(state)s”, so this cannot be done.") % {"state": meeting.get_state_display()}
        )

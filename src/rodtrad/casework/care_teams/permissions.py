"""Who may call and write in a meeting: whoever may write in the follow-up of the person."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.care_teams.models import Decision, Meeting
from rodtrad.casework.care_teams.vocabulary import DecisionKind
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.vocabulary import Role

NO_SUCH_MEETING = _("There is no such meeting among those you can open.")


def may_write(person_id: UUID, *, by: Actor, at: datetime) -> bool:
    return decide(by, person_id, Section.FOLLOW_UP, Operation.WRITE, at=at).allowed


def locked(meeting_id: UUID, *, by: Actor, at: datetime) -> Meeting:
    """A meeting that is not closed, for writing. Raises NotFound for those who may not, DomainError afterwards."""
    row = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
    if row is None or not may_write(row.person_id, by=by, at=at):
        raise NotFound(NO_SUCH_MEETING)
    if row.closed_at is not None:
        raise DomainError(_("The minutes are sent, and stay as they are. Call a new meeting."))
    return row


def asked_of_us(decision_id: UUID, *, by: Actor) -> Decision:
    """What was taken back to a leader of the actor's own unit. Raises NotFound for all others."""
    row = Decision.objects.select_for_update(of=("self",)).filter(pk=decision_id, unit=by.unit_id).first()
    leads = by.gives_care and (by.has(Role.UNIT_LEAD) or (row is not None and row.owner_id == by.post_id))
    if row is None or row.kind != DecisionKind.TAKEN_BACK or not leads:
        raise NotFound(_("There is no such question to a leader at your unit."))
    return row

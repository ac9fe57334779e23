"""Joint meetings: called after the second refusal and on a change of coordinator, and whether they were held."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility.models import Case, JointMeeting
from rodtrad.casework.responsibility.vocabulary import MeetingCause, MeetingOutcome
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound, found
from rodtrad.foundation.working_days import add_working_days
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations

PROPOSED_WITHIN = 5  # working days


def call_joint_meeting(case: Case, *, cause: MeetingCause, invited: Iterable[UUID], at: datetime) -> JointMeeting:
    """Ask for a meeting within five working days; the holder's coordinator or lead gets the task."""
    meeting = JointMeeting.objects.create(
        case=case,
        cause=cause,
        proposed_on=add_working_days(organisations.local_day(at), PROPOSED_WITHIN),
        called_at=at,
        invited=sorted(set(invited)),
    )
    inbox.send(
        "JOINT_MEETING",
        form=ItemForm.TASK,
        unit_id=case.unit_id,
        post_id=case.coordinator_id,
        reference_id=case.pk,
        about_id=case.pk,
        effect_key=f"meeting:{meeting.pk}",
        at=at,
    )
    return meeting


@transaction.atomic
def record_meeting(
    meeting_id: UUID, *, outcome: MeetingOutcome, text: str = "", by: Actor, at: datetime
) -> JointMeeting:
    """Held, or not held and why. Raises DomainError."""
    rows = JointMeeting.objects.select_for_update(of=("self",)).select_related("case")
    meeting = found(rows.filter(pk=meeting_id).first(), _("There is no such meeting at your unit."))
    if meeting.case.unit_id != by.unit_id:
        raise NotFound(_("There is no such meeting at your unit."))
    if meeting.outcome:
        raise DomainError(_("The meeting is already on record."))
    if outcome == MeetingOutcome.NOT_HELD and not text.strip():
        raise DomainError(_("Write why the meeting was not held."), field="text")
    meeting.outcome, meeting.outcome_text = outcome, text.strip()
    meeting.outcome_at, meeting.outcome_by_id = at, by.post_id
    meeting.save(update_fields=["outcome", "outcome_text", "outcome_at", "outcome_by"])
    inbox.withdraw(about_id=meeting.case_id, kinds=("JOINT_MEETING", "JOINT_MEETING_LATE"), at=at)
    audit.record(
        "responsibility.meeting.recorded", by=by, at=at, subject_id=meeting.pk, person_id=meeting.case.person_id
    )
    return meeting

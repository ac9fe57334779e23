"""Choices and the one state table that hand-overs and referrals share (domain.md 3)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseStatus(TextChoices):
    OPEN = "OPEN", _("Open")
    CLOSED = "CLOSED", _("Closed")


class PeriodKind(TextChoices):
    HELD = "HELD", _("Held")
    CLOSED = "CLOSED", _("Closed")  # fills the time between closing and reopening


class MoveCause(TextChoices):
    """Why a responsibility period began."""

    OPENED = "OPENED", _("Came in at the door")
    HANDOVER = "HANDOVER", _("Hand-over accepted")
    ASSIGNED = "ASSIGNED", _("Assigned by the coordinating unit")
    COORDINATOR_NAMED = "COORDINATOR_NAMED", _("Coordinator named")
    COORDINATOR_CHANGED = "COORDINATOR_CHANGED", _("Coordinator changed")
    COORDINATOR_LEFT = "COORDINATOR_LEFT", _("Coordinator left")
    COORDINATOR_AWAY = "COORDINATOR_AWAY", _("Coordinator away")
    STAND_IN = "STAND_IN", _("Stand-in named")
    COORDINATOR_BACK = "COORDINATOR_BACK", _("Coordinator back")
    UNIT_SUCCEEDED = "UNIT_SUCCEEDED", _("The unit was succeeded by another")
    CLOSED = "CLOSED", _("Closed")
    REOPENED = "REOPENED", _("Reopened")


class CloseReason(TextChoices):
    ORDINARY_SERVICES = "ORDINARY_SERVICES", _("Ordinary district services are in place")
    GOAL_REACHED = "GOAL_REACHED", _("The person manages on their own")
    PERSON_DECLINES = "PERSON_DECLINES", _("The person wants no more follow-up now")
    NOT_REACHED = "NOT_REACHED", _("Cannot be reached")
    MOVED_AWAY = "MOVED_AWAY", _("Moved away and taken over there")
    DIED = "DIED", _("Died")
    MERGED = "MERGED", _("Goes on in another case of the same person")


class RequestKind(TextChoices):
    HANDOVER = "HANDOVER", _("Hand-over")  # moves the ball
    REFERRAL = "REFERRAL", _("Referral")  # the ball stays


class RequestState(TextChoices):
    DRAFT = "DRAFT", _("Draft")
    OFFERED = "OFFERED", _("Offered")
    MORE_INFORMATION = "MORE_INFORMATION", _("More information asked")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    WAITING = "WAITING", _("Waiting")
    STARTED = "STARTED", _("Started")
    COMPLETED = "COMPLETED", _("Completed")
    STOPPED = "STOPPED", _("Stopped")


_ANSWERS = frozenset({RequestState.ACCEPTED, RequestState.DECLINED, RequestState.WITHDRAWN})

# Nothing expires: an offer past its deadline is late, stays with the sender, and escalates.
NEXT_STATES: dict[RequestKind, dict[RequestState, frozenset[RequestState]]] = {
    RequestKind.HANDOVER: {
        RequestState.DRAFT: frozenset({RequestState.OFFERED, RequestState.WITHDRAWN}),
        RequestState.OFFERED: _ANSWERS | {RequestState.MORE_INFORMATION},
        RequestState.MORE_INFORMATION: _ANSWERS | {RequestState.OFFERED},
        RequestState.ACCEPTED: frozenset(),
        RequestState.DECLINED: frozenset(),
        RequestState.WITHDRAWN: frozenset(),
    },
    RequestKind.REFERRAL: {
        RequestState.DRAFT: frozenset({RequestState.OFFERED, RequestState.WITHDRAWN}),
        RequestState.OFFERED: _ANSWERS | {RequestState.MORE_INFORMATION},
        RequestState.MORE_INFORMATION: _ANSWERS | {RequestState.OFFERED},
        RequestState.ACCEPTED: frozenset({RequestState.WAITING, RequestState.STARTED, RequestState.STOPPED}),
        RequestState.WAITING: frozenset({RequestState.STARTED, RequestState.STOPPED}),
        RequestState.STARTED: frozenset({RequestState.COMPLETED, RequestState.STOPPED}),
        RequestState.DECLINED: frozenset(),
        RequestState.WITHDRAWN: frozenset(),
        RequestState.COMPLETED: frozenset(),
        RequestState.STOPPED: frozenset(),
    },
}

AWAITING_ANSWER = frozenset({RequestState.OFFERED, RequestState.MORE_INFORMATION})


class Urgency(TextChoices):
    ACUTE = "ACUTE", _("Acute: today or tonight")
    HIGH = "HIGH", _("Urgent: within days")
    NORMAL = "NORMAL", _("Ordinary")


class RequestEventKind(TextChoices):
    """What happened to a request. The two last are the clock's, the others somebody's."""

    DRAFTED = "DRAFTED", _("Drafted")
    OFFERED = "OFFERED", _("Offered")
    MORE_INFORMATION_ASKED = "MORE_INFORMATION_ASKED", _("Asked for more information")
    MORE_INFORMATION_GIVEN = "MORE_INFORMATION_GIVEN", _("Gave more information")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    WAITING = "WAITING", _("Put on the waiting list")
    STARTED = "STARTED", _("Started")
    COMPLETED = "COMPLETED", _("Completed")
    STOPPED = "STOPPED", _("Stopped")
    DEADLINE_MOVED = "DEADLINE_MOVED", _("Deadline moved")
    REMINDED = "REMINDED", _("Reminded")
    WENT_LATE = "WENT_LATE", _("The deadline passed")


class EscalationCause(TextChoices):
    LATE = "LATE", _("The deadline passed without an answer")
    BOUNCED = "BOUNCED", _("Declined or left unanswered twice")


class EscalationEnd(TextChoices):
    ASSIGNED = "ASSIGNED", _("Assigned")
    ACCEPTED = "ACCEPTED", _("Accepted after all")
    WITHDRAWN = "WITHDRAWN", _("The request was withdrawn")
    STAYS = "STAYS", _("Stays where it is")
    CASE_CLOSED = "CASE_CLOSED", _("The case was closed")


class MeetingOutcome(TextChoices):
    HELD = "HELD", _("Held")
    NOT_HELD = "NOT_HELD", _("Not held")


class MeetingCause(TextChoices):
    SECOND_REFUSAL = "SECOND_REFUSAL", _("Refused twice")
    COORDINATOR_CHANGED = "COORDINATOR_CHANGED", _("New coordinator")

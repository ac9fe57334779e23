from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ForumKind(TextChoices):
    POLITICAL = "POLITICAL", _("Elected body")
    GOVERNING = "GOVERNING", _("Governing")
    WORKING = "WORKING", _("Working group")
    REFERENCE = "REFERENCE", _("Reference group")
    OPERATIVE = "OPERATIVE", _("Operative meeting")
    COOPERATION = "COOPERATION", _("Cooperation")
    PROFESSIONAL = "PROFESSIONAL", _("Professional forum")
    SEMINAR = "SEMINAR", _("Seminar")
    CONSULTATION = "CONSULTATION", _("Consultation")
    USER = "USER", _("Meeting with users")
    ONE_OFF = "ONE_OFF", _("One-off meeting")


class Level(TextChoices):
    POLITICAL = "POLITICAL", _("Political level")
    LEADERS = "LEADERS", _("Leaders")
    OPERATIVE = "OPERATIVE", _("Staff who meet people")
    MIXED = "MIXED", _("Mixed")
    SYSTEM = "SYSTEM", _("System level")
    USER = "USER", _("Users")


class Seat(TextChoices):
    CHAIR = "CHAIR", _("Chair")
    SECRETARY = "SECRETARY", _("Secretary")
    MEMBER = "MEMBER", _("Member")


class MeetingState(TextChoices):
    PLANNED = "PLANNED", _("Planned")
    HELD = "HELD", _("Held")
    APPROVED = "APPROVED", _("Minutes approved")
    CANCELLED = "CANCELLED", _("Cancelled")


NEXT_STATES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.APPROVED}),
    MeetingState.APPROVED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class ItemKind(TextChoices):
    """Why something stands on an agenda."""

    MINUTES = "MINUTES", _("Minutes of the last meeting")
    LATE_DECISION = "LATE_DECISION", _("A decision past its deadline")
    POSTPONED = "POSTPONED", _("Not finished last time")
    LATE_MEASURE = "LATE_MEASURE", _("A measure past its deadline")
    DECLINED_MEASURE = "DECLINED_MEASURE", _("A measure that a unit has declined")
    FREE = "FREE", _("Raised for this meeting")


class ItemState(TextChoices):
    OPEN = "OPEN", _("Not taken up yet")
    TREATED = "TREATED", _("Taken up")
    POSTPONED = "POSTPONED", _("To the next meeting")


class Outcome(TextChoices):
    ADOPTED = "ADOPTED", _("Adopted")
    ENDORSED = "ENDORSED", _("Endorsed")
    INFORMATION = "INFORMATION", _("For information")
    POSTPONED = "POSTPONED", _("Postponed")
    PROPOSED = "PROPOSED", _("Proposed")
    REQUESTED = "REQUESTED", _("Requested")
    CONCLUDED = "CONCLUDED", _("Concluded")
    FUNDED = "FUNDED", _("Funded")


# What somebody must follow up; the others are done when they are written.
TO_FOLLOW_UP = frozenset({Outcome.ADOPTED, Outcome.REQUESTED, Outcome.FUNDED})
MAY_CHOOSE = (Outcome.ADOPTED, Outcome.ENDORSED, Outcome.INFORMATION, Outcome.POSTPONED, Outcome.REQUESTED)

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanKind(TextChoices):
    ACTION_PLAN = "ACTION_PLAN", _("Action plan")
    FOCUS_AREAS = "FOCUS_AREAS", _("Main focus")
    DISTRICT_PLAN = "DISTRICT_PLAN", _("District action plan")
    POLICE_PLAN = "POLICE_PLAN", _("Plan of the police")
    GOALS_AND_STRATEGIES = "GOALS_AND_STRATEGIES", _("Goals and strategies")


class PlanState(TextChoices):
    DRAFT = "DRAFT", _("Draft")
    IN_FORCE = "IN_FORCE", _("In force")
    CLOSED = "CLOSED", _("Closed")


class AimKind(TextChoices):
    OVERALL = "OVERALL", _("Overall")
    MAIN_GOAL = "MAIN_GOAL", _("Main goal")
    GOAL = "GOAL", _("Goal")
    STRATEGY = "STRATEGY", _("Strategy")
    PRIORITY = "PRIORITY", _("Priority")
    FRAMEWORK = "FRAMEWORK", _("Framework set by others")
    SITUATION = "SITUATION", _("Situation")
    FOCUS = "FOCUS", _("Focus")
    RULE = "RULE", _("Rule of the plan")


class MeasureKind(TextChoices):
    CARE = "CARE", _("Help and care")
    CONTROL = "CONTROL", _("Control")
    PHYSICAL = "PHYSICAL", _("Physical surroundings")
    ACTIVITY = "ACTIVITY", _("Activity and work")


class DeadlineKind(TextChoices):
    DATE = "DATE", _("Date")
    QUARTER = "QUARTER", _("Quarter")
    MONTH = "MONTH", _("Month")
    BY = "BY", _("By")
    PERIOD = "PERIOD", _("Period")
    RUNNING = "RUNNING", _("Running")
    START = "START", _("Start")
    NOT_STATED = "NOT_STATED", _("Not stated")


# Deadlines that have a last day. The others are followed by news, not by a date.
WITH_LAST_DAY = (DeadlineKind.DATE, DeadlineKind.QUARTER, DeadlineKind.MONTH, DeadlineKind.BY, DeadlineKind.PERIOD)


class Status(TextChoices):
    """What was last told of a measure."""

    NOT_STATED = "NOT_STATED", _("Not stated")
    TO_BE_CONSIDERED = "TO_BE_CONSIDERED", _("To be considered")
    PLANNED = "PLANNED", _("Planned")
    STARTED = "STARTED", _("Started")
    UNDER_WAY = "UNDER_WAY", _("Under way")
    CONTINUED = "CONTINUED", _("Continued")
    DONE = "DONE", _("Done")
    ENDED = "ENDED", _("Ended without being done")


ENDS = frozenset({Status.DONE, Status.ENDED})
_OPEN = frozenset(Status) - ENDS
# Any open status may follow any other, since documents jump; an end is opened again only into work.
NEXT_STATES: dict[Status, frozenset[Status]] = {
    **{status: (frozenset(Status) - {status, Status.NOT_STATED}) for status in _OPEN},
    **{status: frozenset({Status.UNDER_WAY}) for status in ENDS},
}


class Answer(TextChoices):
    """What a unit has said to its part of a measure."""

    NOT_ASKED = "NOT_ASKED", _("The documents do not say")
    NOT_ANSWERED = "NOT_ANSWERED", _("Not answered")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")


class PartRole(TextChoices):
    RESPONSIBLE = "RESPONSIBLE", _("Responsible")
    WITH = "WITH", _("Together with")


class Basis(TextChoices):
    """How we know that one measure came from another."""

    STATED = "STATED", _("Stated in the source")
    OUR_READING = "OUR_READING", _("Our reading")
    CARRIED_OVER = "CARRIED_OVER", _("Carried over at the review")


class Choice(TextChoices):
    """What becomes of an open measure when its plan ends."""

    CARRIED = "CARRIED", _("Carry on as it is")
    CHANGED = "CHANGED", _("Carry on, changed")
    ENDED = "ENDED", _("End it")


class Standing(TextChoices):
    """How a measure goes: worked out, never typed."""

    LATE = "LATE", _("Late")
    DUE_SOON = "DUE_SOON", _("Due soon")
    SILENT = "SILENT", _("No news")
    NOT_STARTED = "NOT_STARTED", _("Not started")
    ON_TRACK = "ON_TRACK", _("On track")
    DONE = "DONE", _("Done")
    ENDED = "ENDED", _("Ended")
    HISTORY = "HISTORY", _("As the document says")

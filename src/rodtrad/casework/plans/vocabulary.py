"""Choices of the plan, and the table of its states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanStatus(TextChoices):
    """How far a person's right to an individual plan has come (R-04-05)."""

    ASSESSED = "ASSESSED", _("The need is assessed")
    REQUESTED = "REQUESTED", _("The person has asked for a plan")
    OFFERED = "OFFERED", _("Offered to the person")
    DECLINED = "DECLINED", _("The person does not want a plan")
    ACTIVE = "ACTIVE", _("In use")
    PAUSED = "PAUSED", _("On pause")
    ENDED = "ENDED", _("Ended")


FIRST_STATES = frozenset({PlanStatus.ASSESSED, PlanStatus.REQUESTED, PlanStatus.OFFERED})
NEXT_STATES: dict[PlanStatus, frozenset[PlanStatus]] = {
    PlanStatus.ASSESSED: frozenset({PlanStatus.OFFERED, PlanStatus.REQUESTED, PlanStatus.ENDED}),
    PlanStatus.REQUESTED: frozenset({PlanStatus.OFFERED, PlanStatus.ENDED}),
    PlanStatus.OFFERED: frozenset({PlanStatus.ACTIVE, PlanStatus.DECLINED, PlanStatus.ENDED}),
    PlanStatus.DECLINED: frozenset({PlanStatus.OFFERED, PlanStatus.REQUESTED, PlanStatus.ENDED}),
    PlanStatus.ACTIVE: frozenset({PlanStatus.PAUSED, PlanStatus.ENDED}),
    PlanStatus.PAUSED: frozenset({PlanStatus.ACTIVE, PlanStatus.ENDED}),
    PlanStatus.ENDED: frozenset(),
}
IN_USE = frozenset({PlanStatus.ACTIVE, PlanStatus.PAUSED})


class LifeArea(TextChoices):
    HOME = "HOME", _("Home")
    WORK_ACTIVITY = "WORK_ACTIVITY", _("Work and activity")
    ECONOMY = "ECONOMY", _("Economy")
    MENTAL_HEALTH = "MENTAL_HEALTH", _("Mental health")
    BODY = "BODY", _("Body")
    SUBSTANCE_USE = "SUBSTANCE_USE", _("Substance use")
    FAMILY_NETWORK = "FAMILY_NETWORK", _("Family and network")
    LEISURE = "LEISURE", _("Leisure")
    RIGHTS = "RIGHTS", _("Rights and legal matters")


class PassageKind(TextChoices):
    """What a piece of text is in the plan. Resources come before goals, goals before activities."""

    RESOURCES = "RESOURCES", _("What I can, and who is there for me")
    MATTERS = "MATTERS", _("What matters to me")
    GOAL = "GOAL", _("Goal")
    ACTIVITY = "ACTIVITY", _("What is done")
    CONTRIBUTIONS = "CONTRIBUTIONS", _("What each contributes to the work with the plan")
    COOPERATION = "COOPERATION", _("Cooperation with others that is needed or wanted")
    CRISIS_SIGNS = "CRISIS_SIGNS", _("How one notices that it is getting hard")
    CRISIS_HELPS = "CRISIS_HELPS", _("What helps")
    CRISIS_CALL = "CRISIS_CALL", _("Whom to call, with phone number")
    CRISIS_NOT = "CRISIS_NOT", _("What must not be done")


ONE_OF_A_KIND = frozenset(PassageKind) - {PassageKind.GOAL, PassageKind.ACTIVITY}
OF_THE_CRISIS_PLAN = (
    PassageKind.CRISIS_SIGNS,
    PassageKind.CRISIS_HELPS,
    PassageKind.CRISIS_CALL,
    PassageKind.CRISIS_NOT,
)


class Voice(TextChoices):
    """Whose words they are. Words of the person are quoted, never corrected."""

    PERSON = "PERSON", _("The person's own words")
    STAFF = "STAFF", _("Written by staff")
    PAPER = "PAPER", _("Typed in from paper")


class GoalState(TextChoices):
    GOING = "GOING", _("On the way")
    REACHED = "REACHED", _("Reached")
    LEFT = "LEFT", _("No longer a goal")


class ActivityState(TextChoices):
    """How far an activity has come; an application is never written as a promise (R-04-07)."""

    AGREED = "AGREED", _("Agreed")
    APPLIED = "APPLIED", _("Applied for")
    GRANTED = "GRANTED", _("Granted")
    REFUSED = "REFUSED", _("Refused")
    DONE = "DONE", _("Done")


class ContentPoint(TextChoices):
    """What the regulation asks a plan to hold: forskrift 16.12.2011 nr. 1256, section 19, letters a to i."""

    GOALS = "GOALS", _("Goals, resources and needs")
    PARTICIPANTS = "PARTICIPANTS", _("Who takes part")
    COORDINATOR = "COORDINATOR", _("Who is coordinator")
    CONTRIBUTIONS = "CONTRIBUTIONS", _("What each contributes")
    MEASURES = "MEASURES", _("What is done, and who is responsible")
    HOW = "HOW", _("How it is done")
    PERIOD = "PERIOD", _("Plan period and revision")
    CONSENT = "CONSENT", _("The person's consent")
    COOPERATION = "COOPERATION", _("Cooperation with others")

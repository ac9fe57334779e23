"""Choices of transitions, and which points each kind asks about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.stays.vocabulary import StayKind


class TransitionKind(TextChoices):
    DISCHARGE = "DISCHARGE", _("Discharge from treatment or hospital")
    RELEASE = "RELEASE", _("Release from prison")
    MOVE = "MOVE", _("Move to another district or municipality")
    HOME_TRAVEL = "HOME_TRAVEL", _("Return home to another municipality")
    END_OF_PLACE = "END_OF_PLACE", _("End of a temporary place")
    TURNING_18 = "TURNING_18", _("Turning 18")


class Point(TextChoices):
    """What is asked before somebody goes (R-07-01, R-08-03, R-09-01)."""

    HOME = "HOME", _("Place to live")
    INCOME = "INCOME", _("Income")
    MEDICATION = "MEDICATION", _("Medication")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up afterwards")
    WALKS_ALONG = "WALKS_ALONG", _("Who walks along")
    KEYS = "KEYS", _("Keys, ID and phone")
    NALOXONE = "NALOXONE", _("Naloxone, given and trained")
    OVERDOSE_TALK = "OVERDOSE_TALK", _("Talk about overdose and lower tolerance")
    DIVISION = "DIVISION", _("Who does what, from which day")
    PAYER = "PAYER", _("Who pays, for which period")
    HOUSING_FOLLOW_UP = "HOUSING_FOLLOW_UP", _("Follow-up in the home")
    PLAN = "PLAN", _("The plan")
    FIRST_APPOINTMENT = "FIRST_APPOINTMENT", _("First appointment in the new place")
    CONTACT = "CONTACT", _("Contact with the home municipality")
    SERVICES_THERE = "SERVICES_THERE", _("Help that is in place there")
    AGREEMENT = "AGREEMENT", _("What is agreed")
    MEETS = "MEETS", _("Who meets on arrival")
    TICKET = "TICKET", _("Ticket")
    PASSED_ON = "PASSED_ON", _("What child welfare passes on, by consent")


_LEAVING = (Point.HOME, Point.INCOME, Point.MEDICATION, Point.FOLLOW_UP, Point.WALKS_ALONG, Point.KEYS)
_OVERDOSE = (Point.NALOXONE, Point.OVERDOSE_TALK)
POINTS: dict[TransitionKind, tuple[Point, ...]] = {
    TransitionKind.DISCHARGE: _LEAVING + _OVERDOSE,
    TransitionKind.RELEASE: _LEAVING + _OVERDOSE,
    TransitionKind.MOVE: (
        Point.DIVISION,
        Point.PAYER,
        Point.HOUSING_FOLLOW_UP,
        Point.PLAN,
        Point.MEDICATION,
        Point.FIRST_APPOINTMENT,
    ),
    TransitionKind.HOME_TRAVEL: (
        Point.CONTACT,
        Point.SERVICES_THERE,
        Point.AGREEMENT,
        Point.HOME,
        Point.MEETS,
        Point.TICKET,
    ),
    TransitionKind.END_OF_PLACE: (Point.HOME, Point.INCOME, Point.FOLLOW_UP, Point.WALKS_ALONG, Point.KEYS),
    TransitionKind.TURNING_18: (Point.HOME, Point.INCOME, Point.FOLLOW_UP, Point.PLAN, Point.PASSED_ON),
}
# Nobody is let go of to nothing: these ask where the person will live before they can be marked as done.
ASKS_FOR_HOME = frozenset(
    {TransitionKind.DISCHARGE, TransitionKind.RELEASE, TransitionKind.HOME_TRAVEL, TransitionKind.END_OF_PLACE}
)
LOSES_TOLERANCE = frozenset({TransitionKind.DISCHARGE, TransitionKind.RELEASE})
OF_STAY = {
    StayKind.TREATMENT: TransitionKind.DISCHARGE,
    StayKind.HOSPITAL: TransitionKind.DISCHARGE,
    StayKind.PRISON: TransitionKind.RELEASE,
    StayKind.ACUTE: TransitionKind.END_OF_PLACE,
    StayKind.SHORT_TERM: TransitionKind.END_OF_PLACE,
    StayKind.REHABILITATION: TransitionKind.END_OF_PLACE,
    StayKind.CARE: TransitionKind.END_OF_PLACE,
}


class PointState(TextChoices):
    IN_PLACE = "IN_PLACE", _("In place")
    NOT_YET = "NOT_YET", _("Not yet")
    NOT_NEEDED = "NOT_NEEDED", _("Not needed")


class HomeAnswer(TextChoices):
    """Where the person will live. The two last are without a home of their own, and counted so (R-07-02)."""

    OWN_HOME = "OWN_HOME", _("Own home")
    PLACE = "PLACE", _("A place with follow-up, or an institution")
    WITH_OTHERS = "WITH_OTHERS", _("With friends or family, for a while")
    ACUTE_PLACE = "ACUTE_PLACE", _("An acute place")


WITHOUT_OWN_HOME = frozenset({HomeAnswer.WITH_OTHERS, HomeAnswer.ACUTE_PLACE})


class TransitionEnd(TextChoices):
    DONE = "DONE", _("It has happened")
    LEFT = "LEFT", _("Left unplanned")
    CALLED_OFF = "CALLED_OFF", _("Called off")


class EventKind(TextChoices):
    """What the thread tells of a transition."""

    PLANNED = "PLANNED", _("Planned")
    DATE_MOVED = "DATE_MOVED", _("Moved to another day")
    OVERRIDDEN = "OVERRIDDEN", _("Went ahead without a place to live")
    DONE = "DONE", _("It has happened")
    LEFT = "LEFT", _("Left unplanned")
    CALLED_OFF = "CALLED_OFF", _("Called off")


class Side(TextChoices):
    """Whose view it is (R-07-06)."""

    PERSON = "PERSON", _("The person")
    DISTRICT = "DISTRICT", _("Those who have the ball")
    PLACE = "PLACE", _("The place they leave")


class Readiness(TextChoices):
    READY = "READY", _("Ready")
    NOT_READY = "NOT_READY", _("Not ready")
    DID_NOT_SAY = "DID_NOT_SAY", _("Did not want to say")


class WindowCause(TextChoices):
    """What the opioid-free period was, or the overdose that tells of lower tolerance."""

    DISCHARGE = "DISCHARGE", _("After treatment or hospital")
    RELEASE = "RELEASE", _("After prison")
    LEFT = "LEFT", _("Left treatment unplanned")
    OVERDOSE = "OVERDOSE", _("After an overdose")

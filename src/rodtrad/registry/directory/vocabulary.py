"""What an entry of the directory can say. Stored values are codes; the words are for the screen."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ServiceStatus(TextChoices):
    """Where an entry is in its life. Stale is no state: it follows from the day it must be confirmed by."""

    DRAFT = "DRAFT", _("Draft")
    PLANNED = "PLANNED", _("Planned")
    PUBLISHED = "PUBLISHED", _("Published")
    PAUSED = "PAUSED", _("Closed for a time")
    ENDED = "ENDED", _("Closed for good")


S = ServiceStatus
NEXT_STATES: dict[ServiceStatus, frozenset[ServiceStatus]] = {
    S.DRAFT: frozenset({S.PLANNED, S.PUBLISHED, S.ENDED}),
    S.PLANNED: frozenset({S.PUBLISHED, S.ENDED}),
    S.PUBLISHED: frozenset({S.PAUSED, S.ENDED}),
    S.PAUSED: frozenset({S.PUBLISHED, S.ENDED}),
    S.ENDED: frozenset(),
}
# What anybody may see. A draft is its owner's own; what is closed for good stays, so that old links say what came instead.
SHOWN = (S.PLANNED, S.PUBLISHED, S.PAUSED, S.ENDED)


class LifeArea(TextChoices):
    """The areas of an individual plan, and the way in to all of them."""

    WAY_IN = "WAY_IN", _("The way in")
    HOME = "HOME", _("A place to live")
    WORK_ACTIVITY = "WORK_ACTIVITY", _("Work and activity")
    ECONOMY = "ECONOMY", _("Money")
    MENTAL_HEALTH = "MENTAL_HEALTH", _("Mental health")
    BODY = "BODY", _("Body and health")
    SUBSTANCE_USE = "SUBSTANCE_USE", _("Drugs and alcohol")
    FAMILY_NETWORK = "FAMILY_NETWORK", _("Family and friends")
    LEISURE = "LEISURE", _("Leisure")
    RIGHTS = "RIGHTS", _("Rights")


class Gender(TextChoices):
    ALL = "ALL", _("Everybody")
    WOMEN = "WOMEN", _("Women only")
    MEN = "MEN", _("Men only")


class Substance(TextChoices):
    """The rule of the house about drugs and alcohol."""

    ACTIVE_USE = "ACTIVE_USE", _("For people who use drugs")
    SUBSTANCE_FREE = "SUBSTANCE_FREE", _("Substance-free place")
    NOT_STATED = "NOT_STATED", _("Drug rule not stated")


class Entrance(TextChoices):
    """How one comes in."""

    LOW_THRESHOLD = "LOW_THRESHOLD", _("Just come, no referral")
    REFERRAL = "REFERRAL", _("By referral or decision")
    NOT_STATED = "NOT_STATED", _("Way in not stated")


class Price(TextChoices):
    FREE = "FREE", _("Free")
    PAID = "PAID", _("Costs something")
    NOT_STATED = "NOT_STATED", _("Price not stated")


class TargetGroup(TextChoices):
    YOUTH = "YOUTH", _("Young people")
    CHILDREN = "CHILDREN", _("Children")
    PREGNANT = "PREGNANT", _("Pregnant women")
    NEXT_OF_KIN = "NEXT_OF_KIN", _("Next of kin")
    OTHER_MUNICIPALITY = "OTHER_MUNICIPALITY", _("People from other municipalities")
    FORMER_USE = "FORMER_USE", _("People who have stopped using")
    DUAL_DIAGNOSIS = "DUAL_DIAGNOSIS", _("Drugs and mental illness")
    SEVERE_MENTAL_ILLNESS = "SEVERE_MENTAL_ILLNESS", _("Severe mental illness")
    EXPOSED_TO_VIOLENCE = "EXPOSED_TO_VIOLENCE", _("People exposed to violence")


class CapacityUnit(TextChoices):
    BEDS = "BEDS", _("beds")
    FLATS = "FLATS", _("flats")
    SEATS = "SEATS", _("places")
    CLIENTS = "CLIENTS", _("people in follow-up")
    VISITS_PER_DAY = "VISITS_PER_DAY", _("visits a day")
    TALKS_PER_DAY = "TALKS_PER_DAY", _("talks a day")
    JOURNEYS_PER_DAY = "JOURNEYS_PER_DAY", _("journeys a day")
    STAFF_OUT = "STAFF_OUT", _("staff out")


class HoursKind(TextChoices):
    OPEN = "OPEN", pgettext_lazy("hours", "Open")
    BY_APPOINTMENT = "BY_APPOINTMENT", _("By appointment")
    PHONE = "PHONE", _("By phone")


class HolidayPolicy(TextChoices):
    CLOSED = "CLOSED", _("Closed on public holidays")
    AS_USUAL = "AS_USUAL", _("As on other days")
    ROWS = "ROWS", _("Own hours on public holidays")


class IsoWeek(TextChoices):
    EVERY = "", _("Every week")
    ODD = "ODD", _("Odd weeks")
    EVEN = "EVEN", _("Even weeks")


class OpeningDay(IntegerChoices):
    """ISO order from 0, and a day of its own for public holidays."""

    MONDAY = 0, pgettext_lazy("on its own", "Monday")
    TUESDAY = 1, pgettext_lazy("on its own", "Tuesday")
    WEDNESDAY = 2, pgettext_lazy("on its own", "Wednesday")
    THURSDAY = 3, pgettext_lazy("on its own", "Thursday")
    FRIDAY = 4, pgettext_lazy("on its own", "Friday")
    SATURDAY = 5, pgettext_lazy("on its own", "Saturday")
    SUNDAY = 6, pgettext_lazy("on its own", "Sunday")
    PUBLIC_HOLIDAY = 7, _("Public holidays")


class Openness(TextChoices):
    """The three answers to "is it open?"."""

    OPEN = "OPEN", _("Open now")
    CLOSED = "CLOSED", _("Closed now")
    UNKNOWN = "UNKNOWN", _("Not certain")

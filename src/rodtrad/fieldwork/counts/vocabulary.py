"""Words of the counts. Stored values are English codes; a table of states says what may follow on what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SceneStatus(TextChoices):
    """What a zone is at a time, as a dated and sourced judgement."""

    HEAVIEST_SCENE = "HEAVIEST_SCENE", _("The heaviest open scene")
    OPEN_SCENE = "OPEN_SCENE", _("Open scene")
    WATCHED = "WATCHED", _("Watched")
    PASSAGE = "PASSAGE", _("A place people pass through")
    NOT_OPEN_SCENE = "NOT_OPEN_SCENE", _("No longer an open scene")


# Quiet zones: when one of these grows, somebody is told.
QUIET = frozenset({SceneStatus.WATCHED, SceneStatus.PASSAGE, SceneStatus.NOT_OPEN_SCENE})


class WatchState(TextChoices):
    """How a quiet zone stands. Without counts it is blind, which is not calm."""

    GROWING = "GROWING", _("Grows again")
    BLIND = "BLIND", _("Blind: nobody counts here")
    TOO_FEW = "TOO_FEW", _("Too few rounds to judge")
    PAUSED = "PAUSED", _("Alarm is off")
    CALM = "CALM", _("Calm")


class Slot(TextChoices):
    DAY = "DAY", _("Day")
    EVENING = "EVENING", _("Evening")


class Gender(TextChoices):
    """As it looked to the counter; nobody is asked."""

    WOMEN = "W", _("Woman")
    MEN = "M", _("Man")
    UNSURE = "U", _("Unsure")


class Coverage(TextChoices):
    """How much of the zone was walked. A visit that found nobody is COUNTED with 0; no visit is NOT_COUNTED."""

    COUNTED = "COUNTED", _("The whole zone")
    PARTIAL = "PARTIAL", _("A part of the zone")
    NOT_COUNTED = "NOT_COUNTED", _("Not counted")


class CellStatus(TextChoices):
    """What is known of a zone for one round or one period; the first two are Coverage's, the rest come from the calendar."""

    COUNTED = "counted", _("Counted")
    NOT_COUNTED = "not_counted", _("Not counted")
    PARTIAL = "partial", _("Counted in part")
    UNKNOWN = "unknown", _("No answer")
    NOT_ESTABLISHED = "not_established", _("Not yet a zone of the count")
    CLOSED = "closed", _("No longer a zone of the count")


class Reason(TextChoices):
    """Why a zone was not walked, or not all of it."""

    WEATHER = "WEATHER", _("Weather")
    STAFF = "STAFF", _("Too few at work")
    TIME = "TIME", _("No time")
    SAFETY = "SAFETY", _("Not safe")
    CLOSED_OFF = "CLOSED_OFF", _("The place was closed off")
    URGENT = "URGENT", _("Somebody needed help")
    OTHER = "OTHER", _("Something else")


class Weather(TextChoices):
    DRY = "DRY", _("Dry")
    RAIN = "RAIN", _("Rain")
    SNOW = "SNOW", _("Snow")
    COLD = "COLD", _("Below freezing")


class Presence(TextChoices):
    """Whether police were in the zone. They bend the number, so it is always asked."""

    YES = "YES", _("Yes")
    NO = "NO", _("No")
    UNKNOWN = "UNKNOWN", _("Do not know")


class RoundState(TextChoices):
    PLANNED = "PLANNED", _("Planned")
    UNDER_WAY = "UNDER_WAY", _("Under way")
    TO_REVIEW = "TO_REVIEW", _("Waits for review")
    SENT_BACK = "SENT_BACK", _("Sent back")
    APPROVED = "APPROVED", _("Approved")
    CANCELLED = "CANCELLED", _("Called off")


NEXT_STATES: dict[RoundState, frozenset[RoundState]] = {
    RoundState.PLANNED: frozenset({RoundState.UNDER_WAY, RoundState.TO_REVIEW, RoundState.CANCELLED}),
    RoundState.UNDER_WAY: frozenset({RoundState.TO_REVIEW}),
    RoundState.TO_REVIEW: frozenset({RoundState.APPROVED, RoundState.SENT_BACK}),
    RoundState.SENT_BACK: frozenset({RoundState.TO_REVIEW}),
    RoundState.APPROVED: frozenset({RoundState.TO_REVIEW}),  # taps came from a phone that had no network
    RoundState.CANCELLED: frozenset(),
}


class Way(TextChoices):
    """How a tally came in."""

    PHONE = "PHONE", _("From the phone")
    PAPER = "PAPER", _("From paper")
    LOADED = "LOADED", _("Loaded from an earlier count")
    CORRECTED = "CORRECTED", _("Corrected")


class Verdict(TextChoices):
    APPROVED = "APPROVED", _("Approved")
    SENT_BACK = "SENT_BACK", _("Sent back")


class Measure(TextChoices):
    """How the rounds of a season become one number. Numbers of different measures are never added or drawn as one line."""

    MEAN_DAY_EVENING = "MEAN_DAY_EVENING", _("Mean of day and evening")
    MEAN_PER_SLOT = "MEAN_PER_SLOT", _("Mean per day and per evening")
    MEAN_PER_ROUND = "MEAN_PER_ROUND", _("Mean per round")
    MEAN_UNSPECIFIED = "MEAN_UNSPECIFIED", _("Mean, method not stated")
    SUM_OF_ROUNDS = "SUM_OF_ROUNDS", _("Sum of all rounds")
    PEAK = "PEAK", _("Highest observed")
    ESTIMATE = "ESTIMATE", _("Estimate")
    REGISTERED_PERSONS = "REGISTERED_PERSONS", _("Registered persons")
    UNKNOWN = "UNKNOWN", _("Unknown")


class Qualifier(TextChoices):
    """How exactly a published figure was stated. With anything but EXACT no midpoint is made up."""

    EXACT = "EXACT", _("exactly")
    RANGE = "RANGE", _("from, to")
    UP_TO = "UP_TO", _("up to")
    AT_LEAST = "AT_LEAST", _("at least")
    ABOUT = "ABOUT", _("about")


class SightingKind(TextChoices):
    GATHERED = "GATHERED", _("People gathered")
    USE = "USE", _("Use in the open")
    SALE = "SALE", _("Sale in the open")
    CAMP = "CAMP", _("People sleep here")


class GroupSize(TextChoices):
    """One single person is an encounter, not a sighting."""

    FEW = "FEW", _("2 to 4")
    SOME = "SOME", _("5 to 9")
    MANY = "MANY", _("10 to 19")
    CROWD = "CROWD", _("20 or more")

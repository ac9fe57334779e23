from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Place(TextChoices):
    ROOM = "ROOM", _("In the consumption room")
    STREET = "STREET", _("Outdoors")
    HOME = "HOME", _("In somebody's home")
    HOUSE = "HOUSE", _("In a house or institution")
    OTHER = "OTHER", _("Another place")


class Substance(TextChoices):
    """Groups, not street names; alcohol is one of them (R-13-09)."""

    HEROIN = "HEROIN", _("Heroin")
    SYNTHETIC_OPIOID = "SYNTHETIC_OPIOID", _("Synthetic opioid")
    OTHER_OPIOID = "OTHER_OPIOID", _("Another opioid")
    BENZODIAZEPINE = "BENZODIAZEPINE", _("Benzodiazepine")
    GHB = "GHB", _("GHB")
    STIMULANT = "STIMULANT", _("Stimulant")
    ALCOHOL = "ALCOHOL", _("Alcohol")
    NEW_PSYCHOACTIVE = "NEW_PSYCHOACTIVE", _("New psychoactive substance")
    MIXED = "MIXED", _("Mixed, not known which")
    UNKNOWN = "UNKNOWN", _("Not known")


class Cause(TextChoices):
    OPIOID_FREE = "OPIOID_FREE", _("After a time without opioids")
    CONDITION = "CONDITION", _("Poor general condition")
    STRONG_BATCH = "STRONG_BATCH", _("A strong batch")
    HIGHER_DOSE = "HIGHER_DOSE", _("A higher dose")
    MIXED_USE = "MIXED_USE", _("Several substances at once")
    ALONE = "ALONE", _("Used alone")
    UNKNOWN = "UNKNOWN", _("Not known")


class Help(TextChoices):
    TALKED = "TALKED", _("Talked to and watched")
    OXYGEN = "OXYGEN", _("Oxygen or help to breathe")
    NALOXONE = "NALOXONE", _("Naloxone")
    AMBULANCE = "AMBULANCE", _("Ambulance called")


class Outcome(TextChoices):
    """How it ended at the place. A death follows its own routine and is never a figure at once (R-13-02)."""

    RECOVERED = "RECOVERED", _("Came to, and stayed or left")
    TO_HOSPITAL = "TO_HOSPITAL", _("Taken along by the ambulance")
    DIED = "DIED", _("Died")
    UNKNOWN = "UNKNOWN", _("Not known")


class StepKind(TextChoices):
    """What prevents the next one (R-13-04)."""

    TALK = "TALK", _("Talk about overdose")
    CRISIS_PLAN = "CRISIS_PLAN", _("Crisis plan")
    NALOXONE_GIVEN = "NALOXONE_GIVEN", _("Naloxone given")
    NALOXONE_TRAINED = "NALOXONE_TRAINED", _("Trained in using naloxone")
    CARD_113 = "CARD_113", _("113 card")
    FIRST_AID = "FIRST_AID", _("First aid")
    MOTIVATION = "MOTIVATION", _("Talk about substitution treatment")

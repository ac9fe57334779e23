from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.vocabulary import Section


class ConsentForm(TextChoices):
    """How the yes was given. Nothing is ticked in advance, and staff never say yes for the person."""

    SPOKEN = "SPOKEN", _("Said aloud, and written down here")
    WRITTEN = "WRITTEN", _("Signed on paper")
    PORTAL = "PORTAL", _("By the person, on their own pages")


class Capacity(TextChoices):
    """Whether the person could take in what they said yes to."""

    CLEAR = "CLEAR", _("The person understood what it means")
    IN_DOUBT = "IN_DOUBT", _("I am in doubt")


class ConsentPurpose(TextChoices):
    """What the sharing is for, as the person reads it."""

    COOPERATE = "COOPERATE", _("so that we can work together")
    PLAN = "PLAN", _("to make and follow the plan together")
    TREATMENT = "TREATMENT", _("to give treatment")
    HOUSING = "HOUSING", _("to find and keep a place to live")
    TRANSITION = "TRANSITION", _("for a planned move from one place to another")


class BlockCause(TextChoices):
    WISH = "WISH", _("The person wants it")
    CONFLICT = "CONFLICT", _("The worker is too close to the person")


# What a consent may open (policy rows A07 and A08). Basics come along: whoever reads a plan knows whose it is.
MAY_BE_SHARED = (
    Section.FOLLOW_UP,
    Section.PLAN,
    Section.HEALTH,
    Section.STAYS,
    Section.IDENTITY,
    Section.RELATIVES,
)
MAY_BE_BLOCKED = (Section.BASICS, *MAY_BE_SHARED)
LONGEST_DAYS = 365
LONGEST_DAYS_IN_DOUBT = 30
# The text the person was given; a changed text gets a new name and the old one stays in data/texts.yaml.
TEXT_VERSION = "2026-01"
TEXT_LANGUAGES = ("nb", "nn", "en")

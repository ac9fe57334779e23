from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """What the discussion is about, so that it is found again without a name."""

    HOUSING = "HOUSING", _("A place to live")
    HEALTH_CARE = "HEALTH_CARE", _("Health and treatment")
    MONEY = "MONEY", _("Money and papers")
    SAFETY = "SAFETY", _("Safety and violence")
    FAMILY = "FAMILY", _("Family and children")
    COOPERATION = "COOPERATION", _("Who should do what")
    OTHER = "OTHER", _("Something else")


class MarkKind(TextChoices):
    """What in a text may tell who it is about."""

    NUMBER = "NUMBER", _("looks like a national number")
    DATE = "DATE", _("looks like a date of birth")
    PHONE = "PHONE", _("looks like a phone number")
    EMAIL = "EMAIL", _("looks like an e-mail address")
    ADDRESS = "ADDRESS", _("looks like an address")
    CODE = "CODE", _("looks like somebody's short code")
    NAME = "NAME", _("looks like a name")
    ON_FILE = "ON_FILE", _("is the name of somebody you follow up")

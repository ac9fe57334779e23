from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    """The parts of a person's record that are opened one by one (domain.md 4)."""

    BASICS = "BASICS", _("Basics")
    IDENTITY = "IDENTITY", _("Identity")
    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    PLAN = "PLAN", _("Plan")
    HEALTH = "HEALTH", _("Health")
    STAYS = "STAYS", _("Stays")
    RELATIVES = "RELATIVES", _("Relatives")
    CONCERNS = "CONCERNS", _("Concerns")
    LEGAL_STATUS = "LEGAL_STATUS", _("Legal status of stay")
    PROTECTED_ADDRESS = "PROTECTED_ADDRESS", _("Protected address")


CLOSED_SECTIONS = frozenset({Section.LEGAL_STATUS, Section.PROTECTED_ADDRESS})


class IdentityLevel(TextChoices):
    ANONYMOUS = "ANONYMOUS", _("Anonymous")
    ALIAS = "ALIAS", _("Known by a chosen name")
    IDENTIFIED = "IDENTIFIED", _("Identified")


class BirthPrecision(TextChoices):
    DAY = "DAY", _("Exact day")
    MONTH = "MONTH", _("Month")
    YEAR = "YEAR", _("Year")
    ESTIMATED = "ESTIMATED", _("Estimated year")


class Gender(TextChoices):
    WOMAN = "WOMAN", _("Woman")
    MAN = "MAN", _("Man")
    OTHER = "OTHER", _("Other")
    UNKNOWN = "UNKNOWN", _("Not known")


class NationalIdKind(TextChoices):
    FNR = "FNR", _("National identity number")
    DNR = "DNR", _("D-number")
    SYNTHETIC_FNR = "SYNTHETIC_FNR", _("Synthetic test number")
    SYNTHETIC_DNR = "SYNTHETIC_DNR", _("Synthetic D-number")
    HNR = "HNR", _("H-number")
    COMMON_AID = "COMMON_AID", _("Common aid number")


class BelongingStatus(TextChoices):
    CLEAR = "CLEAR", _("Clear")
    DISPUTED = "DISPUTED", _("Disputed")
    UNKNOWN = "UNKNOWN", _("Unknown")
    OTHER_MUNICIPALITY = "OTHER_MUNICIPALITY", _("Other municipality")
    NO_LEGAL_STAY = "NO_LEGAL_STAY", _("No legal stay")


class BelongingSource(TextChoices):
    REGISTER = "REGISTER", _("Population register")
    OWN_STATEMENT = "OWN_STATEMENT", _("What the person says")
    DECISION = "DECISION", _("Decision")


class ClaimPosition(TextChoices):
    OURS = "OURS", _("Belongs here")
    NOT_OURS = "NOT_OURS", _("Does not belong here")


class ProtectionGrade(TextChoices):
    CONFIDENTIAL = "CONFIDENTIAL", _("Confidential address")  # kode 7
    STRICTLY_CONFIDENTIAL = "STRICTLY_CONFIDENTIAL", _("Strictly confidential address")  # kode 6

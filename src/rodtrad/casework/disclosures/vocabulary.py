from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.vocabulary import Section


class Means(TextChoices):
    """How it reached the recipient."""

    SEALED_PAPER = "SEALED_PAPER", _("On paper, in a sealed envelope")
    SECURE_CHANNEL = "SECURE_CHANNEL", _("By the secure channel between the bodies")
    SPOKEN = "SPOKEN", _("Told aloud or by phone")


WRITTEN = (Means.SEALED_PAPER, Means.SECURE_CHANNEL)
# What a letter can be made of. Health has no row of the policy that exports it; concerns and the closed never leave.
MAY_BE_SENT = (Section.BASICS, Section.IDENTITY, Section.FOLLOW_UP, Section.PLAN, Section.STAYS)
MAY_BE_TOLD = (*MAY_BE_SENT, Section.HEALTH, Section.RELATIVES)
NEVER_OUT = (Section.CONCERNS, *(Section.LEGAL_STATUS, Section.PROTECTED_ADDRESS))

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    CARE_TEAM = "CARE_TEAM", _("Care team")
    TRANSFER = "TRANSFER", _("Transfer between units")
    FAMILY_COUNCIL = "FAMILY_COUNCIL", _("Family group conference")
    YOUNG = "YOUNG", _("Care team of somebody under 18")


class Authority(TextChoices):
    """Whether somebody at a meeting may decide for their unit; asked before it starts (R-04-02)."""

    NOT_SAID = "NOT_SAID", _("Not said yet")
    MAY_DECIDE = "MAY_DECIDE", _("May decide")
    MAY_NOT = "MAY_NOT", _("May not decide")


class DecisionKind(TextChoices):
    DECIDED = "DECIDED", _("Decided")
    TAKEN_BACK = "TAKEN_BACK", _("Taken back to a leader")


LARGE_TEAM = 5  # more members than this, and the page asks gently whether the point needs them all (R-04-12)

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DutyEnd(TextChoices):
    """Why nobody has to offer any longer."""

    OFFERED = "OFFERED", _("Offered to the district")
    HELD_THERE = "HELD_THERE", _("The district has the responsibility")
    BELONGS_ELSEWHERE = "BELONGS_ELSEWHERE", _("The belonging was changed")
    CASE_CLOSED = "CASE_CLOSED", _("The case was closed")

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskSource(TextChoices):
    """What made the task. The day each of them sets is theirs to explain."""

    BY_HAND = "BY_HAND", _("Written by hand")
    ENCOUNTER = "ENCOUNTER", _("An encounter")
    PLAN = "PLAN", _("The plan")
    MEETING = "MEETING", _("A meeting")
    INPATIENT = "INPATIENT", _("A bed elsewhere")
    TRANSITION = "TRANSITION", _("A transition")
    TOLERANCE = "TOLERANCE", _("Days after an opioid-free period")


class TaskEnd(TextChoices):
    DONE = "DONE", _("Done")
    DROPPED = "DROPPED", _("No longer needed")

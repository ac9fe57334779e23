from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ItemForm(TextChoices):
    NOTICE = "NOTICE", _("Notice")  # must be seen by a named person
    TASK = "TASK", _("Task")  # must be done by a named person


class ClimbLevel(TextChoices):
    POST = "POST", _("The person it is for")
    LEAD = "LEAD", _("The unit's lead")
    COORDINATING_UNIT = "COORDINATING_UNIT", _("The coordinating unit")

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PageKind(TextChoices):
    ROUTINE = "ROUTINE", _("Routine")
    STANDARD = "STANDARD", _("Standard")
    BEHAVIOUR = "BEHAVIOUR", _("House rules")
    METHOD = "METHOD", _("Method")

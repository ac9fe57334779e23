from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rhythm(TextChoices):
    MONTHLY = "MONTHLY", _("Every month")
    QUARTERLY = "QUARTERLY", _("Every quarter")
    YEARLY = "YEARLY", _("Every year")
    BEFORE_MEETING = "BEFORE_MEETING", _("Before each meeting of a forum")

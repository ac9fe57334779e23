from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AreaKind(TextChoices):
    MUNICIPALITY = "MUNICIPALITY", _("Municipality")
    DISTRICT = "DISTRICT", _("City district")
    OTHER = "OTHER", _("Area outside the districts")

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalBasisKind(TextChoices):
    """Two questions that are never one: may it be said, and may it be recorded."""

    CONFIDENTIALITY = "CONFIDENTIALITY", _("Release from confidentiality")
    PROCESSING = "PROCESSING", _("Basis for recording")
    LIMIT = "LIMIT", _("Limit or right")  # what refuses, and what the person may claim

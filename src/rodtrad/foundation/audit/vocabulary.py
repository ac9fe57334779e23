from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    ACT = "ACT", _("Act")
    READ = "READ", _("Opening")
    LIST = "LIST", _("Search hit")
    EXPORT = "EXPORT", _("Export")
    REFUSAL = "REFUSAL", _("Refusal")
    LOG_READ = "LOG_READ", _("Reading of the log")


class Outcome(TextChoices):
    DONE = "DONE", _("Done")
    REFUSED = "REFUSED", _("Refused")

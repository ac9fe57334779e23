from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What became of a command. All three are final: the phone may forget it."""

    DONE = "DONE", _("Done")
    REFUSED = "REFUSED", _("Could not be done")


class Answer(TextChoices):
    """What the server says of a command that is not final: the phone keeps it."""

    RENUMBER = "RENUMBER", _("Another phone uses this number")
    DAMAGED = "DAMAGED", _("Damaged on the way")


# Kinds of commands. SEALED is kept open for encounters that are encrypted on the phone; nothing writes it yet.
KINDS = ("BEGIN", "TAP", "FINISH", "SIGHTING", "HANDOUT")

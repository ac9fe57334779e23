from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """Languages the person's own pages have. A new one is a catalogue and a line here."""

    NB = "nb", "Bokmål"  # each in its own language, so that those who need it find it
    NN = "nn", "Nynorsk"
    EN = "en", "English"


class KnownBy(TextChoices):
    """How the worker made sure that the sheet reaches the right person."""

    WELL_KNOWN = "WELL_KNOWN", _("We know the person from before")
    SHOWED_ID = "SHOWED_ID", _("The person showed identification")


class SheetEnd(TextChoices):
    """Why a sheet cannot be used any more, apart from having been used or having run out."""

    REVOKED = "REVOKED", _("Stopped")
    REPLACED = "REPLACED", _("Replaced by a new sheet")
    LOCKED = "LOCKED", _("Stopped after too many wrong tries")


class VisitEnd(TextChoices):
    SIGNED_OUT = "SIGNED_OUT", _("Logged out")
    REVOKED = "REVOKED", _("Stopped, since the sheet was stopped")
    LOCKED = "LOCKED", _("Stopped after too many wrong tries")


class MatterKind(TextChoices):
    """What the person asks of a unit. The law's own deadline is a month (GDPR art. 12 no. 3); ours are shorter."""

    WHY = "WHY", _("Why did you look?")
    CORRECTION = "CORRECTION", _("Something is wrong")
    OBJECTION = "OBJECTION", _("Stop using something")
    ERASURE = "ERASURE", _("Delete something")


class MatterOutcome(TextChoices):
    EXPLAINED = "EXPLAINED", _("Explained")
    DONE = "DONE", _("Done as you asked")
    PARTLY = "PARTLY", _("Partly done")
    NOT_DONE = "NOT_DONE", _("Not done")


OUTCOMES = {
    MatterKind.WHY: (MatterOutcome.EXPLAINED,),
    MatterKind.CORRECTION: (MatterOutcome.DONE, MatterOutcome.PARTLY, MatterOutcome.NOT_DONE),
    MatterKind.OBJECTION: (MatterOutcome.DONE, MatterOutcome.PARTLY, MatterOutcome.NOT_DONE),
    MatterKind.ERASURE: (MatterOutcome.DONE, MatterOutcome.PARTLY, MatterOutcome.NOT_DONE),
}

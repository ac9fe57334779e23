from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EncounterKind(TextChoices):
    OUTREACH = "OUTREACH", _("Out in the city")
    RECEPTION = "RECEPTION", _("At the door")
    PHONE = "PHONE", _("On the phone")
    VISIT = "VISIT", _("At home or where they stay")
    ACTIVITY = "ACTIVITY", _("An activity together")


class Given(TextChoices):
    """What was handed over, as counts for the service. Never substances."""

    TALK = "TALK", _("A talk")
    FOOD = "FOOD", _("Food or drink")
    CLOTHES = "CLOTHES", _("Clothes or a blanket")
    EQUIPMENT = "EQUIPMENT", _("Clean equipment")
    NALOXONE = "NALOXONE", _("Naloxone with training")
    CARD_113 = "CARD_113", _("113 card")
    FIRST_AID = "FIRST_AID", _("First aid or wound care")
    WALKED_ALONG = "WALKED_ALONG", _("Walked along somewhere")
    INFORMATION = "INFORMATION", _("Whom to call")


class AgeBand(TextChoices):
    """How old somebody without a name looks; the same bands as the count in the city."""

    UNDER_18 = "UNDER_18", _("Under 18")
    FROM_18_TO_25 = "FROM_18_TO_25", _("18 to 25")
    OVER_25 = "OVER_25", _("Over 25")
    FROM_65 = "FROM_65", _("65 or older")


class Ending(TextChoices):
    """Every encounter ends in one of these (R-14-01)."""

    REQUEST = "REQUEST", _("Wants help now")
    TASK = "TASK", _("We have promised to do something")
    OPEN_DOOR = "OPEN_DOOR", _("Wants no help now; the door is open")
    NOT_REACHED = "NOT_REACHED", _("Not reached: we tried")

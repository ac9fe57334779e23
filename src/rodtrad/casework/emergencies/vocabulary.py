from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EmergencyCode(TextChoices):
    DANGER_TO_LIFE = "DANGER_TO_LIFE", _("Danger to life or health")
    OVERDOSE = "OVERDOSE", _("Overdose, or the hours after one")
    OWN_LIFE = "OWN_LIFE", _("May take their own life")
    CHILD = "CHILD", _("A child is in danger")
    CANNOT_ANSWER = "CANNOT_ANSWER", _("The person cannot answer for themselves now")


class ReviewOutcome(TextChoices):
    NEEDED = "NEEDED", _("It was needed")
    NOT_NEEDED = "NOT_NEEDED", _("It was not needed")
    FOLLOW_UP = "FOLLOW_UP", _("I take it up with the worker")


SHORTEST_REASON = 20
LASTS = timedelta(hours=1)
REVIEW_WITHIN = timedelta(days=7)
IN_A_ROW = timedelta(hours=24)  # again within so long needs a second person
RULES_ARE_WRONG_AT = 0.02  # more than so large a share of all openings says that the rules, not the workers, are wrong

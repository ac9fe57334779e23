from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FigureKind(TextChoices):
    """What sort of statement an external figure is. A claim is never charted or calculated with."""

    COUNT = "COUNT", _("Count")
    ESTIMATE = "ESTIMATE", _("Estimate")
    GOAL = "GOAL", _("Goal, not a result")
    CLAIM = "CLAIM", _("Somebody's claim")


class Unit(TextChoices):
    """What an indicator counts. Persons, stays and events are counted apart."""

    PERSONS = "PERSONS", _("Persons")
    HOUSEHOLDS = "HOUSEHOLDS", _("Households")
    STAYS = "STAYS", _("Stays")
    EVENTS = "EVENTS", _("Events")
    PERCENT = "PERCENT", _("Per cent")

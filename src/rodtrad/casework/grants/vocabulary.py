from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.vocabulary import Sector


class Basis(TextChoices):
    """The only five reasons a unit may see a section of a person (domain.md 4)."""

    RESPONSIBILITY = "RESPONSIBILITY", _("Is responsible for or supports the person")
    OFFER = "OFFER", _("Has been asked to take over or to help")
    CONSENT = "CONSENT", _("The person said yes")
    DUTY = "DUTY", _("A statutory duty to notify")
    EMERGENCY = "EMERGENCY", _("Emergency access")


class Relation(TextChoices):
    """What kind of relation the unit has to the person; the policy asks for it beside the basis."""

    HOLDS = "HOLDS", _("Holds the case")
    SUPPORTS = "SUPPORTS", _("Supports")
    ASKED = "ASKED", _("Has been asked")
    ESCALATED = "ESCALATED", _("The case was escalated to it")
    NAMED = "NAMED", _("Named by the person")
    RECIPIENT = "RECIPIENT", _("Receives a statutory notice")
    AUTHOR = "AUTHOR", _("Wrote it")
    NONE = "NONE", _("No relation")


_CORE = frozenset({Section.BASICS, Section.FOLLOW_UP, Section.PLAN})
_HEALTH_SECTORS = frozenset({Sector.HEALTH, Sector.SPECIALIST_HEALTH})
_CIVIL_SECTORS = frozenset({Sector.NGO, Sector.USER_ORGANISATION})


def sections_for(relation: Relation, sector: str) -> frozenset[str]:
    """The sections a relation opens to a unit of a sector, at most; the policy in `access` narrows by role.

    Source: the allow rows A01 to A09 and A13 of the policy. The two closed sections are never opened by an
    event, only by an act of their own.
    """
    if relation is Relation.NONE:
        return frozenset(_CORE | {Section.HEALTH})
    if relation is Relation.NAMED:
        return frozenset(_CORE | {Section.IDENTITY, Section.STAYS, Section.RELATIVES, Section.HEALTH})
    if relation is Relation.ESCALATED:
        return frozenset({Section.BASICS, Section.FOLLOW_UP})
    if sector in _CIVIL_SECTORS and relation in {Relation.HOLDS, Relation.SUPPORTS}:
        return frozenset({Section.BASICS, Section.FOLLOW_UP})
    sections = set(_CORE)
    if relation is Relation.HOLDS:
        sections |= {Section.IDENTITY, Section.STAYS, Section.RELATIVES}
    if relation is Relation.ASKED:
        sections |= {Section.STAYS}
    if sector in _HEALTH_SECTORS:
        sections |= {Section.HEALTH}
    return frozenset(sections)

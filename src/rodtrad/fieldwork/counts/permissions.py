"""Who may count, plan, look over and change what is counted. Refusals say who may."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role

CITY = (Role.PROGRAMME, Role.ANALYST)


def can_count(by: Actor) -> bool:
    return by.gives_care


def check_can_count(by: Actor) -> None:
    if not can_count(by):
        raise NotAllowed(_("Those who work in the field count. Your post is another."))


def can_see_rounds(by: Actor) -> bool:
    """Single rounds are for those who count and those who answer for the counts; control bodies see published figures only."""
    return not by.is_control and (by.gives_care or by.has(*CITY, Role.COORDINATING_UNIT, Role.ADMINISTRATOR))


def check_can_see_rounds(by: Actor) -> None:
    if not can_see_rounds(by):
        raise NotAllowed(
            _("Single rounds are seen by those who count and by the programme office. The figures are open to you.")
        )


def can_plan(by: Actor) -> bool:
    return not by.is_control and by.has(Role.UNIT_LEAD, Role.COORDINATOR, Role.PROGRAMME)


def check_can_plan(by: Actor) -> None:
    if not can_plan(by):
        raise NotAllowed(
            _("Leads and coordinators plan the rounds of their unit, and the programme office those of the city.")
        )


def can_review(by: Actor, counter_id: UUID) -> bool:
    """A coordinator or lead of the unit that counted, or the city's own analysts."""
    of_unit = by.unit_id == counter_id and by.has(Role.COORDINATOR, Role.UNIT_LEAD)
    return not by.is_control and (of_unit or by.has(*CITY))


def check_can_review(by: Actor, counter_id: UUID) -> None:
    if not can_review(by, counter_id):
        raise NotAllowed(
            _("A coordinator or lead of the unit that counted looks the round over, or the programme office.")
        )


def can_change_zones(by: Actor) -> bool:
    is_staff = by.has(Role.PROGRAMME, Role.ADMINISTRATOR) and not by.is_control
    return is_staff or by.kind is ActorKind.SYSTEM


def check_can_change_zones(by: Actor) -> None:
    if not can_change_zones(by):
        raise NotAllowed(_("The programme office and the administrator change zones and series."))

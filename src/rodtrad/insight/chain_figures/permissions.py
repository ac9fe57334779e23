"""Who reads figures about the chain. A role alone never opens a person; behind a figure only one's own requests open."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations.coordination import is_coordinated_by

READERS = (
    Role.UNIT_LEAD,
    Role.COORDINATING_UNIT,
    Role.PROGRAMME,
    Role.ANALYST,
    Role.PRIVACY_OFFICER,
    Role.ADMINISTRATOR,
)


def can_read_figures(by: Actor) -> bool:
    return by.has(*READERS) and not by.is_control


def check_can_read_figures(by: Actor) -> None:
    if not can_read_figures(by):
        raise NotAllowed(
            _("Leads, coordinating units, the programme office and those who watch over the system read these figures.")
        )


def may_open_requests(by: Actor, pair: tuple[UUID, UUID]) -> bool:
    """The two units see which requests stand behind a figure of theirs."""
    return by.gives_care and by.unit_id in pair


def check_can_read_caseload(by: Actor, unit_id: UUID | None = None) -> None:
    """How many each colleague has is for the unit's lead, and for the coordinating unit above; without a unit: of any."""
    is_lead = by.has(Role.UNIT_LEAD) and by.gives_care and unit_id in (None, by.unit_id)
    if is_lead or (by.has(Role.COORDINATING_UNIT) and (unit_id is None or is_coordinated_by(unit_id, by.own_unit_id))):
        return
    raise NotAllowed(_("The unit's lead and the coordinating unit above it see how many each colleague has."))

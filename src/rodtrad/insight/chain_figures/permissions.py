"""Who reads figures about the chain. A role alone never opens a person; behind a figure only one's own requests open."""

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role

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

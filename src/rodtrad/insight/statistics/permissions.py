"""Who reads numbers about persons inside the product, and who opens them to everybody."""

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role

READERS = (
    Role.UNIT_LEAD, Role.COORDINATING_UNIT, Role.PROGRAMME, Role.ANALYST, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR,
)  # fmt: skip


def can_read(by: Actor) -> bool:
    return by.has(*READERS) and not by.is_control


def check_can_read(by: Actor) -> None:
    if not can_read(by):
        raise NotAllowed(
            _(
                "Leads, coordinating units, analysts and the programme office read these. What is open stands on the open page."
            )
        )


def can_open(by: Actor) -> bool:
    """The programme office and the city's analysts."""
    return by.has(Role.PROGRAMME, Role.ANALYST) and not by.is_control


def check_can_open(by: Actor) -> None:
    if not can_open(by):
        raise NotAllowed(_("The programme office and the analysts open figures to everybody. Ask one of them."))


def check_can_freeze(by: Actor) -> None:
    if by.kind is not ActorKind.SYSTEM:
        check_can_open(by)

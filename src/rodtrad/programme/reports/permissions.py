"""Who writes reports. Everybody signed in reads them, drafts too, so that they can comment: no person stands in one."""

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role


def can_write(by: Actor) -> bool:
    return by.has(Role.PROGRAMME) and not by.is_control


def check_can_write(by: Actor) -> None:
    if not can_write(by):
        raise NotAllowed(_("The programme office writes reports. Comment on a chapter, and it is answered."))

"""Who may write an entry: those who give the help, those above them in the tree, and the directory's editor."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import CARE_ROLES, Role
from rodtrad.registry.directory.models import Service
from rodtrad.registry.organisations.queries import ancestors

MAY_WRITE = CARE_ROLES | {Role.COORDINATING_UNIT, Role.PROGRAMME}


def check_can_edit(service: Service, *, by: Actor) -> None:
    """Raises NotAllowed with who may."""
    if not can_edit(service, by=by):
        raise NotAllowed(_("Only those who give this help and the directory's editor change the entry."))


def can_edit(service: Service, *, by: Actor) -> bool:
    return can_add(service.organization_id, by=by)


def check_can_add(organization_id: UUID | None, *, by: Actor) -> None:
    if not can_add(organization_id, by=by):
        raise NotAllowed(
            _("You can only add what your own organisation offers. Ask the directory's editor for others.")
        )


def can_add(organization_id: UUID | None, *, by: Actor) -> bool:
    if is_editor(by):
        return True
    if organization_id is None or by.is_control or not by.roles & MAY_WRITE:
        return False
    return by.unit_id == organization_id or by.unit_id in ancestors(organization_id)


def is_editor(by: Actor) -> bool:
    """The directory's editor, and the system when it loads a file."""
    return by.kind is ActorKind.SYSTEM or by.has(Role.DIRECTORY_EDITOR)


def check_is_editor(by: Actor) -> None:
    if not is_editor(by):
        raise NotAllowed(_("Only the directory's editor may do this."))


def can_see_staff_lines(by: Actor | None) -> bool:
    """Direct numbers and notes are for those who help people."""
    return by is not None and not by.is_control

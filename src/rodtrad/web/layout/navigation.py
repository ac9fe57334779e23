"""The menu of a post: only its own rooms."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.emergencies.queries import may_review
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.chain_figures.permissions import can_read_figures
from rodtrad.registry.rulebook.operations import can_change_rules


@dataclass(frozen=True)
class MenuItem:
    address: str
    label: str | Promise
    icon: str
    is_here: bool


def home_of(actor: Actor) -> str:
    """The name of the page a post starts from."""
    if actor.has(Role.COORDINATING_UNIT):
        return "board"
    if actor.gives_care:
        return "my-cases"
    if actor.has(Role.PROGRAMME):
        return "programme"
    if actor.has(Role.DIRECTORY_EDITOR):
        return "directory-desk"
    return "units" if actor.has(Role.ADMINISTRATOR) else "system-home"


def menu(actor: Actor, path: str) -> list[MenuItem]:
    """In the order of use; the first three stand at the bottom of a phone."""
    wanted: list[tuple[str, str | Promise, str]] = []
    if actor.has(Role.COORDINATING_UNIT) and not actor.is_control:
        wanted.append(("board", _("Board"), "Tasklist"))
    if actor.gives_care:
        wanted += [("my-cases", _("My cases"), "Tasklist"), ("find-people", _("People"), "PersonGroup")]
        rooms: list[tuple[str, str | Promise, str]] = [
            ("unit-requests", _("Requests"), "Inbox"),
            ("encounters", _("Encounters"), "ChatElipsis"),
        ]
        wanted += rooms if actor.has(Role.COORDINATOR, Role.UNIT_LEAD) else reversed(rooms)
    elif actor.has(Role.COORDINATING_UNIT) and not actor.is_control:
        wanted.append(("find-people", _("People"), "PersonGroup"))
    if not wanted and not actor.has(Role.PROGRAMME):
        wanted.append(("system-home", _("Home"), "House"))
    wanted.append(("counts", _("Counts"), "Footprint"))
    wanted.append(("trends", _("Trends"), "InformationSquare"))
    if actor.gives_care:
        wanted.append(("unit", _("My unit"), "Buildings3"))
        wanted.append(("discussions", _("Discussions"), "ChatElipsis"))
    if may_review(actor):
        wanted.append(("emergency-reviews", _("Emergency openings"), "ShieldCheckmark"))
        wanted.append(("access-log", _("Access log"), "Clock"))
    if not actor.is_control and actor.roles:
        wanted.append(("directory", _("Services"), "Globe"))
    if actor.has(Role.PROGRAMME, Role.DIRECTORY_EDITOR, Role.COORDINATING_UNIT) and not actor.is_control:
        wanted.append(("coverage", _("Coverage"), "Clock"))
    if actor.has(Role.ADMINISTRATOR):
        wanted.append(("units", _("Units"), "Buildings3"))
    if can_read_figures(actor):
        wanted.append(("chain", _("Responsibility"), "Handshake"))
        wanted.append(("statistics", _("Figures"), "InformationSquare"))
    wanted.append(("programme", _("Programme"), "Calendar"))
    if can_change_rules(actor):
        wanted.append(("rules", _("Rules"), "Cog"))
    return [
        MenuItem(address, label, icon, path == address or (len(address) > 1 and path.startswith(address)))
        for name, label, icon in wanted
        if (address := reverse(name))
    ]

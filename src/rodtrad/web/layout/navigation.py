"""The rooms of a post and their pages: only its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.emergencies.queries import may_review
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.chain_figures.permissions import can_read_figures
from rodtrad.registry.rulebook.operations import can_change_rules

Wanted = Iterator[tuple[str, "str | Promise", str]]  # the page's name, its label, its icon
SHORTCUTS = 3  # at the bottom of a phone


@dataclass(frozen=True)
class MenuItem:
    address: str
    label: "str | Promise"
    icon: str
    is_here: bool


@dataclass(frozen=True)
class Room:
    """A room of the product with its pages; the first is where it opens."""

    label: "str | Promise"
    items: tuple[MenuItem, ...]

    @property
    def address(self) -> str:
        return self.items[0].address

    @property
    def is_here(self) -> bool:
        return any(item.is_here for item in self.items)


@dataclass(frozen=True)
class Menu:
    """Every room, the one that is open, and what stands at the bottom of a phone."""

    rooms: tuple[Room, ...]
    here: Room | None
    shortcuts: tuple[MenuItem, ...]


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


def menu(actor: Actor, path: str) -> Menu:
    """In the order of use. A room without a page for the post is not there; one with a single page bears its name."""
    pages = [(label, list(wanted)) for label, wanted in _rooms(actor)]
    addresses = [reverse(name) for _label, wanted in pages for name, *_rest in wanted]
    here = max((one for one in addresses if _is_under(path, one)), key=len, default="")
    rooms = tuple(
        Room(
            label if len(wanted) > 1 else wanted[0][1],
            tuple(MenuItem(reverse(name), words, icon, reverse(name) == here) for name, words, icon in wanted),
        )
        for label, wanted in pages
        if wanted
    )
    everything = [item for room in rooms for item in room.items]
    return Menu(rooms, next((room for room in rooms if room.is_here), None), tuple(everything[:SHORTCUTS]))


def _is_under(path: str, address: str) -> bool:
    return path == address or (len(address) > 1 and path.startswith(address))


def _rooms(actor: Actor) -> "Iterator[tuple[str | Promise, Wanted]]":
    programme = (_("Programme"), _programme(actor))
    is_first = home_of(actor) == "programme"
    yield _("People"), _people(actor)
    if is_first:
        yield programme
    yield _("Services"), _services(actor)
    yield _("Scenes"), _scenes()
    if not is_first:
        yield programme
    yield _("The house"), _house(actor)


def _people(actor: Actor) -> Wanted:
    coordinates = actor.has(Role.COORDINATING_UNIT) and not actor.is_control
    if coordinates:
        yield "board", _("Board"), "Tasklist"
    if actor.gives_care:
        yield "my-cases", _("My cases"), "Tasklist"
    if actor.gives_care or coordinates:
        yield "find-people", _("Find a person"), "PersonGroup"
    if actor.gives_care:
        rooms = [("unit-requests", _("Requests"), "Inbox"), ("encounters", _("Encounters"), "ChatElipsis")]
        yield from rooms if actor.has(Role.COORDINATOR, Role.UNIT_LEAD) else reversed(rooms)
        yield "coming", _("Coming changes"), "Calendar"
        yield "discussions", _("Discussions"), "ChatElipsis"


def _services(actor: Actor) -> Wanted:
    if actor.is_control:
        return
    if actor.roles:
        yield "directory", _("Directory"), "Globe"
    if actor.has(Role.PROGRAMME, Role.DIRECTORY_EDITOR, Role.COORDINATING_UNIT):
        yield "coverage", _("Coverage"), "Clock"


def _scenes() -> Wanted:
    yield "counts", _("Counts"), "Footprint"
    yield "trends", _("Trends"), "InformationSquare"


def _programme(actor: Actor) -> Wanted:
    yield "programme", _("Programme"), "Calendar"
    if can_read_figures(actor):
        yield "chain", _("Responsibility"), "Handshake"
        yield "statistics", _("Figures"), "InformationSquare"


def _house(actor: Actor) -> Wanted:
    if actor.gives_care:
        yield "unit", _("My unit"), "Buildings3"
    if may_review(actor):
        yield "emergency-reviews", _("Emergency openings"), "ShieldCheckmark"
        yield "access-log", _("Access log"), "Clock"
    if actor.has(Role.ADMINISTRATOR):
        yield "units", _("Units"), "Buildings3"
    if can_change_rules(actor):
        yield "rules", _("Rules"), "Cog"

"""Who works in the demo city: every unit that has or answers something gets the posts it needs."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from rodtrad.cli.demo.names import staff_names
from rodtrad.foundation.accounts import operations as accounts
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import CARE_ROLES, Role
from rodtrad.registry.organisations import operations as organisations
from rodtrad.registry.organisations.queries import actor_of_post, unit_ids_by_code

SETUP = Actor.system("demo")
NIGHT_UNITS = ("prindsen-mottakssenter", "saa", "uteseksjonen")
OTHER_UNITS = ("fyrlyset", "24sju", "prindsen-helseavdelingen", "frogner-rustjenesten")
UNSTAFFED = ("demo-ke-stovner", "demo-ke-vestre-aker")  # so that the programme sees what that looks like
# The roles shown on the sign-in page: address, unit, which post there, and what they are called.
PICKED = (
    ("natt", "prindsen-mottakssenter", "worker", "Nattevakt på mottakssenteret"),
    ("vakt", "saa", "coordinator", "Vaktansvarlig i sosial ambulant akuttjeneste"),
    ("felt", "uteseksjonen", "coordinator", "Oppsøkende i Uteseksjonen"),
    ("koordinator", "nav-alna", "coordinator", "Koordinator i bydelens NAV"),
    ("leder", "nav-alna", "lead", "Leder i bydelens NAV"),
    ("bestemmer", "demo-ke-byen", "decider", "Byens koordinerende enhet"),
    ("bydelske", "demo-ke-alna", "decider", "Koordinerende enhet i en bydel"),
    ("sykehus", "demo-furua-behandling", "coordinator", "Spesialisthelsetjenesten"),
    ("ideell", "fyrlyset", "coordinator", "Ideell organisasjon"),
    ("politi", "sentrum-politistasjon", "system", "Politiet (bare byen samlet)"),
    ("program", "afs", "programme", "Programkontoret"),
    ("katalog", "velferdsetaten", "editor", "Redaktør for tjenestekatalogen"),
    ("personvern", "nav-ullern", "privacy", "Personvernansvarlig"),
    ("drift", "velferdsetaten", "administrator", "Systemansvarlig"),
)
ROLES = {
    "lead": [Role.UNIT_LEAD],
    "coordinator": [Role.COORDINATOR],
    "second": [Role.COORDINATOR],
    "worker": [Role.WORKER],
    "decider": [Role.COORDINATING_UNIT, Role.UNIT_LEAD],
    "deputy": [Role.COORDINATING_UNIT],
    "system": [Role.ANALYST],
    "programme": [Role.PROGRAMME],
    "editor": [Role.DIRECTORY_EDITOR],
    "privacy": [Role.PRIVACY_OFFICER],
    "administrator": [Role.ADMINISTRATOR],
}
TITLES = {"lead": "Leder", "coordinator": "Koordinator", "second": "Koordinator", "worker": "Ansatt"}


@dataclass
class Staff:
    """The posts of the demo, by unit code and which one there."""

    units: dict[str, UUID]
    posts: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def actor(self, unit: str, *, answering: bool = False) -> Actor:
        """Somebody who acts for a unit: who may answer for it, or whoever meets people first."""
        order = ("coordinator", "lead", "worker") if answering else ("coordinator", "worker", "lead", "decider")
        return next(self.posts[unit, which] for which in order if (unit, which) in self.posts)

    def of_unit(self, unit_id: UUID) -> Actor:
        """Somebody who gives care at a unit."""
        return next(actor for actor in self.posts.values() if actor.unit_id == unit_id and actor.gives_care)


def hire(units: set[str], *, seed: int, since: date, at: datetime) -> Staff:
    """Give every unit a lead, two coordinators and a worker, and the city the posts that work for it as a whole."""
    names = staff_names(random.Random(seed))  # noqa: S311 - made-up names, nothing secret
    staff = Staff(unit_ids_by_code())
    picked = {(unit, which): (f"{address}@demo.example", title) for address, unit, which, title in PICKED}
    wanted = [(unit, which) for unit in sorted(units) for which in ("lead", "coordinator", "second", "worker")]
    wanted += [("demo-ke-byen", "decider"), ("demo-ke-byen", "deputy")]
    wanted += [
        (code, "decider") for code in sorted(staff.units) if code.startswith("demo-ke-") and code not in UNSTAFFED
    ]
    wanted = list(dict.fromkeys(wanted))
    wanted += [pair for pair in picked if pair not in wanted]
    for unit, which in wanted:
        address, title = picked.get((unit, which), (f"{which}.{unit}@staff.example", TITLES.get(which, "")))
        _give(staff, unit, which, names.pop(), address, title, since=since, at=at)
    _second_post(staff, since=since, at=at)
    return staff


def _give(
    staff: Staff, unit: str, which: str, name: str, address: str, title: str, *, since: date, at: datetime
) -> None:
    user = accounts.create_user(address, display_name=name, password=None, by=SETUP, at=at)
    roles = ROLES[which]
    post = organisations.add_post(
        user.pk,
        unit_id=staff.units[unit],
        roles=roles,
        title=title,
        starts_on=since,
        phone="" if not set(roles) & CARE_ROLES else "22 00 00 00",
        by=SETUP,
        at=at,
    )
    staff.posts[unit, which] = actor_of_post(post.pk)


def _second_post(staff: Staff, *, since: date, at: datetime) -> None:
    """One user works at two units, and acts as one post at a time."""
    user_id = staff.posts["saa", "coordinator"].user_id
    assert user_id is not None
    post = organisations.add_post(
        user_id,
        unit_id=staff.units["nav-frogner"],
        roles=[Role.COORDINATOR],
        title="Koordinator",
        starts_on=since,
        by=SETUP,
        at=at,
    )
    staff.posts["nav-frogner", "third"] = actor_of_post(post.pk)

"""A small city for tests, made with the real operations: a reception centre, three districts and a coordinating unit."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import Urgency
from rodtrad.foundation.accounts import operations as accounts
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.vocabulary import Role
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.areas.lists import AreaRow
from rodtrad.registry.areas.operations import load_areas
from rodtrad.registry.areas.vocabulary import AreaKind
from rodtrad.registry.laws.operations import load_legal_bases
from rodtrad.registry.organisations import operations as organisations
from rodtrad.registry.organisations.models import Organisation
from rodtrad.registry.organisations.queries import actor_of_post

# A Monday at ten; time-machine moves the clock of the web tests here too.
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)
LONG_AGO = MONDAY - timedelta(days=400)
SETUP = Actor.system("setup")
ROLES = {
    "lead": [Role.UNIT_LEAD],
    "coordinator": [Role.COORDINATOR],
    "colleague": [Role.COORDINATOR],
    "worker": [Role.WORKER],
}


@dataclass
class City:
    units: dict[str, Organisation] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Actor:
        """An actor such as `frogner.lead`."""
        return self.actors[name]

    def unit_id(self, name: str) -> UUID:
        return self.units[name].pk

    def take_in(
        self, by: str = "mottak.worker", *, need: str = "Trenger et sted å sove", at: datetime = MONDAY, **known: object
    ) -> Case:
        newcomer = responsibility.NewPerson(**known)  # type: ignore[arg-type]
        return responsibility.take_in(newcomer, need=need, command_id=new_id(), by=self[by], at=at)

    def offer(
        self, case: Case, to: str, *, by: str = "mottak.worker", at: datetime = MONDAY, **more: object
    ) -> Request:
        wanted = {"need": "Trenger oppfølging", "urgency": Urgency.NORMAL, "shares": ["FOLLOW_UP"], **more}
        case.refresh_from_db()
        return responsibility.offer_handover(
            case.pk,
            to_unit_id=self.unit_id(to),
            version=case.version,
            command_id=new_id(),
            by=self[by],
            at=at,
            **wanted,
        )  # type: ignore[arg-type]

    def accept(self, request: Request, *, by: str, at: datetime = MONDAY, coordinator: str = "") -> Request:
        request.refresh_from_db()
        named = self[coordinator].post_id if coordinator else None
        return responsibility.accept_handover(
            request.pk, coordinator_id=named, version=request.version, by=self[by], at=at
        )

    def decline(self, request: Request, *, by: str, suggest: str = "mottak", at: datetime = MONDAY) -> Request:
        request.refresh_from_db()
        return responsibility.decline(
            request.pk,
            reason="NO_CAPACITY",
            suggested_unit_id=self.unit_id(suggest),
            version=request.version,
            by=self[by],
            at=at,
        )


def build_city() -> City:
    """Everything posted, nobody taken in yet."""
    load_areas(
        [
            AreaRow("0301", "Oslo", AreaKind.MUNICIPALITY),
            AreaRow("4601", "Bergen", AreaKind.MUNICIPALITY),
            AreaRow("030105", "Frogner", AreaKind.DISTRICT, municipality_code="0301"),
            AreaRow("030101", "Gamle Oslo", AreaKind.DISTRICT, municipality_code="0301"),
        ],
        valid_from=date(2004, 1, 1),
        source="test",
        by=SETUP,
        at=LONG_AGO,
    )
    load_legal_bases(by=SETUP, at=LONG_AGO)
    city = City()
    oslo = _add(city, "oslo", "Oslo kommune", "MUNICIPALITY", municipality_code="0301")
    _add(city, "mottak", "Mottaket", "UNIT", parent=oslo, holds_cases=True)
    for code, name in (("frogner", "Bydel Frogner"), ("gamle-oslo", "Bydel Gamle Oslo"), ("sagene", "Bydel Sagene")):
        _add(city, code, name, "DISTRICT", parent=oslo, holds_cases=True)
    _add(city, "koordinering", "Koordinerende enhet", "COORDINATING_UNIT", parent=oslo, holds_cases=True)
    _add(city, "klinikk", "Avrusningen", "HOSPITAL_UNIT", sector="SPECIALIST_HEALTH", holds_cases=True)
    _add(city, "frivillig", "Frivilligsenteret", "NGO", sector="NGO", holds_cases=True)
    _add(city, "politi", "Politidistriktet", "POLICE", sector="POLICE")
    for unit in ("mottak", "frogner", "gamle-oslo", "sagene", "klinikk", "frivillig"):
        for who, roles in ROLES.items():
            _post(city, unit, who, roles)
    for who in ("decider", "second"):
        _post(city, "koordinering", who, [Role.COORDINATING_UNIT])
    _post(city, "koordinering", "lead", [Role.UNIT_LEAD, Role.COORDINATING_UNIT])
    _post(city, "politi", "officer", [Role.ANALYST])
    _post(city, "oslo", "programme", [Role.PROGRAMME])
    _post(city, "oslo", "administrator", [Role.ADMINISTRATOR])
    _post(city, "oslo", "privacy", [Role.PRIVACY_OFFICER])
    return city


def _add(city: City, code: str, name: str, kind: str, *, sector: str = "MUNICIPAL", **more: object) -> Organisation:
    added = organisations.add_organisation(code, name=name, kind=kind, sector=sector, by=SETUP, at=LONG_AGO, **more)
    city.units[code] = added
    return added


def _post(city: City, unit: str, who: str, roles: list[Role]) -> None:
    name = f"{unit}.{who}"
    user = accounts.create_user(f"{name}@demo.example", display_name=name.title(), password=None, by=SETUP, at=LONG_AGO)
    post = organisations.add_post(
        user.pk,
        unit_id=city.unit_id(unit),
        roles=roles,
        starts_on=LONG_AGO.date(),
        by=SETUP,
        at=LONG_AGO,
    )
    city.actors[name] = actor_of_post(post.pk)


def add_posts(city: City, names: list[str]) -> None:
    """More leads, such as `frogner.client3`."""
    for name in names:
        unit, who = name.split(".")
        _post(city, unit, who, [Role.UNIT_LEAD])

"""A made-up population with believable histories, through the real operations. The same seed gives the same people."""

import random
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from rodtrad.casework.persons import belongings
from rodtrad.casework.persons import operations as persons
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import BelongingStatus, BirthPrecision, ClaimPosition, Gender
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import CloseReason, Urgency
from rodtrad.casework.stays import operations as stays
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.cli.demo.names import NEEDS, OWN_WORDS, person_name
from rodtrad.cli.demo.staff import Staff
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import coordinators, district_codes, local_day

# How the histories end, in parts of a thousand.
ENDINGS = {
    "settled": 722,
    "with_support": 60,
    "closed": 120,
    "just_in": 30,
    "waiting": 25,
    "declined_once": 8,
    "late": 6,
    "bounced": 6,
    "assigned": 16,
    "disputed": 4,
    "twice": 3,
}
DOORS = ("prindsen-mottakssenter", "saa", "uteseksjonen", "fyrlyset")
AT_A_TIME = 25
ACUTE_PLACES = ("Akuttplass A (eksempel)", "Akuttplass B (eksempel)", "Natthjem (eksempel)")


class Population:
    """Makes people one by one; each life is a few days of real operations."""

    def __init__(self, staff: Staff, *, seed: int, day_0: date, now: datetime, districts: list[str]) -> None:
        self._staff, self._day_0, self._now, self._districts = staff, day_0, now, districts
        self._chance = random.Random(seed)  # noqa: S311 - made-up people, nothing secret
        self._codes = district_codes()

    def make(self, count: int) -> None:
        """Make so many people, a few in each transaction."""
        endings, weights = list(ENDINGS), list(ENDINGS.values())
        for begun in range(0, count, AT_A_TIME):
            with transaction.atomic():
                for _place in range(min(AT_A_TIME, count - begun)):
                    self._life(self._chance.choices(endings, weights)[0])

    def _life(self, ending: str) -> None:
        chance = self._chance
        days = chance.randint(8, 360) if ending in {"settled", "closed", "assigned"} else chance.randint(0, 5)
        if ending == "with_support":
            days = chance.randint(2, 9)
        if ending == "waiting":
            days = chance.randint(0, 1)
        if ending in {"late", "bounced"}:
            days = chance.randint(9, 14)
        door = self._staff.actor(chance.choice(DOORS))
        district = chance.choice(self._districts)
        at = self._noon(-days)
        case = self._take_in(door, district, at)
        if ending == "just_in":
            return
        getattr(self, f"_{ending}")(case, door, district, at)

    def _take_in(self, door: Actor, district: str, at: datetime) -> Case:
        chance = self._chance
        known = responsibility.NewPerson()
        roll = chance.random()
        if roll < 0.7:
            given, family = person_name(chance).split()
            known = responsibility.NewPerson(
                given_name=given,
                family_name=family,
                gender=chance.choice(list(Gender)),
                birth=Birth(date(chance.randint(1950, 2006), chance.randint(1, 12), 1), BirthPrecision.MONTH),
            )
        elif roll < 0.95:
            known = responsibility.NewPerson(alias=person_name(chance))
        parent = district.replace("nav-", "bydel-")
        code = self._codes.get(parent, "")
        return responsibility.take_in(
            known,
            need=chance.choice(NEEDS),
            belonging=BelongingStatus.CLEAR if code and roll < 0.9 else BelongingStatus.UNKNOWN,
            area_code=code if roll < 0.9 else "",
            command_id=new_id(),
            by=door,
            at=at,
        )

    def _offer(self, case: Case, door: Actor, to: str, at: datetime, *, support_days: int = 0) -> Request:
        chance = self._chance
        return responsibility.offer_handover(
            case.pk,
            to_unit_id=self._staff.units[to],
            need=chance.choice(NEEDS),
            own_words=chance.choice(OWN_WORDS),
            urgency=Urgency.NORMAL,
            shares=["FOLLOW_UP"],
            support_days=support_days,
            version=case.version,
            command_id=new_id(),
            by=door,
            at=at,
        )

    def _accept(self, request: Request, district: str, at: datetime) -> None:
        by = self._staff.posts[district, self._chance.choice(["coordinator", "second"])]
        is_recent = at.date() > self._day_0 - timedelta(days=6)
        named = None if is_recent and self._chance.random() < 0.2 else self._somebody_present(district, at)
        responsibility.accept_handover(request.pk, coordinator_id=named, version=request.version, by=by, at=at)

    def _somebody_present(self, district: str, at: datetime) -> UUID | None:
        """A coordinator of the district who is not away that day."""
        present = [line.post_id for line in coordinators(self._staff.units[district], on=local_day(at))]
        return self._chance.choice(present) if present else None

    def _decline(self, request: Request, district: str, at: datetime) -> None:
        responsibility.decline(
            request.pk,
            reason=self._chance.choice(["NO_CAPACITY", "NOT_OUR_DISTRICT", "NEEDS_OTHER_HELP"]),
            suggested_unit_id=self._staff.units["prindsen-mottakssenter" if district == "saa" else "saa"],
            version=request.version,
            by=self._staff.posts[district, "lead"],
            at=at,
        )

    def _settled(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        self._accept(
            self._offer(case, door, district, at), district, self._hours(at, self._chance.choice([3, 5, 26, 29]))
        )

        if self._chance.random() < 0.05:
            self._come_back_again_and_again(case, district, at)

    def _come_back_again_and_again(self, case: Case, district: str, at: datetime) -> None:
        """Nights at acute places, some weeks apart, until now."""
        by = self._staff.posts[district, "coordinator"]
        starts_at = self._hours(at, 24 * 10)
        while starts_at < self._now - timedelta(days=15):
            day = local_day(starts_at)
            new = stays.NewStay(kind=StayKind.ACUTE, place=self._chance.choice(ACUTE_PLACES), starts_on=day)
            stay = stays.begin_stay(case.person_id, new=new, command_id=new_id(), by=by, at=starts_at)
            nights = self._chance.randint(1, 12)
            stays.end_stay(stay.pk, ends_on=day + timedelta(days=nights), by=by, at=self._hours(starts_at, 24 * nights))
            starts_at = self._hours(starts_at, 24 * self._chance.randint(20, 70))

    def _with_support(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        self._accept(
            self._offer(case, door, district, at, support_days=14),
            district,
            self._hours(at, self._chance.choice([3, 5, 26, 29])),
        )

    def _closed(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        self._settled(case, door, district, at)
        case.refresh_from_db()
        responsibility.close_case(
            case.pk,
            reason=self._chance.choice(
                [CloseReason.ORDINARY_SERVICES, CloseReason.GOAL_REACHED, CloseReason.NOT_REACHED]
            ),
            last_word="Ring oss når du vil, vi tar deg imot igjen.",
            version=case.version,
            by=self._staff.posts[district, "coordinator"],
            at=self._hours(at, 24 * 6),
        )

    def _waiting(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        """Offered in the last day, whatever weekday it is: it is not late yet."""
        self._offer(case, door, district, max(at, self._now - timedelta(hours=self._chance.randint(1, 20))))

    def _declined_once(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        self._decline(self._offer(case, door, district, at), district, self._hours(at, 5))

    def _late(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        self._offer(case, door, district, at)

    def _bounced(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        other = self._chance.choice([d for d in self._districts if d != district])
        for step, unit in enumerate((district, other)):
            self._decline(
                self._offer(case, door, unit, self._hours(at, 30 * step)), unit, self._hours(at, 30 * step + 6)
            )

    def _assigned(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        self._bounced(case, door, district, at)
        case.refresh_from_db()
        responsibility.assign(
            case.pk,
            to_unit_id=self._staff.units[district],
            reason="Bor i bydelen.",
            version=case.version,
            by=self._staff.posts["demo-ke-byen", "decider"],
            at=self._hours(at, 80),
        )
        self._name_coordinator(case, district, self._hours(at, 104))

    def _name_coordinator(self, case: Case, district: str, at: datetime) -> None:
        somebody = self._somebody_present(district, at)
        if somebody is None:
            return
        case.refresh_from_db()
        responsibility.name_coordinator(
            case.pk,
            coordinator_id=somebody,
            reason="Fordelt på morgenmøtet.",
            version=case.version,
            by=self._staff.posts[district, "lead"],
            at=at,
        )

    def _disputed(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        """Two districts say different things, and the door keeps the ball meanwhile."""
        codes = self._chance.sample(sorted(self._codes[d] for d in self._codes if d.startswith("bydel-")), 2)
        matter = belongings.open_clarification(case.person_id, own_words="Jeg bor hos en venn nå.", by=door, at=at)
        for code, position, grounds in zip(
            codes, ClaimPosition, ("Sover her de fleste netter.", "Flyttet herfra i sommer."), strict=True
        ):
            belongings.file_claim(
                matter.pk, area_code=code, position=position, grounds=grounds, by=door, at=self._hours(at, 2)
            )

    def _twice(self, case: Case, door: Actor, district: str, at: datetime) -> None:
        """The same person comes to another door, which cannot know; the coordinating unit is told of the pair."""
        given, family = person_name(self._chance).split()
        birth = Birth(date(self._chance.randint(1960, 2000), 3, self._chance.randint(1, 28)), BirthPrecision.DAY)
        persons.identify(
            case.person_id, given_name=given, family_name=family, birth=birth, by=door, at=self._hours(at, 1)
        )
        other = self._staff.actor(self._chance.choice([d for d in DOORS if self._staff.actor(d) != door]))
        responsibility.take_in(
            responsibility.NewPerson(given_name=given, family_name=family, birth=birth),
            need=self._chance.choice(NEEDS),
            command_id=new_id(),
            by=other,
            at=self._hours(at, 20),
        )

    def _noon(self, days: int) -> datetime:
        return datetime.combine(self._day_0 + timedelta(days=days), time(9, self._chance.randint(0, 59)), tzinfo=OSLO)

    def _hours(self, at: datetime, hours: int) -> datetime:
        return at + timedelta(hours=hours)

"""Building the demo city from its files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import yaml
from django.conf import settings

from rodtrad.casework.district_offers.operations import keep_duties
from rodtrad.casework.persons.queries import count_people
from rodtrad.casework.responsibility import clock
from rodtrad.casework.responsibility.operations import certify, keep_posts
from rodtrad.cli.demo.directory import load_services
from rodtrad.cli.demo.figures import freeze_and_open
from rodtrad.cli.demo.follow_up import FollowUp, meet_people, units_named
from rodtrad.cli.demo.knowledge import load_knowledge
from rodtrad.cli.demo.meetings import play_meetings
from rodtrad.cli.demo.overdoses import overdoses_happen
from rodtrad.cli.demo.population import Population
from rodtrad.cli.demo.programme import play_programme
from rodtrad.cli.demo.reports import Office
from rodtrad.cli.demo.rounds import play_rounds
from rodtrad.cli.demo.scenes import load_scenes
from rodtrad.cli.demo.staff import NIGHT_UNITS, OTHER_UNITS, SETUP, Staff, hire
from rodtrad.cli.demo.story import Story
from rodtrad.cli.demo.summers import earlier_rounds
from rodtrad.cli.demo.wishes import break_the_glass_twice, say_yes_and_no, send_and_tell
from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.queries import zone_ids_by_code
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.queries import was_recorded
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.measures import clock as measure_clock
from rodtrad.registry.areas.lists import read_areas
from rodtrad.registry.areas.operations import load_areas
from rodtrad.registry.areas.vocabulary import AreaKind
from rodtrad.registry.laws.operations import load_legal_bases
from rodtrad.registry.organisations.queries import unit_ids_by_code
from rodtrad.registry.organisations.tree import load_tree, read_tree

SEED = 20261123
HIRED_DAYS_AGO = 720


def latest_monday(today: date) -> date:
    """Day 0 of the story."""
    return today - timedelta(days=today.weekday())


def load_official_lists(*, at: datetime) -> None:
    """Municipalities, districts, organisations and legal bases: what a real city loads too."""
    load_legal_bases(by=SETUP, at=at)
    lists = files("rodtrad.registry.areas") / "data"
    municipalities = read_areas((lists / "municipalities.csv").read_bytes(), AreaKind.MUNICIPALITY)
    districts = read_areas(
        (lists / "oslo-districts.csv").read_bytes(), AreaKind.DISTRICT, municipality_code=settings.RODTRAD_MUNICIPALITY
    )
    load_areas(municipalities, valid_from=date(2020, 1, 1), source="KLASS 131, 2026-01-01", by=SETUP, at=at)
    load_areas(districts, valid_from=date(2004, 1, 1), source="KLASS 103", by=SETUP, at=at)
    tree = (files("rodtrad.registry.organisations") / "data" / "oslo.yaml").read_bytes()
    load_tree(read_tree(tree), by=SETUP, at=at)


@dataclass(frozen=True)
class Plan:
    """What the parts of the population need to know of the city they are put into."""

    staff: Staff
    day_0: date
    now: datetime
    districts: list[str]


def begin(*, now: datetime, tell: Callable[[str], None]) -> Plan:
    """Everything but the population. Raises DomainError unless the database is empty."""
    if not settings.RODTRAD_DEMO or count_people() or unit_ids_by_code():
        raise DomainError("This database already holds data. The demo is only ever built in an empty one.")
    day_0 = latest_monday(now.date())
    hired = day_0 - timedelta(days=HIRED_DAYS_AGO)
    at = datetime.combine(hired, time(8), tzinfo=OSLO)
    load_official_lists(at=at)
    story: dict[str, Any] = yaml.safe_load((files("rodtrad.cli.demo") / "data" / "story.yaml").read_text())
    offices = sorted(code for code in unit_ids_by_code() if code.startswith("nav-"))
    districts = [code for code in offices if code.replace("nav-", "bydel-") in unit_ids_by_code()]
    units = {*NIGHT_UNITS, *OTHER_UNITS, *districts, *_units_of(story), *units_named()}
    staff = hire(units, seed=SEED, since=hired, at=at)
    tell(f"{len(staff.posts)} posts at {len(units)} units")
    tell(f"{load_services(now=now)} services")
    tell(f"{load_knowledge(now=now)} routines, standards and house rules")
    Story(story, staff, day_0=day_0).play(tell, rooms=[FollowUp(staff, day_0=day_0)])
    meet_people(staff, seed=SEED, day_0=day_0)
    overdoses_happen(staff, seed=SEED, day_0=day_0)
    _count(staff, now=now, at=at, tell=tell)
    say_yes_and_no(staff, now=now)
    tell(f"{play_programme(staff, day_0=day_0, at=at)} measures of plans that documents tell of")
    send_and_tell(staff, now=now)
    break_the_glass_twice(staff, now=now)
    tell(f"{play_meetings(staff, day_0=day_0, at=at)} forums and a year of meetings")
    return Plan(staff, day_0, now, districts)


def _count(staff: Staff, *, now: datetime, at: datetime, tell: Callable[[str], None]) -> None:
    """The scenes, their made-up summers, and the rounds of these days."""
    load_scenes(by=SETUP, at=at)
    zones = zone_ids_by_code()
    summers = earlier_rounds(
        zones, unit_ids_by_code(), seed=SEED, until_year=now.year if now.month > 8 else now.year - 1
    )
    loaded = counts.load_rounds(summers, is_synthetic=True, by=SETUP, at=at)
    played = play_rounds(staff, zones, now=now, seed=SEED)
    tell(f"{len(zones)} zones, {loaded} made-up rounds of earlier summers, {played} of these days")


def populate(plan: Plan, *, part: int, count: int) -> int:
    """One part of the population; the same part of the same size is always the same people."""
    Population(plan.staff, seed=SEED + part, day_0=plan.day_0, now=plan.now, districts=plan.districts).make(count)
    return count


def finish(plan: Plan, *, now: datetime) -> None:
    """Let the clock run: what is late by now speaks. Then the first certificate, and the reports that rest on it."""
    keep_posts(at=now)
    clock.keep_deadlines(at=now)
    measure_clock.remind(at=now)
    keep_duties(at=now)
    certify(by=SETUP, at=now)
    Office(plan.staff, now=now).play()
    freeze_and_open(plan.staff, now=now)
    audit.record("demo.city.built", by=SETUP, at=now)


def is_built() -> bool:
    return was_recorded("demo.city.built")


def _units_of(story: dict[str, Any]) -> set[str]:
    """Units that have or answer something in the story."""
    named = {
        event.get(key, "")
        for person in story["persons"]
        for event in person["events"]
        for key in ("by", "to", "suggests")
    }
    holders = {
        row["id"]
        for row in read_tree((files("rodtrad.registry.organisations") / "data" / "oslo.yaml").read_bytes())
        if row.get("holds_cases")
    }
    return {code for code in named if code in holders and code != "demo-ke-byen"}

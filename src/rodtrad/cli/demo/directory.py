"""The directory of the demo: services named in public documents, played in through the real operations.

Names and descriptions are facts as old as `as_of` says; opening hours and capacity are made up and marked so.
Services without an owner stay drafts, since nobody can answer for them.
"""

from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from rodtrad.cli.demo.staff import SETUP
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.directory import operations as directory
from rodtrad.registry.directory.operations import Entry
from rodtrad.registry.directory.osm import read_osm
from rodtrad.registry.directory.rules.hours import Span
from rodtrad.registry.directory.vocabulary import Entrance, HolidayPolicy, Price
from rodtrad.registry.organisations.queries import district_codes, unit_ids_by_code

ENTRANCES = {"YES": Entrance.LOW_THRESHOLD, "NO": Entrance.REFERRAL}
ELSEWHERE = {"EXAMPLE_ELSEWHERE", "NOT_STATED"}  # not services of this city
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there
MADE_UP = "example-"
STALE_EVERY = 9  # one in nine has not been confirmed in time
ROUND_THE_CLOCK = "24/7"
# The district each zone lies in, roughly, as its border is drawn roughly.
DISTRICT_OF_ZONE = {
    "urtegata": "030101",
    "kvadraturen": "030116",
    "skippergata": "030116",
    "brugata-storgata": "030116",
}


def load_terms(*, at: datetime) -> None:
    """The vocabulary of kinds that every municipality starts with."""
    text = (files("rodtrad.registry.directory") / "data" / "kinds.yaml").read_text(encoding="utf-8")
    directory.load_terms(yaml.safe_load(text)["kinds"], by=SETUP, at=at)


def load_services(*, now: datetime) -> int:
    """Every service of the file that belongs to the city. Returns how many."""
    text = (files("rodtrad.cli.demo") / "data" / "services.yaml").read_text(encoding="utf-8")
    units, districts = unit_ids_by_code(), district_codes()
    load_terms(at=now - timedelta(days=300))
    rows = [row for row in yaml.load(text, FAST)["services"] if row["status"] not in ELSEWHERE]  # noqa: S506 - safe
    ids = [_load(row, number, units=units, districts=districts, now=now) for number, row in enumerate(rows)]
    directory.refresh_search_text(ids)
    directory.keep_openings(at=now)
    return len(rows)


def _load(
    row: dict[str, Any], number: int, *, units: dict[str, UUID], districts: dict[str, str], now: datetime
) -> UUID:
    is_stale = number % STALE_EVERY == 4 and not row["id"].startswith(MADE_UP)
    confirmed = now - timedelta(days=200 + number % 60 if is_stale else 5 + number)
    service = directory.register_service(
        row["id"],
        entry=_entry(row, units),
        organization_id=units.get(row["provider"] or ""),
        source=f"{', '.join(row['source'])} ({row['as_of']})",
        is_example="example" in row,
        by=SETUP,
        at=confirmed,
    )
    place = directory.add_place(service.pk, is_loading=True, by=SETUP, at=confirmed, **_place(row, districts))
    if hours := row.get("example", {}).get("opening_hours"):
        read, _policy = read_osm(hours)
        policy = HolidayPolicy.AS_USUAL if hours.startswith(("24/7", "Mo-Su")) else HolidayPolicy.CLOSED
        directory.set_hours(place.pk, rows=read, holiday_policy=policy, is_loading=True, by=SETUP, at=confirmed)
        _christmas(place.pk, hours, now=now)
    else:
        unknown = HolidayPolicy.AS_USUAL
        directory.set_hours(
            place.pk, rows=[], holiday_policy=unknown, text="?", is_loading=True, by=SETUP, at=confirmed
        )
    _live(row, service.pk, confirmed=confirmed, now=now)
    return service.pk


def _entry(row: dict[str, Any], units: dict[str, UUID]) -> Entry:
    target = row["target"]
    groups = tuple(target.get("groups", ()))
    return Entry(
        name=row["nb"],
        name_en=row["en"],
        description=row["description"]["nb"],
        description_en=row["description"]["en"],
        kinds=tuple(row["kinds"]),
        gender=target["gender"],
        substance=target["substance"],
        minimum_age=target.get("age_min"),
        maximum_age=target.get("age_max"),
        for_relatives=target["relatives"] or "NEXT_OF_KIN" in groups,
        groups=groups,
        entrance=ENTRANCES.get(row["low_threshold"], Entrance.NOT_STATED),
        price=Price.NOT_STATED,
        partners=tuple(units[code] for code in row.get("partners", ()) if code in units),
    )


def _place(row: dict[str, Any], districts: dict[str, str]) -> dict[str, Any]:
    """Where it is given, as far as the documents say: an address, a zone, or the owner's district."""
    provider = row["provider"] or ""
    district = districts.get(row.get("district", ""), "") or districts.get(provider, "")
    district = district or DISTRICT_OF_ZONE.get(row.get("zone", ""), "")
    address = row.get("address", "").removesuffix(", Oslo")
    return {
        "name": address or row["nb"],
        "address": address,
        "zone": row.get("zone", ""),
        "district_code": district if len(district) == len("030105") else "",
    }


def _christmas(place_id: UUID, hours: str, *, now: datetime) -> None:
    """On Christmas Eve day services close early; what is open round the clock stays open."""
    eve = date(now.year, 12, 24)
    if hours == ROUND_THE_CLOCK or eve < now.date():
        return
    at = datetime.combine(now.date(), time(8), tzinfo=OSLO)
    spans = [Span(10 * 60, 14 * 60)] if hours.startswith("Mo-Su") else []
    directory.set_exception(place_id, on_date=eve, spans=spans, reason="Julaften", is_loading=True, by=SETUP, at=at)


def _live(row: dict[str, Any], service_id: UUID, *, confirmed: datetime, now: datetime) -> None:
    """Publish what has an owner, and say how much room there is."""
    if row["status"] == "ENDED":
        directory.end(service_id, ended_on=_day(str(row["as_of"])), by=SETUP, at=confirmed)
    elif row["status"] == "PLANNED" and row["provider"]:
        directory.plan(service_id, opens_on=None, by=SETUP, at=confirmed)
    elif row["status"] == "IN_OPERATION" and row["provider"]:
        directory.publish(service_id, is_loading=True, by=SETUP, at=confirmed)
    example = row.get("example", {})
    if row["status"] == "IN_OPERATION" and example.get("capacity_unit") in {"BEDS", "SEATS", "FLATS"}:
        room = example["capacity"]
        directory.report_capacity(
            service_id,
            unit=example["capacity_unit"],
            maximum=room,
            available=room * (len(row["id"]) % 4) // 8,
            by=SETUP,
            at=now - timedelta(hours=2),
        )


def _day(as_of: str) -> date:
    return date.fromisoformat((as_of + "-01-01")[:10])

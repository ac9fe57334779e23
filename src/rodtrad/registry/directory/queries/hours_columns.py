"""The whole directory as columns, for those who count over all of it: few questions, no model for each row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from rodtrad.registry.directory.models import OpeningException, OpeningRow, ServiceAtLocation, ServiceTerm
from rodtrad.registry.directory.vocabulary import HoursKind, ServiceStatus

PUBLISHED = {"service__status": ServiceStatus.PUBLISHED}
_FRESHNESS = """
    SELECT count(*), max(updated_at), sum(version), sum(verify_by - date '2000-01-01'), sum(hashtext(id::text)::bigint)
    FROM directory_service
"""


def freshness() -> str:
    """A text that is another whenever an entry is added, changed, moved on in its life or confirmed. One question."""
    with connection.cursor() as cursor:
        cursor.execute(_FRESHNESS)
        return repr(cursor.fetchone())


@dataclass(frozen=True)
class PlaceColumns:
    """A published service at a place: what describes it, and what decides how its hours are read."""

    facts: dict[str, Any]
    hours_known: bool
    holiday_policy: str
    verify_by: date | None


def places() -> Iterator[PlaceColumns]:
    """Every published service at a place. Of a protected place only the district is told."""
    found = ServiceAtLocation.objects.filter(**PUBLISHED).order_by("service__sort_key", "pk")
    for row in found.values_list(
        "pk", "service_id", "service__name", "service__name_en", "service__organization__name",
        "location__district_code", "location__zone", "location__is_protected", "location__latitude",
        "location__longitude", "service__gender", "service__substance", "service__groups", "service__minimum_age",
        "service__maximum_age", "hours_known", "holiday_policy", "service__verify_by",
    ):  # fmt: skip
        yield _columns(*row)


def _columns(*row: Any) -> PlaceColumns:
    place, service, name, name_en, owner, district, zone, is_hidden, latitude, longitude, *rest = row
    gender, substance, groups, minimum_age, maximum_age, hours_known, holiday_policy, verify_by = rest
    facts = {
        "place_id": place, "service_id": service, "name": name, "name_en": name_en, "owner": owner,
        "district": district, "zone": "" if is_hidden else zone,
        "coordinates": None if is_hidden or latitude is None else (latitude, longitude),
        "gender": gender, "substance": substance, "groups": frozenset(groups), "minimum_age": minimum_age,
        "maximum_age": maximum_age,
    }  # fmt: skip
    return PlaceColumns(facts, hours_known, holiday_policy, verify_by)


def kinds_of_services() -> dict[UUID, dict[str, Any]]:
    """Codes of the kinds and life areas of each published service."""
    kinds: dict[UUID, set[str]] = {}
    life_areas: dict[UUID, set[str]] = {}
    found = ServiceTerm.objects.filter(**PUBLISHED)
    for service, code, life_area in found.values_list("service_id", "term__code", "term__life_area"):
        kinds.setdefault(service, set()).add(code)
        life_areas.setdefault(service, set()).add(life_area)
    return {
        service: {"kinds": frozenset(codes), "life_areas": frozenset(life_areas[service])}
        for service, codes in kinds.items()
    }


def rows(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Weekly rows when a house is open (not by appointment or phone) that hold on some date from `first` to `last`."""
    found = OpeningRow.objects.filter(
        kind=HoursKind.OPEN, valid_from__lte=last, valid_until__gt=first, place__service__status=ServiceStatus.PUBLISHED
    )
    yield from found.values_list(
        "place_id", "weekday", "opens_min", "closes_min", "valid_from", "valid_until", "iso_week", "nth_in_month"
    )


def exceptions(first: date, until: date) -> Iterator[tuple[UUID, date, int | None, int | None]]:
    """Other hours on dates from `first` to before `until`; times are None where it is closed."""
    found = OpeningException.objects.filter(
        on_date__gte=first, on_date__lt=until, place__service__status=ServiceStatus.PUBLISHED
    )
    yield from found.values_list("place_id", "on_date", "opens_min", "closes_min")

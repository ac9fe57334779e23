"""The directory as anybody may copy it: published, planned, paused and ended entries, never drafts or lines for staff.

Places of protected addresses are told by their district alone. Filters add up (AND).
"""

from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from rodtrad.foundation.norwegian_text import fold
from rodtrad.registry.areas.models import Area
from rodtrad.registry.directory.models import Capacity, Location, OpeningRow, Service, ServiceAtLocation, TaxonomyTerm
from rodtrad.registry.directory.rules.hours import DAYS
from rodtrad.registry.directory.vocabulary import Gender, HoursKind, LifeArea, Substance, TargetGroup
from rodtrad.registry.organisations.models import Organisation

EARTH = 6_371_000.0  # metres
HERE = uuid5(NAMESPACE_URL, "urn:rodtrad:directory")
KINDS, GROUPS = uuid5(HERE, "kinds"), uuid5(HERE, "groups")


@dataclass(frozen=True)
class Term:
    """A term of one of the two taxonomies: a kind of help under its part of life, or a target group."""

    id: UUID
    code: str
    name: str
    description: str
    taxonomy: UUID
    parent: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked of services and places. Empty means that it does not matter."""

    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    day: str = ""
    start_time: int | None = None  # minutes past midnight
    end_time: int | None = None
    postcode: str = ""
    proximity: float | None = None  # metres from the middle of the postcode


def services(asked: Asked) -> QuerySet[Service]:
    """Services that fit, with everything an answer is made of; ask for a slice or iterate in chunks."""
    found = Service.objects.shown().filter(_about_services(asked)).select_related("organization")
    return found.prefetch_related(*_around(""), Prefetch("places", queryset=_places())).order_by("pk")


def places(asked: Asked) -> QuerySet[ServiceAtLocation]:
    """Services at their places that fit."""
    chosen = Service.objects.shown().filter(_about_services(asked))
    found = _places().filter(service__in=chosen)
    if asked.postcode:
        found = found.filter(location__in=_near(asked.postcode, asked.proximity))
    return found.select_related("service__organization").prefetch_related(*_around("service__")).order_by("pk")


def organisations(search: str = "", *, of: Asked | None = None) -> QuerySet[Organisation]:
    """Organisations that own a shown entry that fits."""
    owned = Service.objects.shown().filter(_about_services(of or Asked()), organization=OuterRef("pk"))
    found = Organisation.objects.filter(Exists(owned)).order_by("pk")
    for word in fold(search).split():
        found = found.filter(Q(name__icontains=word) | Q(sort_key__icontains=word) | Q(name_en__icontains=word))
    return found


def services_of(organisation_id: UUID) -> QuerySet[Service]:
    return services(Asked(organization_id=organisation_id))


def _places() -> QuerySet[ServiceAtLocation]:
    return ServiceAtLocation.objects.select_related("location").prefetch_related("rows", "exceptions").order_by("pk")


def _around(path: str) -> list[Any]:
    newest = Capacity.objects.order_by("service", "-reported_at").distinct("service")
    names = ("kinds__term", "documents", "areas", "partners")
    return [*(f"{path}{name}" for name in names), Prefetch(f"{path}capacities", queryset=newest)]


def _about_services(asked: Asked) -> Q:
    fits = Q()
    for word in fold(asked.search).split():
        fits &= Q(Exists(ServiceAtLocation.objects.filter(service=OuterRef("pk"), search_text__contains=word)))
    if asked.organization_id:
        fits &= Q(organization=asked.organization_id)
    if asked.modified_after:
        fits &= Q(updated_at__gte=asked.modified_after)
    if asked.minimum_age is not None:
        fits &= Q(maximum_age=None) | Q(maximum_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        fits &= Q(minimum_age=None) | Q(minimum_age__lte=asked.maximum_age)
    if asked.taxonomy_id:
        fits &= _of_taxonomy(asked.taxonomy_id)
    if asked.taxonomy_term_id:
        fits &= _of_term(asked.taxonomy_term_id)
    if asked.day or asked.start_time is not None or asked.end_time is not None:
        fits &= Q(Exists(_open(asked)))
    return fits


def _open(asked: Asked) -> QuerySet[OpeningRow]:
    """Rows of a service that are open on a weekday, from and until the times asked for."""
    rows = OpeningRow.objects.filter(place__service=OuterRef("pk"), kind=HoursKind.OPEN)
    if asked.day:
        rows = rows.filter(weekday=DAYS.index(asked.day))
    if asked.start_time is not None:
        rows = rows.filter(opens_min__lte=asked.start_time, closes_min__gt=asked.start_time)
    if asked.end_time is not None:
        rows = rows.filter(closes_min__gte=asked.end_time)
    return rows


def _of_taxonomy(taxonomy_id: UUID) -> Q:
    if taxonomy_id == KINDS:
        return Q(pk__in=Service.objects.filter(kinds__isnull=False))
    if taxonomy_id == GROUPS:
        return ~Q(groups=[]) | ~Q(gender=Gender.ALL) | ~Q(substance=Substance.NOT_STATED) | Q(for_relatives=True)
    return Q(pk=None)


def _of_term(term_id: UUID) -> Q:
    term = next((one for one in terms() if one.id == term_id), None)
    if term is None:
        return Q(pk=None)
    if term.taxonomy == GROUPS:
        return _of_group(term.code)
    wanted = Q(kinds__term=term_id) if term.parent else Q(kinds__term__life_area=term.code)
    return Q(pk__in=Service.objects.filter(wanted))


def _of_group(code: str) -> Q:
    if code in Gender.values:
        return Q(gender=code)
    if code in Substance.values:
        return Q(substance=code)
    return Q(groups__contains=[code]) | (Q(for_relatives=True) if code == TargetGroup.NEXT_OF_KIN else Q(pk=None))


def terms() -> list[Term]:
    """Parts of life with their kinds of help below them, and target groups."""
    areas = {area.value: uuid5(HERE, f"life-area:{area.value}") for area in LifeArea}
    found = [Term(pk, code, str(LifeArea(code).label), str(LifeArea(code).label), KINDS) for code, pk in areas.items()]
    in_use = TaxonomyTerm.objects.filter(replaced_by=None).order_by("life_area", "step", "name")
    found += [Term(one.pk, one.code, one.name, one.need, KINDS, areas[one.life_area]) for one in in_use]
    return found + [Term(group_id(code), code, name, name, GROUPS) for code, name in _groups().items()]


def _groups() -> dict[str, str]:
    said = [Gender.WOMEN, Gender.MEN, Substance.ACTIVE_USE, Substance.SUBSTANCE_FREE, *TargetGroup]
    return {one.value: str(one.label) for one in said}


def group_id(code: str) -> UUID:
    return uuid5(HERE, f"group:{code}")


def group_codes(service: Service) -> list[str]:
    """The target groups of an entry by code, its gender and rule about drugs among them."""
    said = {service.gender, service.substance, *service.groups}
    if service.for_relatives:
        said.add(TargetGroup.NEXT_OF_KIN)
    return [code for code in _groups() if code in said]


def area_names() -> dict[str, str]:
    return dict(Area.objects.order_by("valid_from").values_list("code", "name"))


def _near(postcode: str, metres: float | None) -> list[UUID]:
    """Open places with a postcode, or within so many metres from the middle of those that have it."""
    told = Location.objects.filter(is_protected=False)
    if metres is None:
        return list(told.filter(postcode=postcode).values_list("pk", flat=True))
    spots = list(told.exclude(latitude=None).values_list("pk", "postcode", "latitude", "longitude"))
    inside = [(latitude or 0, longitude or 0) for _pk, code, latitude, longitude in spots if code == postcode]
    if not inside:
        return []
    middle = tuple(sum(one[axis] for one in inside) / len(inside) for axis in (0, 1))
    return [pk for pk, _code, *spot in spots if _metres(middle, (spot[0] or 0, spot[1] or 0)) <= metres]


def _metres(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """Over the globe (haversine)."""
    (north, east), (north_b, east_b) = (tuple(map(radians, one)) for one in (a, b))
    half = sin((north_b - north) / 2) ** 2 + cos(north) * cos(north_b) * sin((east_b - east) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))

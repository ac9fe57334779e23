"""One entry and what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.areas import queries as areas
from rodtrad.registry.areas.models import Area
from rodtrad.registry.directory.models import Capacity, Location, Service, ServiceAtLocation, TaxonomyTerm
from rodtrad.registry.directory.permissions import can_edit, can_see_staff_lines
from rodtrad.registry.directory.queries.search import FOUND, openness
from rodtrad.registry.directory.rules import hours as rules
from rodtrad.registry.directory.rules.hours import Hours, Shift
from rodtrad.registry.directory.vocabulary import Openness, ServiceStatus
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True)
class PlaceView:
    """A place of a service with its hours. What is protected is told by its district alone."""

    place_id: UUID
    name: str
    address: str
    district_code: str
    district: str
    zone: str
    accessibility: str
    is_protected: bool
    hours: Hours
    hours_text: str
    openness: Openness
    open_until: datetime | None  # of what is on, whether confirmed or not
    next: Shift | None
    exceptions: tuple[tuple[date, str], ...]  # dates to come with other hours, and why


@dataclass(frozen=True)
class ServiceView:
    """An entry as it is shown. Lines for staff are empty unless the reader is staff."""

    service: Service
    kinds: tuple[TaxonomyTerm, ...]
    places: tuple[PlaceView, ...]
    areas: tuple[str, ...]
    documents: tuple[str, ...]
    partners: tuple[str, ...]
    capacity: Capacity | None
    is_stale: bool
    may_edit: bool
    staff_phone: str
    staff_note: str
    under_the_same_roof: tuple[Service, ...]


@dataclass(frozen=True)
class AreaChoice:
    code: str
    name: str


def service_view(service_id: UUID, *, by: Actor | None = None, at: datetime) -> ServiceView:
    """The entry for whoever asks; nobody is everybody. Raises NotFound for what is not there or still a draft."""
    service = (
        Service.objects.select_related("organization", "replaced_by")
        .prefetch_related("kinds__term", "documents", "areas", "partners__organization")
        .filter(pk=service_id)
        .first()
    )
    may_edit = service is not None and by is not None and can_edit(service, by=by)
    if service is None or (service.status == ServiceStatus.DRAFT and not may_edit):
        raise NotFound(_("There is no such entry in the directory."))
    names = _district_names()
    rows = list(
        ServiceAtLocation.objects.filter(service=service)
        .select_related("service", "location")
        .prefetch_related("rows", "exceptions")
        .order_by("location__name", "pk")
    )
    is_staff = can_see_staff_lines(by)
    return ServiceView(
        service,
        tuple(kind.term for kind in service.kinds.all()),
        tuple(place_view(row, names=names, at=at) for row in rows),
        tuple(names.get(area.area_code, area.area_code) for area in service.areas.all()),
        tuple(one.document for one in service.documents.all()),
        tuple(one.organization.name for one in service.partners.all()),
        service.capacities.order_by("-reported_at").first(),
        is_stale(service, on=local_day(at)),
        may_edit,
        service.staff_phone if is_staff else "",
        service.staff_note if is_staff else "",
        tuple(_same_roof(service, rows)),
    )


def is_stale(service: Service, *, on: date) -> bool:
    """Published, and not confirmed by its owner in time."""
    return service.status == ServiceStatus.PUBLISHED and service.verify_by is not None and service.verify_by < on


def place_view(row: ServiceAtLocation, *, names: dict[str, str], at: datetime) -> PlaceView:
    """A place worked out from its own rows at an instant, beyond what the coming weeks hold too."""
    hours, location = row.hours(), row.location
    is_on = bool(rules.openings_at(hours, at))
    today, hidden = local_day(at), location.is_protected
    reasons = {one.on_date: one.reason for one in row.exceptions.all() if one.on_date >= today}
    return PlaceView(
        row.pk,
        "" if hidden else location.name,
        "" if hidden else location.address,
        location.district_code,
        names.get(location.district_code, ""),
        "" if hidden else location.zone,
        "" if hidden else location.accessibility,
        hidden,
        hours,
        row.hours_text,
        openness(row, is_on=is_on, instant=at),
        rules.open_until(hours, at),
        rules.next_opening(hours, at),
        tuple(sorted(reasons.items())),
    )


def _same_roof(service: Service, rows: list[ServiceAtLocation]) -> Iterator[Service]:
    """Other services in the same house. A protected house is never told."""
    here = [row.location_id for row in rows if not row.location.is_protected and row.location.address]
    others = ServiceAtLocation.objects.filter(location__in=here, service__status__in=FOUND).exclude(service=service)
    seen: set[UUID] = set()
    for other in others.select_related("service").order_by("service__sort_key"):
        if other.service_id not in seen:
            seen.add(other.service_id)
            yield other.service


def terms() -> QuerySet[TaxonomyTerm]:
    """The kinds of help in use, by life area and step on the ladder."""
    return TaxonomyTerm.objects.filter(replaced_by=None).order_by("life_area", "step", "name")


def area_choices(*, on: date) -> list[AreaChoice]:
    """Districts and zones where something is given, to choose from."""
    places = Location.objects.filter(services__service__status__in=FOUND)
    zones = sorted(set(places.exclude(zone="").filter(is_protected=False).values_list("zone", flat=True)))
    codes = set(places.exclude(district_code="").values_list("district_code", flat=True))
    districts = Area.objects.valid_on(on).filter(code__in=codes).order_by("sort_key")
    return [
        *(AreaChoice(area.code, area.name) for area in districts),
        *(AreaChoice(zone, zone_name(zone)) for zone in zones),
    ]


def districts(*, on: date) -> QuerySet[Area]:
    """The municipality's own districts, to place an entry in."""
    return areas.districts(on=on)


def names(*, excluding: UUID) -> list[tuple[UUID, str]]:
    """Entries that can come instead of another."""
    rows = Service.objects.filter(status__in=FOUND).exclude(pk=excluding).order_by("sort_key")
    return list(rows.values_list("pk", "name"))


def newest_capacity(service_id: UUID) -> Capacity | None:
    """What was last said of places and waiting time."""
    return Capacity.objects.filter(service=service_id).order_by("-reported_at").first()


def zone_name(zone: str) -> str:
    """A zone is named by its streets: brugata-storgata is Brugata-Storgata."""
    return "–".join(part.capitalize() for part in zone.split("-"))


def _district_names() -> dict[str, str]:
    return dict(Area.objects.order_by("valid_from").values_list("code", "name"))

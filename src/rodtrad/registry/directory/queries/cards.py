"""What a street card of an area says."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import NotFound
from rodtrad.registry.directory.models import Service, ServiceAtLocation
from rodtrad.registry.directory.queries.entries import AreaChoice, area_choices
from rodtrad.registry.directory.rules.hours import Hours
from rodtrad.registry.directory.vocabulary import ServiceStatus
from rodtrad.registry.organisations.queries import local_day


@dataclass(frozen=True)
class CardEntry:
    service: Service
    life_area: str
    where: str
    hours: Hours


@dataclass(frozen=True)
class StreetCard:
    area: AreaChoice
    entries: tuple[CardEntry, ...]


def street_card(code: str, *, at: datetime) -> StreetCard:
    """Everything published and confirmed in an area. Raises NotFound for an area without any."""
    today = local_day(at)
    area = next((one for one in area_choices(on=today) if one.code == code), None)
    if area is None:
        raise NotFound(_("There is no card for that area."))
    rows = (
        ServiceAtLocation.objects.filter(
            Q(location__district_code=code) | Q(location__zone=code),
            service__status=ServiceStatus.PUBLISHED,
            service__verify_by__gte=today,
        )
        .select_related("service__organization", "location")
        .prefetch_related("rows", "exceptions", "service__kinds__term")
        .order_by("service__sort_key", "pk")
    )
    return StreetCard(area, tuple(_entry(row) for row in rows))


def _entry(row: ServiceAtLocation) -> CardEntry:
    kinds = sorted((kind.term for kind in row.service.kinds.all()), key=lambda term: (term.step, term.name))
    where = "" if row.location.is_protected else row.location.address
    return CardEntry(row.service, kinds[0].life_area, where, row.hours())

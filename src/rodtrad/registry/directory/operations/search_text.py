"""The folded words a place is found by: its names, its kinds with their plain words, its owner, street and district."""

from collections.abc import Iterable
from uuid import UUID

from rodtrad.foundation.norwegian_text import fold
from rodtrad.registry.areas.models import Area
from rodtrad.registry.directory.models import ServiceAtLocation


def refresh_search_text(service_ids: Iterable[UUID]) -> None:
    """Write the words of these services' places anew."""
    places = list(
        ServiceAtLocation.objects.filter(service__in=list(service_ids))
        .select_related("service__organization", "location")
        .prefetch_related("service__kinds__term")
    )
    codes = {place.location.district_code for place in places}
    districts = dict(Area.objects.filter(code__in=codes).order_by("valid_from").values_list("code", "name"))
    for place in places:
        place.search_text = fold(" ".join(filter(None, _words(place, districts))))
    ServiceAtLocation.objects.bulk_update(places, ["search_text"], batch_size=500)


def _words(place: ServiceAtLocation, districts: dict[str, str]) -> Iterable[str]:
    service, location = place.service, place.location
    yield from (service.name, service.name_en, service.description)
    if service.organization:
        yield from (service.organization.name, *service.organization.aliases)
    for kind in service.kinds.all():
        yield from (kind.term.name, kind.term.name_en, kind.term.need, *kind.term.synonyms)
    yield districts.get(location.district_code, "")
    if not location.is_protected:
        yield from (location.name, location.address, location.zone.replace("-", " "))

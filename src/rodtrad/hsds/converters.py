"""Our entries as HSDS objects: plain dicts without empty keys. Ids of parts without one of their own are derived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from rodtrad.foundation.working_days import OSLO
from rodtrad.hsds.schedules import Json, schedules
from rodtrad.registry.directory.queries.open_data import GROUPS, KINDS, Term, group_codes, group_id
from rodtrad.registry.directory.vocabulary import Price, ServiceStatus

STATUS = {
    ServiceStatus.PUBLISHED: "active",
    ServiceStatus.PLANNED: "inactive",
    ServiceStatus.PAUSED: "temporarily closed",
    ServiceStatus.ENDED: "defunct",
}
CITY, COUNTRY, COUNTY = "Oslo", "NO", "Oslo"
TAXONOMIES = {KINDS: ("Kinds of help", "Parts of life, and the kinds of help in each."), GROUPS: ("Target groups", "Whom an offer is made for, and its rule about drugs and alcohol.")}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What is read once for an answer: names of areas, terms by id, the day."""

    areas: dict[str, str]
    terms: dict[UUID, Term]
    today: date


def plain(**said: Any) -> Json:
    """Without empty keys; ids and days as text."""
    return {key: _value(value) for key, value in said.items() if value not in (None, "", [], {})}


def _value(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(OSLO).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def service_item(service: Any) -> Json:
    """A service with what there is one of."""
    waiting = next((one.waiting_days for one in service.capacities.all()), None)
    return plain(
        id=service.pk,
        organization_id=service.organization_id,
        name=service.name,
        alternate_name=service.name_en,
        description=service.description,
        url=service.url,
        email=service.email,
        status=STATUS[service.status],
        application_process=service.application_process,
        fees_description=service.price_text or (str(Price.FREE.label) if service.price == Price.FREE else ""),
        wait_time=_("%(days)s days") % {"days": waiting} if waiting is not None else "",
        eligibility_description=service.eligibility,
        minimum_age=service.minimum_age,
        maximum_age=service.maximum_age,
        assured_date=service.verified_on,
        alert=_("Closed until %(day)s") % {"day": service.reopens_on} if service.reopens_on else "",
        last_modified=service.updated_at,
        organization=organisation_item(service.organization) if service.organization_id else None,
    )


def service_full(service: Any, words: Words, *, with_places: bool = True) -> Json:
    """A service with all that belongs to it."""
    own = service.pk
    return service_item(service) | plain(
        phones=[plain(id=uuid5(own, "phone"), service_id=own, number=service.phone)] if service.phone else [],
        service_areas=[
            plain(id=uuid5(own, f"area:{one.area_code}"), service_id=own, name=words.areas.get(one.area_code, one.area_code))
            for one in service.areas.all()
        ],
        languages=[plain(id=uuid5(own, f"language:{name}"), service_id=own, name=name) for name in service.languages],
        cost_options=[plain(id=uuid5(own, "cost"), service_id=own, option=str(Price.FREE.label), amount=0, currency="NOK")]
        if service.price == Price.FREE
        else [],
        required_documents=[
            plain(id=uuid5(own, f"document:{one.pk}"), service_id=own, document=one.document)
            for one in service.documents.all()
        ],
        attributes=_attributes(service, words),
        service_at_locations=[place_full(one, words) for one in service.places.all()] if with_places else [],
    )  # fmt: skip


def _attributes(service: Any, words: Words) -> list[Json]:
    ids = [one.term_id for one in service.kinds.all()] + [group_id(code) for code in group_codes(service)]
    return [
        plain(
            id=uuid5(service.pk, f"term:{pk}"), link_id=service.pk, link_entity="service", taxonomy_term_id=pk,
            taxonomy_term=term_item(words.terms[pk]),
        )
        for pk in ids
        if pk in words.terms
    ]  # fmt: skip


def place_item(place: Any, words: Words) -> Json:
    """A service at a place; of a protected place no location, only the district in words."""
    location, hidden = place.location, place.location.is_protected
    return plain(
        id=place.pk,
        service_id=place.service_id,
        location_id=None if hidden else location.pk,
        description=words.areas.get(location.district_code, "") if hidden else "",
        location=None if hidden else _location(location, words),
    )


def place_full(place: Any, words: Words) -> Json:
    hidden = place.location.is_protected
    full = place_item(place, words) | plain(schedules=schedules(place, today=words.today))
    if not hidden:
        full["location"] |= _location_parts(place.location)
    return full


def _location(location: Any, words: Words) -> Json:
    return plain(
        id=location.pk,
        location_type="physical",
        name=location.name,
        description=words.areas.get(location.district_code, ""),
        latitude=location.latitude,
        longitude=location.longitude,
    )


def _location_parts(location: Any) -> Json:
    own = location.pk
    address = {
        "id": str(uuid5(own, "address")), "location_id": str(own), "address_1": location.address, "city": CITY,
        "state_province": COUNTY, "postal_code": location.postcode, "country": COUNTRY, "address_type": "physical",
    }  # fmt: skip
    return plain(
        addresses=[address] if location.address else [],
        accessibility=[plain(id=uuid5(own, "accessibility"), location_id=own, description=location.accessibility)]
        if location.accessibility
        else [],
    )


def organisation_item(organisation: Any, *, known: Iterable[UUID] = ()) -> Json:
    """`known` are the organisations that can be asked for; a parent outside them is not named."""
    parent = organisation.parent_id if organisation.parent_id in known else None
    return plain(
        id=organisation.pk,
        name=organisation.name,
        alternate_name=organisation.name_en,
        description=organisation.get_kind_display() or organisation.name,
        parent_organization_id=parent,
    )


def term_item(term: Term) -> Json:
    return plain(
        id=term.id, code=term.code, name=term.name, description=term.description, parent_id=term.parent,
        taxonomy=TAXONOMIES[term.taxonomy][0], taxonomy_id=term.taxonomy, language="nb",
    )  # fmt: skip


def taxonomy_item(taxonomy_id: UUID) -> Json:
    name, description = TAXONOMIES[taxonomy_id]
    return plain(id=taxonomy_id, name=name, description=description)

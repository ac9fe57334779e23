"""Writing what an entry says, but for its hours."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound, SomebodyWasFirst
from rodtrad.foundation.norwegian_text import clean, sort_key
from rodtrad.registry.directory.models import (
    Location,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServicePartner,
    ServiceTerm,
    TaxonomyTerm,
)
from rodtrad.registry.directory.operations.search_text import refresh_search_text
from rodtrad.registry.directory.permissions import check_can_add, check_can_edit, check_is_editor
from rodtrad.registry.directory.vocabulary import Entrance, Gender, Price, Substance

OLDEST = 120


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Everything an owner says of a service. Empty means not stated; ages are whole years, both ends included."""

    name: str
    kinds: tuple[str, ...]  # codes of taxonomy terms
    name_en: str = ""
    description: str = ""
    description_en: str = ""
    gender: str = Gender.ALL
    substance: str = Substance.NOT_STATED
    minimum_age: int | None = None
    maximum_age: int | None = None
    for_relatives: bool = False
    groups: tuple[str, ...] = ()
    eligibility: str = ""
    entrance: str = Entrance.NOT_STATED
    application_process: str = ""
    price: str = Price.NOT_STATED
    price_text: str = ""
    languages: tuple[str, ...] = ()
    user_run: bool = False
    phone: str = ""
    email: str = ""
    url: str = ""
    staff_phone: str = ""
    staff_note: str = ""
    documents: tuple[str, ...] = ()
    area_codes: tuple[str, ...] = ()  # districts it is for; none means everybody
    partners: tuple[UUID, ...] = ()


OWN_TABLES = {"kinds", "documents", "area_codes", "partners"}
COLUMNS = [field.name for field in fields(Entry) if field.name not in OWN_TABLES]


@transaction.atomic
def load_terms(rows: list[dict[str, Any]], *, by: Actor, at: datetime) -> int:
    """Kinds of help by their code: new ones are added, known ones take the words of the file. Returns how many are new."""
    check_is_editor(by)
    known = set(TaxonomyTerm.objects.values_list("code", flat=True))
    TaxonomyTerm.objects.bulk_create(
        [TaxonomyTerm(**row) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "need", "need_en", "life_area", "synonyms", "step"],
    )
    added = len({row["code"] for row in rows} - known)
    audit.record("directory.terms.loaded", by=by, at=at, details={"added": added})
    return added


@transaction.atomic
def register_service(
    code: str,
    *,
    entry: Entry,
    organization_id: UUID | None,
    source: str = "",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> Service:
    """A new draft. Nobody but its owner sees it before it is published. Raises DomainError naming the field."""
    check_can_add(organization_id, by=by)
    check_entry(entry)
    service = Service(
        code=code,
        organization_id=organization_id,
        source=source,
        is_example=is_example,
        updated_at=at,
        **columns_of(entry),
    )
    service.save(force_insert=True)
    _write_own_tables(service, entry)
    audit.record("directory.service.registered", by=by, at=at, subject_id=service.pk)
    return service


@transaction.atomic
def change_service(service_id: UUID, *, entry: Entry, version: int, by: Actor, at: datetime) -> Service:
    """Put new words in an entry. Confirms nothing. Raises SomebodyWasFirst when another changed it meanwhile."""
    service = locked(service_id)
    check_can_edit(service, by=by)
    check_entry(entry)
    if service.version != version:
        raise SomebodyWasFirst(
            _("Somebody else changed this entry while you wrote. Your text is kept: compare, then save again.")
        )
    for name, value in columns_of(entry).items():
        setattr(service, name, value)
    touch(service, at=at)
    _write_own_tables(service, entry)
    refresh_search_text([service.pk])
    audit.record("directory.service.changed", by=by, at=at, subject_id=service.pk)
    return service


@transaction.atomic
def add_place(
    service_id: UUID,
    *,
    name: str,
    address: str = "",
    postcode: str = "",
    district_code: str = "",
    zone: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    accessibility: str = "",
    is_protected: bool = False,
    is_loading: bool = False,
    by: Actor,
    at: datetime,
) -> ServiceAtLocation:
    """The service is given here too. Two services under one roof share the location.

    Whoever loads many writes the words they are found by afterwards.
    """
    service = locked(service_id)
    check_can_edit(service, by=by)
    if latitude is not None and not (-90 <= latitude <= 90 and -180 <= (longitude or 0) <= 180):
        raise DomainError(_("That place is not on the earth. Latitude goes from -90 to 90."), field="latitude")
    location, _new = Location.objects.update_or_create(
        name=clean(name),
        address=clean(address),
        district_code=district_code,
        defaults={
            "postcode": postcode,
            "zone": zone,
            "latitude": latitude,
            "longitude": longitude,
            "accessibility": accessibility,
            "is_protected": is_protected,
        },
    )
    place, _new = ServiceAtLocation.objects.get_or_create(service=service, location=location)
    touch(service, at=at)
    if not is_loading:
        refresh_search_text([service.pk])
    audit.record("directory.place.added", by=by, at=at, subject_id=service.pk)
    return place


def entry_of(service: Service) -> Entry:
    """What an entry says now; needs `kinds__term`, `documents`, `areas` and `partners` (prefetch them for lists)."""
    said = {name: getattr(service, name) for name in COLUMNS}
    said |= {name: tuple(said[name]) for name in ("groups", "languages")}
    return Entry(
        **said,
        kinds=tuple(kind.term.code for kind in service.kinds.all()),
        documents=tuple(one.document for one in service.documents.all()),
        area_codes=tuple(one.area_code for one in service.areas.all()),
        partners=tuple(one.organization_id for one in service.partners.all()),
    )


def locked(service_id: UUID) -> Service:
    """The entry, held until the act is done. Raises NotFound."""
    service = Service.objects.select_for_update().filter(pk=service_id).first()
    if service is None:
        raise NotFound(_("There is no such entry in the directory."))
    return service


def touch(service: Service, *, at: datetime) -> None:
    service.updated_at = at
    service.version += 1
    service.save()


def check_entry(entry: Entry) -> None:
    """Raises DomainError naming the field that contradicts itself."""
    if not clean(entry.name):
        raise DomainError(_("Write the name."), field="name")
    if not entry.kinds:
        raise DomainError(_("Choose at least one kind of help."), field="kinds")
    youngest, oldest = entry.minimum_age, entry.maximum_age
    if youngest is not None and oldest is not None and youngest > oldest:
        raise DomainError(
            _("The ages run backwards: from %(from)s to %(to)s.") % {"from": youngest, "to": oldest},
            field="maximum_age",
        )
    if any(age is not None and not 0 <= age <= OLDEST for age in (youngest, oldest)):
        raise DomainError(_("An age is a number from 0 to 120."), field="minimum_age")


def columns_of(entry: Entry) -> dict[str, Any]:
    """The columns of the table for what an entry says."""
    said = {name: getattr(entry, name) for name in COLUMNS}
    said |= {name: list(said[name]) for name in ("groups", "languages")}
    return {**said, "name": clean(entry.name), "sort_key": sort_key(entry.name)[:400]}


def _write_own_tables(service: Service, entry: Entry) -> None:
    terms = dict(TaxonomyTerm.objects.filter(code__in=entry.kinds, replaced_by=None).values_list("code", "pk"))
    if missing := set(entry.kinds) - set(terms):
        raise DomainError(_('There is no kind of help called "%(kind)s".') % {"kind": min(missing)}, field="kinds")
    for table in (ServiceTerm, RequiredDocument, ServiceArea, ServicePartner):
        table.objects.filter(service=service).delete()
    ServiceTerm.objects.bulk_create(ServiceTerm(service=service, term_id=pk) for pk in terms.values())
    RequiredDocument.objects.bulk_create(RequiredDocument(service=service, document=one) for one in entry.documents)
    ServiceArea.objects.bulk_create(ServiceArea(service=service, area_code=one) for one in entry.area_codes)
    ServicePartner.objects.bulk_create(
        ServicePartner(service=service, organization_id=one) for one in set(entry.partners)
    )

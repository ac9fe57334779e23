"""Entries from a file, all or nothing. Loading the same file again changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.registry.directory.models import (
    ImportFile,
    Location,
    OpeningException,
    OpeningRow,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceTerm,
    TaxonomyTerm,
)
from rodtrad.registry.directory.operations.entries import Entry, change_service, columns_of, entry_of
from rodtrad.registry.directory.operations.hours import keep_openings
from rodtrad.registry.directory.operations.records import PlaceRecord, Record
from rodtrad.registry.directory.operations.search_text import refresh_search_text
from rodtrad.registry.directory.permissions import check_can_add, check_can_edit
from rodtrad.registry.directory.rules.hours import Row, Span

KEPT = timedelta(days=1)
BATCH = 1000
Pairs = list[tuple[Service, PlaceRecord]]


@dataclass(frozen=True)
class Loaded:
    """How many entries a file adds, changes, and leaves as they are."""

    new: int
    changed: int
    unchanged: int


def keep_file(content: bytes, *, name: str, source: str, by: Actor, at: datetime) -> ImportFile:
    """Keep a file until it is looked over. Those of the days before are thrown away."""
    assert by.post_id is not None
    ImportFile.objects.filter(made_at__lt=at - KEPT).delete()
    return ImportFile.objects.create(post_id=by.post_id, name=name[:200], source=source, content=content, made_at=at)


@transaction.atomic
def load_entries(records: Sequence[Record], *, source: str, by: Actor, at: datetime) -> Loaded:
    """New entries become drafts; known ones, by their code, get what the file says and keep what it does not say.

    Raises NotAllowed when one of them is not the actor's to write; then nothing is loaded.
    """
    known = known_services(records)
    for owner in {one.organization_id for one in records if one.code not in known}:
        check_can_add(owner, by=by)
    added = _add([one for one in records if one.code not in known], source=source, at=at)
    changed = [known[one.code] for one in records if one.code in known and _change(known[one.code], one, by=by, at=at)]
    refresh_search_text([service.pk for service in (*added, *changed)])
    keep_openings(ServiceAtLocation.objects.filter(service__in=changed).values_list("pk", flat=True), at=at)
    counts = Loaded(len(added), len(changed), len(records) - len(added) - len(changed))
    audit.record("directory.file.loaded", by=by, at=at, details={"new": counts.new, "changed": counts.changed})
    return counts


def known_services(records: Iterable[Record]) -> dict[str, Service]:
    """Entries that are there already, by code, with everything a record is compared with."""
    found = Service.objects.filter(code__in=[one.code for one in records]).prefetch_related(
        "kinds__term", "documents", "areas", "partners", "places__location", "places__rows", "places__exceptions"
    )
    return {service.code: service for service in found}


def differs(service: Service, record: Record) -> bool:
    """Whether loading the record would change the entry."""
    return _then(service, record) != _sorted(entry_of(service)) or any(
        _is_new(service, place) or _has_other_hours(_place_of(service, place), place) for place in record.places
    )


def _then(service: Service, record: Record) -> Entry:
    return _sorted(replace(entry_of(service), **record.said))


def _sorted(entry: Entry) -> Entry:
    return replace(entry, kinds=tuple(sorted(entry.kinds)), documents=tuple(sorted(entry.documents)))


def _place_of(service: Service, record: PlaceRecord) -> ServiceAtLocation | None:
    for place in service.places.all():
        if (place.location.name, place.location.address, place.location.district_code) == record.key:
            return place
    return None


def _is_new(service: Service, record: PlaceRecord) -> bool:
    return _place_of(service, record) is None


def _has_other_hours(place: ServiceAtLocation | None, record: PlaceRecord) -> bool:
    if place is None or record.rows is None:
        return False
    rows = {row.as_rule() for row in place.rows.all()}
    return (rows, place.hours_text, place.holiday_policy) != (
        set(record.rows), record.hours_text, record.holiday_policy,
    ) or not _dates(record) <= _dates_of(place)  # fmt: skip


def _dates(record: PlaceRecord) -> set[tuple[object, ...]]:
    return {
        (day, span.opens_min if span else None, span.closes_min if span else None)
        for day, spans, _reason in record.exceptions
        for span in spans or (None,)
    }


def _dates_of(place: ServiceAtLocation) -> set[tuple[object, ...]]:
    return {(one.on_date, one.opens_min, one.closes_min) for one in place.exceptions.all()}


def _change(service: Service, record: Record, *, by: Actor, at: datetime) -> bool:
    if not differs(service, record):
        return False
    check_can_edit(service, by=by)
    if _then(service, record) != _sorted(entry_of(service)):
        entry = replace(entry_of(service), **record.said)
        change_service(service.pk, entry=entry, version=service.version, by=by, at=at)
    else:
        Service.objects.filter(pk=service.pk).update(updated_at=at, version=service.version + 1)
    _add_places([(service, place) for place in record.places if _is_new(service, place)])
    for one in record.places:
        place = _place_of(service, one)
        if place is not None and _has_other_hours(place, one):
            OpeningRow.objects.filter(place=place).delete()
            OpeningException.objects.filter(place=place, on_date__in=[day for day, *_rest in one.exceptions]).delete()
            _write_hours([(place, one)])
    return True


def _add(records: Sequence[Record], *, source: str, at: datetime) -> list[Service]:
    """New drafts, in as few questions as there are tables."""
    entries = [Entry(**one.said) for one in records]
    services = Service.objects.bulk_create(
        [
            Service(
                code=one.code, organization_id=one.organization_id, source=source, updated_at=at, **columns_of(entry)
            )
            for one, entry in zip(records, entries, strict=True)
        ],
        batch_size=BATCH,
    )
    terms = dict(TaxonomyTerm.objects.values_list("code", "pk"))
    pairs = list(zip(services, entries, strict=True))
    ServiceTerm.objects.bulk_create(
        [ServiceTerm(service=service, term_id=terms[code]) for service, entry in pairs for code in set(entry.kinds)],
        batch_size=BATCH,
    )
    RequiredDocument.objects.bulk_create(
        [RequiredDocument(service=service, document=said) for service, entry in pairs for said in entry.documents]
    )
    ServiceArea.objects.bulk_create(
        [ServiceArea(service=service, area_code=code) for service, entry in pairs for code in entry.area_codes]
    )
    _add_places([(service, place) for service, one in zip(services, records, strict=True) for place in one.places])
    return services


def _add_places(pairs: Pairs) -> None:
    """Locations are shared by name, address and district; then the services at them, with their hours."""
    locations = _locations([place for _service, place in pairs])
    places = ServiceAtLocation.objects.bulk_create(
        [ServiceAtLocation(service=service, location_id=locations[place.key]) for service, place in pairs],
        batch_size=BATCH,
    )
    _write_hours([(row, place) for row, (_service, place) in zip(places, pairs, strict=True)])


def _locations(records: Iterable[PlaceRecord]) -> dict[tuple[str, str, str], UUID]:
    wanted = {one.key: one for one in records}
    names = {name for name, _address, _district in wanted}
    rows = Location.objects.filter(name__in=names).values_list("name", "address", "district_code", "pk")
    found = {(name, address, district): pk for name, address, district, pk in rows}
    made = Location.objects.bulk_create(
        [
            Location(
                name=one.name, address=one.address, district_code=one.district_code, postcode=one.postcode,
                latitude=one.latitude, longitude=one.longitude, accessibility=one.accessibility,
            )
            for key, one in wanted.items()
            if key not in found
        ],
        batch_size=BATCH,
    )  # fmt: skip
    return found | {(one.name, one.address, one.district_code): one.pk for one in made}


def _write_hours(pairs: Sequence[tuple[ServiceAtLocation, PlaceRecord]]) -> None:
    said = [(place, one, one.rows) for place, one in pairs if one.rows is not None]
    for place, one, rows in said:
        place.hours_text, place.holiday_policy = one.hours_text, one.holiday_policy
        place.hours_known = bool(rows) or not one.hours_text
    fields = ["hours_text", "holiday_policy", "hours_known"]
    ServiceAtLocation.objects.bulk_update([place for place, *_rest in said], fields, batch_size=BATCH)
    OpeningRow.objects.bulk_create([_row(place, row) for place, _one, rows in said for row in rows], batch_size=BATCH)
    OpeningException.objects.bulk_create(
        [
            OpeningException(place=place, on_date=day, reason=reason, **_times(span))
            for place, one, _rows in said
            for day, spans, reason in one.exceptions
            for span in spans or (None,)
        ],
        batch_size=BATCH,
    )


def _row(place: ServiceAtLocation, row: Row) -> OpeningRow:
    return OpeningRow(
        place=place, weekday=row.weekday, opens_min=row.span.opens_min, closes_min=row.span.closes_min,
        kind=row.span.kind, valid_from=row.valid_from, valid_until=row.valid_until, iso_week=row.iso_week,
        nth_in_month=row.nth_in_month,
    )  # fmt: skip


def _times(span: Span | None) -> dict[str, int]:
    return {"opens_min": span.opens_min, "closes_min": span.closes_min} if span else {}

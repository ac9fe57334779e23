"""What a file would do before it is loaded, and the directory as a table to take away."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.directory.imports.files import read_file
from rodtrad.registry.directory.imports.records import Reading
from rodtrad.registry.directory.imports.template import HEADS
from rodtrad.registry.directory.models import ImportFile, ServiceAtLocation
from rodtrad.registry.directory.operations.loading import Loaded, differs, known_services
from rodtrad.registry.directory.osm import write_osm
from rodtrad.registry.directory.permissions import can_add, can_edit
from rodtrad.registry.directory.queries.search import FOUND


@dataclass(frozen=True)
class Preview:
    """A file as it was read, and what loading it would do."""

    file_id: UUID
    name: str
    source: str
    reading: Reading
    would: Loaded


def preview(file_id: UUID, *, by: Actor) -> Preview:
    """One's own file. Entries that are not the actor's to write are faults. Raises NotFound."""
    kept = ImportFile.objects.filter(pk=file_id, post=by.post_id).first()
    if kept is None:
        raise NotFound(_("That file is gone. Choose it again."))
    reading = read_file(bytes(kept.content), source=kept.source)
    known = known_services(reading.records)
    allowed: dict[UUID | None, bool] = {}
    for record in list(reading.records):
        service = known.get(record.code)
        owner = service.organization_id if service else record.organization_id
        if owner not in allowed:
            allowed[owner] = can_edit(service, by=by) if service else can_add(owner, by=by)
        if not allowed[owner]:
            reading.records.remove(record)
            reading.fault(record.where, _("This is not your organisation's to write."))
    old = [record for record in reading.records if record.code in known]
    changed = sum(differs(known[record.code], record) for record in old)
    would = Loaded(len(reading.records) - len(old), changed, len(old) - changed)
    return Preview(kept.pk, kept.name, kept.source, reading, would)


def table_rows() -> Iterator[list[str | int | float | None]]:
    """Every entry that is shown, a row for each place, in the columns the import reads. Protected places are left out."""
    yield list(HEADS.values())
    found = ServiceAtLocation.objects.filter(service__status__in=FOUND).order_by("service__sort_key", "pk")
    for place in found.select_related("service__organization", "location").prefetch_related(
        "rows", "service__kinds__term"
    ):
        service, location = place.service, place.location
        open_place = not location.is_protected
        yield [
            service.code, service.name, service.organization.code if service.organization else "",
            "; ".join(kind.term.name for kind in service.kinds.all()), service.description, service.gender,
            service.substance, service.minimum_age, service.maximum_age, "ja" if service.for_relatives else "nei",
            service.eligibility, service.entrance, service.price, "; ".join(service.languages), service.phone,
            service.email, service.url, location.name if open_place else "", location.address if open_place else "",
            location.postcode if open_place else "", location.district_code if open_place else "",
            location.latitude if open_place else None, location.longitude if open_place else None,
            write_osm([row.as_rule() for row in place.rows.all()], place.holiday_policy) if open_place else "",
        ]  # fmt: skip

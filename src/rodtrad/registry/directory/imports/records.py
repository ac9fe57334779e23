"""What a file says, checked as far as the file alone can be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.norwegian_text import fold
from rodtrad.registry.areas.models import Area
from rodtrad.registry.directory.models import Service, TaxonomyTerm
from rodtrad.registry.directory.operations.entries import COLUMNS, Entry, check_entry
from rodtrad.registry.directory.operations.hours import check_rows
from rodtrad.registry.directory.operations.records import PlaceRecord, Record
from rodtrad.registry.organisations.models import Organisation

MOST_ROWS = 20_000
UNKNOWN_KIND = "not-described"


@dataclass(frozen=True)
class Fault:
    where: str
    reason: str


@dataclass
class Reading:
    """What a file holds. With a fault nothing is loaded, unless somebody says that those rows are left out."""

    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    def fault(self, where: str, reason: object) -> None:
        self.faults.append(Fault(where, str(reason)))

    def note(self, where: str, reason: object) -> None:
        self.notes.append(Fault(where, str(reason)))


class Known:
    """Names that files use, read once: organisations, kinds of help, districts. All folded."""

    @cached_property
    def organisations(self) -> dict[str, UUID]:
        found: dict[str, UUID] = {}
        for row in Organisation.objects.order_by("-valid_until").values_list(
            "pk", "code", "name", "name_en", "abbreviation", "aliases"
        ):
            for name in (row[1], row[2], row[3], row[4], *row[5]):
                if name:
                    found.setdefault(fold(name), row[0])
        return found

    @cached_property
    def kinds(self) -> dict[str, str]:
        found: dict[str, str] = {}
        terms = list(TaxonomyTerm.objects.filter(replaced_by=None).order_by("code"))
        for term in terms:
            found |= {fold(name): term.code for name in (term.code, term.name, term.name_en) if name}
        for term in terms:
            for word in term.synonyms:
                found.setdefault(fold(word), term.code)
        return found

    @cached_property
    def districts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, name in Area.objects.filter(code__startswith="0").values_list("code", "name"):
            found |= {code: code, fold(name): code, fold(f"bydel {name}"): code}
        return found


def check(record: Record) -> Iterator[str]:
    """Sentences about what cannot be in a record, by the rules that the forms have too."""
    entry = Entry(**{"name": "", "kinds": (), **record.said})
    try:
        check_entry(entry)
        columns = {name: getattr(entry, name) for name in COLUMNS if name in record.said}
        columns |= {name: list(columns[name]) for name in ("groups", "languages") if name in columns}
        left_out = {field.name for field in Service._meta.get_fields()} - set(columns)
        Service(**columns).clean_fields(exclude=left_out)
    except DomainError as error:
        yield str(error)
    except ValidationError as error:
        for name in error.message_dict:
            yield _('"%(text)s" is no %(field)s, or too long.') % {"text": getattr(entry, name), "field": name}
    for place in record.places:
        yield from _check_place(place)


def _check_place(place: PlaceRecord) -> Iterator[str]:
    for name, value, most in (("latitude", place.latitude, 90), ("longitude", place.longitude, 180)):
        if value is not None and not -most <= value <= most:
            yield _("%(value)s is no %(name)s. It goes from -%(most)s to %(most)s.") % {
                "value": value, "name": name, "most": most,
            }  # fmt: skip
    if (place.latitude is None) != (place.longitude is None):
        yield _("Latitude and longitude come together.")
    if max(map(len, (place.name, place.address))) > 200:
        yield _("The name or address of the place is too long.")
    try:
        check_rows(list(place.rows or ()))
    except DomainError as error:
        yield str(error)

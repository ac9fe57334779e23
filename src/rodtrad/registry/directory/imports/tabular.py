"""HSDS as tables (services.csv, locations.csv ...), put together to nested services. A row that leads nowhere is a fault."""

from typing import Any

from django.utils.translation import gettext as _

from rodtrad.registry.directory.imports.records import Reading
from rodtrad.registry.directory.imports.tables import Table

Json = dict[str, Any]
NUMBERS = {"minimum_age", "maximum_age", "latitude", "longitude", "amount", "interval"}
ALIASES = {"service_at_location": "service_at_locations", "organization": "organizations"}
# Which table hangs on which, by what key, under what name.
CHILDREN = {
    "phones": ("services", "service_id"),
    "languages": ("services", "service_id"),
    "required_documents": ("services", "service_id"),
    "cost_options": ("services", "service_id"),
    "addresses": ("locations", "location_id"),
    "accessibility": ("locations", "location_id"),
}


def nested(tables: dict[str, Table], reading: Reading) -> list[Json]:
    """Services with all that belongs to them. What points at nothing is a fault of its own row."""
    read = {ALIASES.get(name.lower(), name.lower()): _clean(table) for name, table in tables.items()}
    ids = {name: {row["id"]: row for _number, row in table if row.get("id")} for name, table in read.items()}
    services = ids.get("services", {})

    def parent(table: str, number: int, row: Json, of: str, key: str) -> Json | None:
        if not row.get(key):
            return None
        found = ids.get(of, {}).get(row[key])
        if found is None:
            where = _("%(table)s, row %(number)s") % {"table": table, "number": number}
            reading.fault(where, _('%(key)s "%(id)s" leads to nothing in the file.') % {"key": key, "id": row[key]})
        return found

    for name, (of, key) in CHILDREN.items():
        for number, row in read.get(name, []):
            if (above := parent(name, number, row, of, key)) is not None:
                above.setdefault(name, []).append(row)
    for number, row in read.get("services", []):
        row["organization"] = parent("services", number, row, "organizations", "organization_id")
        row.pop("organization_id", None)
    for number, row in read.get("service_at_locations", []):
        service = parent("service_at_locations", number, row, "services", "service_id")
        row["location"] = parent("service_at_locations", number, row, "locations", "location_id")
        row.pop("location_id", None)
        if service is not None:
            service.setdefault("service_at_locations", []).append(row)
    for number, row in read.get("schedules", []):
        for of, key in (("service_at_locations", "service_at_location_id"), ("locations", "location_id"), ("services", "service_id")):  # fmt: skip
            if row.get(key):
                if (above := parent("schedules", number, row, of, key)) is not None:
                    above.setdefault("schedules", []).append(row)
                break
    for number, row in read.get("attributes", []):
        term = parent("attributes", number, row, "taxonomy_terms", "taxonomy_term_id")
        if row.get("link_id") in services:
            services[row["link_id"]].setdefault("attributes", []).append({**row, "taxonomy_term": term})
    return [row for _number, row in read.get("services", [])]


def _clean(table: Table) -> list[tuple[int, Json]]:
    return [(number, {key: _value(key, text) for key, text in row.items() if text != ""}) for number, row in table]


def _value(key: str, text: str) -> Any:
    if key in NUMBERS:
        try:
            return float(text)
        except ValueError:
            return text
    return text

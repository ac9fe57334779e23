"""A small directory for tests, made with the real operations: what the city of tests/city.py offers."""

from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from rodtrad.registry.directory import operations
from rodtrad.registry.directory.models import Service, ServiceAtLocation
from rodtrad.registry.directory.operations import Entry
from rodtrad.registry.directory.osm import read_osm
from tests.city import LONG_AGO, SETUP, City


@dataclass
class Directory:
    city: City
    services: dict[str, Service] = field(default_factory=dict)
    places: dict[str, ServiceAtLocation] = field(default_factory=dict)

    def add(
        self,
        code: str,
        kind: str,
        hours: str,
        *,
        at: datetime,
        owner: str | None = "frivillig",
        policy: str = "AS_USUAL",
        place: dict[str, Any] | None = None,
        is_published: bool = True,
        **said: Any,
    ) -> UUID:
        """An entry under a code that is its name too, with hours as OpenStreetMap writes them; `?` for not known."""
        entry = Entry(name=said.pop("name", code), kinds=(kind,), **said)
        owner_id = self.city.unit_id(owner) if owner else None
        service = operations.register_service(code, entry=entry, organization_id=owner_id, by=SETUP, at=at)
        where = {"name": code, "address": f"{code}gata 1", "district_code": "030101", **(place or {})}
        there = operations.add_place(service.pk, by=SETUP, at=at, **where)
        rows, _policy = ([], "") if hours == "?" else read_osm(hours)
        text = "?" if hours == "?" else ""
        operations.set_hours(there.pk, rows=rows, holiday_policy=policy, text=text, by=SETUP, at=at)
        if is_published:
            operations.publish(service.pk, by=SETUP, at=at)
        self.services[code], self.places[code] = service, there
        return service.pk


def build_directory(city: City) -> Directory:
    """The kinds of help, and no entry yet."""
    text = (files("rodtrad.registry.directory") / "data" / "kinds.yaml").read_text(encoding="utf-8")
    operations.load_terms(yaml.safe_load(text)["kinds"], by=SETUP, at=LONG_AGO)
    return Directory(city)

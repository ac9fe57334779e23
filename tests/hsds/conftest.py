"""A small directory with one of everything, and the official schemas where they lie beside the checkout."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from rodtrad.registry.directory import operations
from rodtrad.registry.directory.models import Service
from rodtrad.registry.directory.rules.hours import Row, Span
from tests.architecture.source import ROOT
from tests.city import MONDAY, SETUP, City
from tests.directory import Directory, build_directory

BESIDE = Path("shared") / "conformance" / "hsds-3.1"


def schemas_folder() -> Path | None:
    """HSDS_SCHEMAS, or the folder beside the checkout or above it."""
    named = os.environ.get("HSDS_SCHEMAS")
    places = [Path(named)] if named else [above / BESIDE for above in ROOT.parents]
    return next((place for place in places if (place / "schema").is_dir()), None)


@pytest.fixture(scope="session")
def official() -> Any:
    """A function that checks an object against an official schema, formats and all."""
    folder = schemas_folder()
    if folder is None:
        pytest.skip("The schemas of HSDS 3.1 are not beside the checkout (HSDS_SCHEMAS): not run")
    read = {path.name: json.loads(path.read_text()) for path in (folder / "schema").glob("*.json")}
    registry: Any = Registry().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT202012)) for name, schema in read.items()
    )

    def check(thing: Any, name: str) -> None:
        schema = json.loads((folder / "schema" / name).read_text())
        faults = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker()).iter_errors(thing)
        assert [(list(fault.path), fault.message) for fault in faults] == []

    return check


@pytest.fixture
def directory(city: City) -> Directory:
    """Nights, odd weeks, n-th days, a season, public holidays, other hours, a secret address, all states of an entry."""
    made = build_directory(city)
    made.add("Natta", "acute-overnight", "Mo-Su 20:00-08:00", policy="CLOSED", price="FREE", phone="23 00 00 00",
             languages=("norsk", "polsk"), documents=("legitimasjon",), area_codes=("030101",), gender="WOMEN",
             minimum_age=18, maximum_age=25, staff_phone="99 99 99 99", staff_note="Ring på bakdøra",
             place={"postcode": "0184", "latitude": 59.914, "longitude": 10.76, "accessibility": "trinnfritt"}, at=MONDAY)  # fmt: skip
    made.add("Kafeen", "meals", "Mo-Fr 09:00-15:00", substance="SUBSTANCE_FREE", at=MONDAY,
             place={"postcode": "0185", "latitude": 59.915, "longitude": 10.761, "district_code": "030105"})  # fmt: skip
    made.add("Odde", "course", "?", at=MONDAY)
    rows = [Row(3, Span(600, 900), iso_week="ODD"), Row(1, Span(600, 900), nth_in_month=2), Row(7, Span(720, 780)),
            Row(5, Span(0, 1440), valid_from=date(2026, 12, 1), valid_until=date(2027, 3, 1)),
            Row(0, Span(540, 600, "PHONE"))]  # fmt: skip
    operations.set_hours(made.places["Odde"].pk, rows=rows, holiday_policy="ROWS", by=SETUP, at=MONDAY)
    made.add("Hemmelig", "acute-overnight", "24/7", at=MONDAY,
             place={"name": "Bakgården", "address": "Skjultveien 3", "postcode": "0199", "is_protected": True,
                    "latitude": 59.9, "longitude": 10.7})  # fmt: skip
    made.add("Utkastet", "meals", "24/7", at=MONDAY, is_published=False)
    operations.pause(made.add("Pausen", "meals", "24/7", at=MONDAY), reopens_on=date(2027, 1, 4), by=SETUP, at=MONDAY)
    ended = made.add("Slutt", "meals", "24/7", at=MONDAY - timedelta(days=30))
    operations.end(ended, ended_on=date(2026, 11, 1), by=SETUP, at=MONDAY)
    kafe = made.places["Kafeen"].pk
    operations.set_exception(kafe, on_date=date(2026, 12, 24), spans=[], reason="Julaften", by=SETUP, at=MONDAY)
    operations.set_exception(kafe, on_date=date(2026, 12, 31), spans=[Span(600, 720)], by=SETUP, at=MONDAY)
    return made


@pytest.fixture
def ask(directory: Directory) -> Any:
    """The answer to a question, as read JSON."""

    def get(path: str, **asked: object) -> Any:
        answer = Client().get(f"/hsds/{path}", asked)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return get


def shown() -> set[str]:
    return {str(pk) for pk in Service.objects.shown().values_list("pk", flat=True)}

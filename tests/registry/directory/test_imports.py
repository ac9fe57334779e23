"""Lists of others: read row by row, loaded all or nothing, and twice changes nothing."""

import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.registry.directory import operations, queries
from rodtrad.registry.directory.imports.files import read_file
from rodtrad.registry.directory.models import Location, OpeningRow, Service
from rodtrad.registry.directory.osm import read_osm, write_osm
from rodtrad.registry.directory.rules.hours import Row, Span
from tests.city import MONDAY, SETUP
from tests.directory import Directory
from tests.hsds.conftest import schemas_folder

HEAD = "navn;eier;type hjelp;adresse;postnummer;bydel;breddegrad;lengdegrad;fra alder;til alder;åpningstider"


def listed(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


def load(content: bytes, *, source: str = "bydelen", by: Any = SETUP) -> operations.Loaded:
    reading = read_file(content, source=source)
    assert reading.faults == []
    return operations.load_entries(reading.records, source=source, by=by, at=MONDAY)


def test_a_list_of_sixty_rows_with_three_faults_gives_57_drafts_and_names_the_three(directory: Directory) -> None:
    rows = [f"Tilbud {n};frivillig;meals;Storgata {n};0184;030101;;;;;Mo-Fr 09:00-15:00" for n in range(60)]
    rows[9] = rows[9].replace("09:00", "25:99")
    rows[19] = rows[19].replace("meals", "Trylling")
    rows[29] = rows[29].replace(";frivillig;", ";Ingen slik;")
    reading = read_file(listed(*rows), source="bydelen")

    assert [fault.where for fault in reading.faults] == ["row 11", "row 21", "row 31"]
    assert "25:99" in reading.faults[0].reason
    assert "Trylling" in reading.faults[1].reason
    assert "Ingen slik" in reading.faults[2].reason

    done = operations.load_entries(reading.records, source="bydelen", by=SETUP, at=MONDAY)
    assert (done.new, done.changed, done.unchanged) == (57, 0, 0)
    assert set(Service.objects.values_list("status", flat=True)) == {"DRAFT"}

    again = operations.load_entries(reading.records, source="bydelen", by=SETUP, at=MONDAY)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 57)
    assert Service.objects.count() == 57
    assert OpeningRow.objects.count() == 57 * 5


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Kafeen;frivillig;meals;;;;100;10,7;;;", "latitude"),
        ("Kafeen;frivillig;meals;;;;59,9;;;;", "come together"),
        ("Kafeen;frivillig;meals;;;;;;25;12;", "backwards"),
        ("Kafeen;frivillig;meals;;;;;;ung;;", "is no number"),
        ("Kafeen;frivillig;meals;;;;;;;;Mo 25:99-26:00", "not understood"),
        ("Kafeen;frivillig;meals;;;;;;;;Mo 09:00-12:00,11:00-14:00", "same time"),
        ("Kafeen;frivillig;meals;;12345;;;;;;", "postcode"),
        ("Kafeen;frivillig;meals;;;Atlantis;;;;;", "Atlantis"),
        ('=HYPERLINK("http://x");frivillig;meals;;;;;;;;', "formula"),
        (";frivillig;meals;Storgata 1;;;;;;;", "name is missing"),
        ("Kafeen;frivillig;;;;;;;;;", "kind of help is missing"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_its_reason(directory: Directory, row: str, reason: str) -> None:
    reading = read_file(listed("Suppa;frivillig;meals;;;;;;;;", row), source="bydelen")

    (fault,) = reading.faults
    assert fault.where == "row 3"
    assert reason in fault.reason


def test_excel_reads_like_csv(directory: Directory) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        HEAD.split(";"),
        ["Kafeen", "frivillig", "meals", "Storgata 1", 184, "030101", 59.9, 10.7, 18, None, "24/7"],
    ):
        sheet.append(row)
    out = BytesIO()
    book.save(out)

    load(out.getvalue())

    place = Service.objects.get(name="Kafeen").places.get()
    assert (place.location.postcode, place.location.latitude, place.rows.count()) == ("0184", 59.9, 7)


def test_what_the_export_writes_the_import_reads_and_finds_unchanged(directory: Directory) -> None:
    directory.add("Natta", "acute-overnight", "Mo-Su 20:00-08:00", policy="CLOSED", at=MONDAY, gender="WOMEN")
    directory.add("Kafeen", "meals", "Mo-Fr 09:00-15:00; Sa[1] 10:00-18:00", at=MONDAY, minimum_age=18)
    directory.add("Hemmelig", "meals", "24/7", at=MONDAY, place={"is_protected": True, "address": "Skjultveien 3"})
    rows = [["" if cell is None else str(cell) for cell in row] for row in queries.table_rows()]
    content = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode()

    assert b"Skjultveien" not in content
    done = load(content)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 3)


def test_a_changed_row_changes_its_entry_and_keeps_what_the_list_does_not_say(directory: Directory) -> None:
    directory.add("Kafeen", "meals", "Mo-Fr 09:00-15:00", at=MONDAY, phone="23 00 00 00", staff_note="bakdøra")

    done = load(
        "kode;navn;type hjelp;åpningstider;sted;adresse;bydel\nKafeen;Kaffistova;meals;24/7;Kafeen;Kafeengata 1;030101".encode()
    )

    service = Service.objects.get(code="Kafeen")
    assert done.changed == 1
    assert (service.name, service.phone, service.staff_note, service.status) == (
        "Kaffistova", "23 00 00 00", "bakdøra", "PUBLISHED",
    )  # fmt: skip
    assert OpeningRow.objects.filter(place__service=service).count() == 7
    assert service.places.count() == 1


def test_a_list_that_holds_somebody_elses_entry_loads_nothing(directory: Directory) -> None:
    reading = read_file(listed("Vår;frivillig;meals;;;;;;;;", "Deres;mottak;meals;;;;;;;;"), source="x")

    with pytest.raises(NotAllowed):
        operations.load_entries(reading.records, source="x", by=directory.city["frivillig.lead"], at=MONDAY)
    assert Service.objects.count() == 0


def entry(**more: Any) -> dict[str, Any]:
    return {"id": "a", "name": "Kafeen", "status": "active", **more}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": ""}, '"name" is missing'),
        ({"status": "open"}, "is no status"),
        ({"assured_date": "2026-13-01"}, "is no date"),
        ({"organization_id": "x"}, "leads to nothing"),
        ({"minimum_age": "old"}, "is no age"),
        ({"email": "nobody"}, "email"),
        ({"service_at_locations": [{"id": "b", "location_id": "c"}]}, "leads to nothing"),
        ({"service_at_locations": [{"id": "b", "location": {"latitude": 100, "longitude": 10}}]}, "latitude"),
        ({"service_at_locations": "none"}, "is no list"),
        ({"schedules": [{"freq": "WEEKLY", "byday": "XX", "opens_at": "09:00", "closes_at": "10:00"}]}, "no weekday"),
        ({"schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "25:99", "closes_at": "10:00"}]}, "25:99"),
        ({"schedules": [{"valid_from": "2026-02-30"}]}, "is no date"),
    ],
)
def test_hsds_that_cannot_be_is_refused_with_the_entry_named(
    directory: Directory, wrong: dict[str, Any], reason: str
) -> None:
    if "schedules" in wrong:
        wrong = {"service_at_locations": [{"id": "b", "schedules": wrong["schedules"]}]}
    reading = read_file(json.dumps([entry(id="ok"), entry(**wrong)]).encode(), source="andre")

    (fault,) = reading.faults
    assert fault.where == "entry 2 (a)"
    assert reason in fault.reason


def test_the_same_id_twice_is_a_fault(directory: Directory) -> None:
    assert len(read_file(json.dumps([entry(), entry()]).encode(), source="andre").faults) == 1


def test_what_hsds_says_and_rows_cannot_hold_is_kept_as_text_and_not_known(directory: Directory) -> None:
    odd = {
        "freq": "WEEKLY",
        "byday": "MO",
        "opens_at": "09:00",
        "closes_at": "10:00",
        "byweekno": "41",
        "description": "Uke 41",
    }
    content = json.dumps([entry(service_at_locations=[{"id": "b", "schedules": [odd]}])]).encode()

    load(content, source="andre")

    place = Service.objects.get().places.get()
    assert (place.hours_text, place.hours_known, place.rows.count()) == ("Uke 41", False, 0)


def test_our_own_open_data_read_by_another_city_give_the_same_hours(directory: Directory) -> None:
    from tests.hsds.test_open_data import Client

    directory.add("Natta", "acute-overnight", "Mo-Su 20:00-08:00", policy="CLOSED", at=MONDAY)
    rows = [Row(3, Span(600, 900), iso_week="ODD"), Row(1, Span(0, 1440), nth_in_month=2), Row(7, Span(720, 780))]
    operations.set_hours(directory.places["Natta"].pk, rows=rows, holiday_policy="ROWS", by=SETUP, at=MONDAY)

    load(b"".join(Client().get("/hsds/services?full=true&format=ndjson")), source="nabobyen")

    copy = Service.objects.get(code__startswith="nabobyen:").places.get()
    assert {(row.weekday, row.opens_min, row.closes_min, row.iso_week, row.nth_in_month) for row in copy.rows.all()} == {
        (3, 600, 900, "ODD", 0), (1, 0, 1440, "", 2), (7, 720, 780, "", 0),
    }  # fmt: skip
    assert copy.holiday_policy == "ROWS"


@pytest.fixture(scope="session")
def examples() -> Path:
    folder = schemas_folder()
    if folder is None:
        pytest.skip("The examples of HSDS 3.1 are not beside the checkout (HSDS_SCHEMAS): not run")
    return folder / "examples"


@pytest.mark.parametrize("name", ["service_full.json", "service_list.json", "tabular.json"])
def test_the_examples_of_the_specification_are_read_and_twice_changes_nothing(
    directory: Directory, examples: Path, name: str
) -> None:
    content = (examples / name).read_bytes()
    if b'"latitude": 100' in content:
        (fault,) = read_file(content, source="eksempel").faults  # the example's own, and told as what it is
        assert "latitude" in fault.reason
        content = content.replace(b'"latitude": 100', b'"latitude": 59')

    first, second = load(content, source="eksempel"), load(content, source="eksempel")

    assert (first.new, second.new, second.changed, second.unchanged) == (1, 0, 0, 1)
    assert Service.objects.get().name == "Community Counselling"


def test_tables_in_a_zip_are_put_together_and_a_row_that_leads_nowhere_is_named(directory: Directory) -> None:
    tables = {
        "services.csv": "id,name,status\na,Kafeen,active\n",
        "locations.csv": "id,location_type,name,latitude,longitude\nl,physical,Huset,59.9,10.7\n",
        "service_at_locations.csv": "id,service_id,location_id\ns,a,l\n",
        "schedules.csv": "id,service_at_location_id,freq,byday,opens_at,closes_at\n1,s,WEEKLY,MO,20:00,08:00\n",
        "phones.csv": "id,service_id,number\n1,a,23000000\n2,gone,23\n",
    }
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, text in tables.items():
            packed.writestr(name, text)

    reading = read_file(out.getvalue(), source="andre")

    (fault,) = reading.faults
    assert (fault.where, "gone" in fault.reason) == ("phones, row 3", True)
    (record,) = reading.records
    assert record.said["phone"] == "23000000"
    assert record.places[0].rows == (Row(0, Span(1200, 1920)),)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04rubbish", b"{", b"[1, 2", b"a;b\n1;2", b"\x00\x01\x02", b"[" * 5000]
)
def test_what_is_no_list_is_refused_in_a_sentence(directory: Directory, content: bytes) -> None:
    with pytest.raises(DomainError):
        read_file(content, source="x")


@given(st.binary(max_size=300))
def test_whatever_file_is_chosen_it_is_read_or_refused(content: bytes) -> None:
    from rodtrad.registry.directory.imports.tables import read_csv

    assert isinstance(read_csv(content), list)


HOURS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(1, 23)), max_size=5, unique_by=lambda t: t[0]
)


@given(HOURS, st.sampled_from(["AS_USUAL", "CLOSED"]))
def test_hours_written_as_openstreetmap_are_read_back_the_same(made: list[tuple[int, int, int]], policy: str) -> None:
    rows = [Row(day, Span(hour * 60, (hour + length) * 60)) for day, hour, length in made]

    if rows:
        read, kept = read_osm(write_osm(rows, policy))
        assert (set(read), kept.value) == (set(rows), policy)


def test_five_thousand_rows_are_loaded_and_again_change_nothing(directory: Directory) -> None:
    chance = random.Random(3)
    rows = [
        f"Tilbud {n};frivillig;meals;Gate {n % 900};0{chance.randrange(100, 999)};030101;;;;;Mo-Fr 09:00-15:00"
        for n in range(5000)
    ]  # fmt: skip
    content = listed(*rows)

    assert load(content).new == 5000
    assert load(content).unchanged == 5000
    assert Location.objects.count() <= 5000

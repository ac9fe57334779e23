"""A list is looked over before it is loaded; the directory goes out as Excel and CSV, and its dates as a calendar."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from rodtrad.registry.directory import operations
from rodtrad.registry.directory.models import ImportFile, Service
from tests.city import SETUP, City
from tests.directory import Directory, build_directory
from tests.web.conftest import SignedIn

GOOD = "navn;eier;type hjelp\nSuppa;frivillig;meals\n"
BAD = GOOD + "Kafeen;frivillig;Trylling\n"


@pytest.fixture
def directory(city: City) -> Directory:
    return build_directory(city)


def choose(client: Client, text: str) -> str:
    file = SimpleUploadedFile("liste.csv", text.encode())
    answer = client.post("/services/import/", {"file": file, "source": "bydelen"})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def test_a_list_is_looked_over_loaded_and_looked_over_again(directory: Directory, desk: SignedIn) -> None:
    client = desk("frivillig.lead")
    page = choose(client, GOOD)

    assert "New drafts: 1" in client.get(page).text
    assert Service.objects.count() == 0
    client.post(page)
    assert Service.objects.get().status == "DRAFT"
    assert "As they are: 1" in client.get(choose(client, GOOD)).text


def test_a_fault_stops_everything_unless_it_is_left_out_on_purpose(directory: Directory, desk: SignedIn) -> None:
    client = desk("frivillig.lead")
    page = choose(client, BAD)

    assert "Trylling" in client.get(page).text
    refused = client.post(page)
    assert refused.status_code == 422
    assert "Nothing was loaded" in refused.text
    assert Service.objects.count() == 0

    client.post(page, {"leave_out": "on"})
    assert list(Service.objects.values_list("name", flat=True)) == ["Suppa"]


def test_an_entry_of_others_is_a_fault(directory: Directory, desk: SignedIn) -> None:
    client = desk("frivillig.lead")

    assert "not your organisation" in client.get(choose(client, GOOD.replace("frivillig", "mottak"))).text


@pytest.mark.parametrize("text", ["", "hei", "PK\x03\x04"])
def test_a_file_that_is_no_list_is_told_on_the_form(directory: Directory, desk: SignedIn, text: str) -> None:
    file = SimpleUploadedFile("liste.csv", text.encode())
    answer = desk("frivillig.lead").post("/services/import/", {"file": file, "source": "x"})

    assert answer.status_code == 422
    assert ImportFile.objects.count() == 0


def test_the_police_load_nothing_and_nobody_sees_anothers_file(directory: Directory, desk: SignedIn) -> None:
    page = choose(desk("frivillig.lead"), GOOD)

    assert desk("politi.officer").get("/services/import/").status_code == 403
    assert desk("frogner.lead").get(page).status_code == 404


def test_the_directory_goes_out_as_excel_and_csv_without_formulas(directory: Directory, desk: SignedIn) -> None:
    directory.add("Kafeen", "meals", "24/7", at=timezone.now(), name='=HYPERLINK("http://x")', staff_note="bakdøra")

    book = load_workbook(BytesIO(desk("frivillig.lead").get("/services/table.xlsx").content))
    csv = desk("frivillig.lead").get("/services/table.csv").content.decode()

    cells = [cell for row in book.active for cell in row]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} == {"s"}
    assert '"\'=HYPERLINK(""http://x"")"' in csv
    assert "bakdøra" not in csv


def test_dates_with_other_hours_are_a_calendar_for_anybody(directory: Directory) -> None:
    now = timezone.now()
    service = directory.add("Kafeen", "meals", "Mo-Fr 09:00-15:00", at=now)
    soon = (now + timedelta(days=9)).date()
    operations.set_exception(
        directory.places["Kafeen"].pk, on_date=soon, spans=[], reason="Kurs, hele dagen; alle", by=SETUP, at=now
    )

    answer = Client().get(f"/find/{service}/dates.ics", headers={"accept-language": "nb"})
    lines = answer.text.split("\r\n")

    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert f"DTSTART;VALUE=DATE:{soon:%Y%m%d}" in lines
    assert "SUMMARY:Kafeen: stengt" in lines
    assert "DESCRIPTION:Kurs\\, hele dagen\\; alle" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "dates.ics" in Client().get(f"/find/{service}/").text

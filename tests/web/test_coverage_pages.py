"""The pages of the coverage: picture and table, overlap, zones, a simulation that saves nothing, and the Excel file."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from rodtrad.foundation.working_days import holiday_name
from rodtrad.registry.directory.models import Service
from tests.city import City
from tests.directory import Directory, build_directory
from tests.insight.scenes.summers import play_summers
from tests.web.conftest import SignedIn

BOKMAL = {"accept-language": "nb"}


@pytest.fixture
def directory(city: City) -> Directory:
    made = build_directory(city)
    now = timezone.now()
    made.add("Nord", "meals", "Mo-Su 09:00-15:00", place={"zone": "parken"}, at=now)
    made.add("Sør", "meals", "Mo-Su 12:00-18:00", place={"zone": "parken"}, at=now)
    made.add("Natta", "acute-overnight", "Mo-Su 20:00-08:00", place={"zone": "broen"}, at=now)
    made.add("Ukjent", "course", "?", at=now)
    return made


def test_a_planner_sees_the_week_as_picture_and_as_table(directory: Directory, desk: SignedIn) -> None:
    page = desk("oslo.programme").get("/coverage/?kind=meals", headers=BOKMAL).text

    assert "minst én av 2 tjenester åpen i 63, ingen i 105" in page
    assert page.count('role="img"') == 2
    assert "00–09 ingen; 09–12 1 åpent; 12–15 2 åpne; 15–18 1 åpent; 18–24 ingen" in page
    assert "Alle dager: ingenting fra 00 til 09" in page


def test_a_line_for_each_group_and_none_at_any_hour_where_there_is_nothing(
    directory: Directory, desk: SignedIn
) -> None:
    page = desk("oslo.programme").get("/coverage/", headers=BOKMAL).text

    assert "Bare kvinner" in page
    assert "ingen til noen tid" in page
    assert "Hvorfor timer ikke er kjent" in page


def test_overlap_names_both_where_they_are_and_the_hours_they_share(directory: Directory, desk: SignedIn) -> None:
    page = desk("oslo.programme").get("/coverage/overlap/", headers=BOKMAL).text

    assert "Nord" in page
    assert "Sør" in page
    assert "21,0" in page
    assert "50\u00a0%" in page


def test_the_zones_stand_beside_the_counts(directory: Directory, city: City, desk: SignedIn) -> None:
    page = desk("oslo.programme").get("/coverage/zones/", headers=BOKMAL).text
    assert "Ingen soner ennå" in page

    play_summers(city)
    page = desk("oslo.programme").get("/coverage/zones/", headers=BOKMAL).text
    assert "Parken" in page
    assert "100\u00a0%" not in page


def test_a_simulation_is_marked_and_saves_nothing(directory: Directory, desk: SignedIn) -> None:
    before = Service.objects.get(code="Nord")
    asked = {"place": str(directory.places["Nord"].pk), "area": "broen"}

    page = desk("oslo.programme").get("/coverage/what-if/", asked, headers=BOKMAL).text

    assert "Simulering" in page
    assert "færre timer i uka er dekket" in page
    assert "Overlapp i dag" in page
    after = Service.objects.get(code="Nord")
    assert (after.version, after.places.get().location.zone) == (before.version, "parken")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Velg en tjeneste."),
        ({"place": True}, "Velg et annet område, andre tider, eller at den stenger."),
        ({"place": True, "days": "0", "opens": "9"}, "Skriv fra når til når."),
        ({"place": True, "days": "0", "opens": "20", "closes": "8"}, "Den slutter før den begynner."),
        ({"place": True, "opens": "20", "closes": "22"}, "Kryss av for dagene."),
    ],
)
def test_a_simulation_of_nothing_is_refused_in_words(
    directory: Directory, desk: SignedIn, asked: dict[str, object], sentence: str
) -> None:
    said = {**asked, "opens": asked.get("opens", "")}
    if "place" in asked:
        said["place"] = str(directory.places["Nord"].pk)

    answer = desk("oslo.programme").get("/coverage/what-if/", said, headers=BOKMAL)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_excel_file_holds_the_question_the_week_the_table_overlap_and_zones(
    directory: Directory, desk: SignedIn
) -> None:
    Service.objects.filter(code="Nord").update(name='=HYPERLINK("http://example.org")')

    answer = desk("oslo.programme").get("/coverage/table.xlsx?kind=meals", headers=BOKMAL)
    book = load_workbook(BytesIO(answer.content))

    assert book.sheetnames == ["Spørsmål", "Tabell", "Uke", "Overlapp", "Soner"]
    assert book["Uke"].max_row == 337
    cells = [cell for sheet in book for row in sheet for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_planners_find_coverage_in_the_menu_and_a_worker_from_the_services(
    directory: Directory, desk: SignedIn
) -> None:
    assert 'href="/coverage/"' in desk("oslo.programme").get("/more/").text
    assert 'href="/coverage/"' in desk("mottak.worker").get("/services/").text


def test_a_wrong_week_is_told_and_another_one_is_shown(directory: Directory, desk: SignedIn) -> None:
    programme = desk("oslo.programme")

    assert programme.get("/coverage/?week=yesterday").status_code == 422
    assert holiday_name(date(2026, 12, 25)) in programme.get("/coverage/?week=2026-12-24", headers=BOKMAL).text

"""The pages of the trends: sentence, picture, table, and the way down to the rounds."""

import csv
from io import StringIO
from uuid import UUID

import pytest

from rodtrad.web.trends.table_file import safe
from tests.city import City
from tests.insight.scenes.summers import play_summers
from tests.web.conftest import SignedIn

BOKMAL = {"accept-language": "nb"}


@pytest.fixture
def zones(city: City) -> dict[str, UUID]:
    return play_summers(city)


def test_a_trend_shows_sentence_picture_table_and_rounds(zones: dict[str, UUID], desk: SignedIn) -> None:
    page = desk("oslo.programme").get("/trends/series/alle/", headers=BOKMAL).content.decode()

    for part in (
        "Bygger på",
        'role="img"',
        "/trends/series/alle/2016/",
        "Definisjon og metode",
        "laget for demonstrasjon",
    ):
        assert part in page, part


def test_the_rounds_of_a_year_link_to_each_round(zones: dict[str, UUID], desk: SignedIn) -> None:
    page = desk("oslo.programme").get("/trends/series/parken-alene/2016/").content.decode()

    assert page.count("/counts/rounds/") == 20


def test_the_police_read_figures_and_no_round(zones: dict[str, UUID], desk: SignedIn) -> None:
    officer = desk("politi.officer")

    assert officer.get("/trends/series/alle/").status_code == 200
    assert "/counts/rounds/" not in officer.get("/trends/series/alle/2016/").content.decode()


def test_the_file_holds_its_definition_and_the_figures_of_the_page(zones: dict[str, UUID], desk: SignedIn) -> None:
    answer = desk("oslo.programme").get("/trends/series/alle/table.csv", headers=BOKMAL)
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert ["Sesong", "1. juni til 31. august"] in [[cell.replace("\u00a0", " ") for cell in row] for row in rows]
    assert [row[0] for row in rows[-8:]] == [str(year) for year in range(2015, 2023)]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell).startswith("'")


def test_a_question_that_makes_no_sense_is_asked_again(zones: dict[str, UUID], desk: SignedIn) -> None:
    answer = desk("oslo.programme").get(
        "/trends/displacement/",
        {"marker": "tiltaket", "target": "parken", "control": "parken", "years": "3"},
        headers=BOKMAL,
    )

    assert answer.status_code == 422
    assert "én rolle" in answer.content.decode()


def test_displacement_is_read_from_an_address(zones: dict[str, UUID], desk: SignedIn) -> None:
    asked = {"marker": "tiltaket", "target": "parken", "buffer": "broen", "control": "torget", "years": "3"}

    page = desk("oslo.programme").get("/trends/displacement/", asked, headers=BOKMAL).content.decode()

    assert "trolig ved siden av" in page
    assert "ikke observerte flyttinger" in page


@pytest.mark.parametrize("path", ["/trends/", "/trends/displacement/", "/trends/agreement/", "/trends/published/"])
def test_every_page_teaches_when_it_is_empty(city: City, desk: SignedIn, path: str) -> None:
    assert desk("oslo.programme").get(path).status_code == 200


def test_an_unknown_series_is_not_found(city: City, desk: SignedIn) -> None:
    assert desk("oslo.programme").get("/trends/series/ingen/").status_code == 404

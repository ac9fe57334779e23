"""The pages of the numbers about persons: inside, opened, and refused."""

import csv
from io import StringIO

import pytest
from django.test import Client

from rodtrad.insight.statistics import operations
from tests.city import MONDAY, City
from tests.insight.statistics.test_gate import SUMMER, SYSTEM, people  # noqa: F401
from tests.web.conftest import SignedIn

BOKMAL = {"accept-language": "nb"}
TABLE = "/statistics/followed-up/2026-3/"


@pytest.fixture
def frozen(people: City) -> City:  # noqa: F811
    for register in ("followed-up", "acute-nights"):
        operations.freeze(register, quarter=SUMMER, by=SYSTEM, at=MONDAY)
    return people


def test_a_quarter_is_read_by_district_and_age_with_its_definition(frozen: City, desk: SignedIn) -> None:
    client = desk("oslo.programme")

    listed, page = client.get("/statistics/followed-up/", headers=BOKMAL).text, client.get(TABLE, headers=BOKMAL).text

    assert "3. kvartal 2026" in listed
    for part in ("Under 18", "Unike personer", "3-gangen"):
        assert part in page, part


def test_a_limit_in_the_address_that_leaves_too_few_is_refused(frozen: City, desk: SignedIn) -> None:
    answer = desk("oslo.programme").get(TABLE, {"gender": "OTHER"}, headers=BOKMAL)

    assert answer.status_code == 422
    assert "For få personer" in answer.text


def test_the_file_has_the_cells_of_the_page(frozen: City, desk: SignedIn) -> None:
    client = desk("oslo.programme")
    asked = {"down": "age", "across": "gender"}

    rows = list(
        csv.reader(
            StringIO(client.get(TABLE + "table.csv", asked, headers=BOKMAL).content.decode("utf-8-sig")), delimiter=";"
        )
    )
    page = client.get(TABLE, asked, headers=BOKMAL).text

    header = next(number for number, row in enumerate(rows) if row and row[0] == "Alder")
    assert all(f">{cell}</td>" in page for row in rows[header + 1 :] for cell in row[1:])


def test_opening_puts_the_quarter_where_everybody_reads_it(frozen: City, desk: SignedIn) -> None:
    stranger = Client()
    assert stranger.get("/open/statistics/followed-up/2026-3/").status_code == 404

    answer = desk("oslo.programme").post(TABLE + "publish/", follow=True, headers=BOKMAL)

    assert answer.status_code == 200
    page = stranger.get("/open/statistics/followed-up/2026-3/", headers=BOKMAL)
    assert "Færre enn 5 vises ikke" in page.text
    assert "/open/statistics/followed-up/2026-3/" in stranger.get("/open/statistics/").text
    assert stranger.get("/open/statistics/followed-up/2026-3/table.csv").status_code == 200


def test_opening_too_few_is_refused_with_the_reason(frozen: City, desk: SignedIn) -> None:
    answer = desk("oslo.programme").post("/statistics/acute-nights/2026-3/publish/", headers=BOKMAL)

    assert answer.status_code == 422
    assert "færre enn 5 personer i alt" in answer.text


def test_a_threshold_below_the_floor_is_refused_on_its_form(frozen: City, desk: SignedIn) -> None:
    client, address = desk("oslo.programme"), "/statistics/followed-up/threshold/"

    refused = client.post(address, {"fewest": "2", "reason": "Prøver"}, headers=BOKMAL)
    chosen = client.post(address, {"fewest": "4", "reason": "Besluttet i juni"}, follow=True, headers=BOKMAL)

    assert refused.status_code == 422 and "gulvet" in refused.text and "Prøver" in refused.text
    assert "Besluttet i juni" in chosen.text
    client.post(TABLE + "publish/")
    assert (
        "Færre enn 4 vises ikke. Besluttet i juni"
        in Client().get("/open/statistics/followed-up/2026-3/", headers=BOKMAL).text
    )


def test_a_quarter_counted_again_says_why(frozen: City, desk: SignedIn) -> None:
    client = desk("oslo.programme")

    page = client.post(TABLE + "again/", {"reason": "Et skjema kom sent"}, follow=True, headers=BOKMAL)

    assert "Et skjema kom sent" in page.text


@pytest.mark.parametrize("who,status", [("politi.officer", 403), ("mottak.worker", 403), ("frogner.lead", 200)])
def test_who_reads_inside(frozen: City, desk: SignedIn, who: str, status: int) -> None:
    assert desk(who).get(TABLE).status_code == status


def test_every_page_teaches_when_nothing_is_frozen(city: City, desk: SignedIn) -> None:
    client = desk("oslo.programme")

    assert "morgenen etter" in client.get("/statistics/followed-up/", headers=BOKMAL).text
    assert client.get("/statistics/").status_code == client.get("/statistics/method/").status_code == 200
    assert "har åpnet et kvartal" in Client().get("/open/statistics/", headers=BOKMAL).text

"""The pages of the indicators and of published figures."""

import pytest

from rodtrad.insight.indicators import operations
from rodtrad.insight.indicators.known import known_figures
from rodtrad.insight.indicators.models import Indicator
from tests.city import MONDAY, SETUP, City
from tests.web.conftest import SignedIn

BOKMAL = {"accept-language": "nb"}
MADE = {
    "name": "Individuell plan", "definition": "Personer med plan", "numerator": "Med plan", "denominator": "Alle",
    "unit": "PERCENT", "geography": "Oslo", "source": "Egne tall", "target": "60 prosent",
}  # fmt: skip


@pytest.fixture
def published(city: City) -> City:
    operations.load_figures(known_figures(), by=SETUP, at=MONDAY)
    return city


def test_the_page_of_oslo_leaves_the_country_out_and_says_what_is_doubtful(published: City, desk: SignedIn) -> None:
    client = desk("frogner.lead")

    oslo = client.get("/external/", {"topic": "DEATHS", "place": "OSLO"}, headers=BOKMAL).text
    all_of_them = client.get("/external/", {"topic": "DEATHS"}, headers=BOKMAL).text

    assert "Norge" not in oslo.split('<ul class="plain panel')[1]
    assert "Kilden skriver Oslo" in all_of_them


def test_28_and_6_stand_side_by_side_and_the_difference_is_refused(published: City, desk: SignedIn) -> None:
    asked = {
        "first": "frogner-uten-bolig-brukerplan", "second": "frogner-uten-bolig-gobo", "within": "frogner-kartlagt",
    }  # fmt: skip
    page = desk("frogner.lead").get("/external/compare/", asked, headers=BOKMAL).text

    assert "To" in page and "Ikke regnet ut" in page and "to definisjoner" in page
    assert "fra 0 til 6" in page and "fra 28 til 34" in page
    assert "BrukerPlan" in page and "GOBO" in page


def test_a_figure_says_when_its_source_does_not(published: City, desk: SignedIn) -> None:
    client = desk("oslo.programme")
    page = client.get("/external/frogner-ip/", headers=BOKMAL).text
    assert "Kilden sier ikke av hvor mange" in page

    after = client.post(
        "/external/frogner-ip/denominator/", {"denominator": "271", "source": "Bydelen"}, follow=True, headers=BOKMAL
    )

    assert "Omtrent 24 av 271" in after.text


def test_an_indicator_is_made_whole_and_gets_its_figure(city: City, desk: SignedIn) -> None:
    client, owner = desk("oslo.programme"), str(city.unit_id("frogner"))
    assert "bare et tall" in client.get("/indicators/", headers=BOKMAL).text
    assert client.post("/indicators/new/", {**MADE, "owner": owner, "denominator": ""}).status_code == 422

    client.post("/indicators/new/", {**MADE, "owner": owner})
    address = f"/indicators/{Indicator.objects.get().pk}/"
    client.post(
        f"{address}value/", {"period_from": "2025-01-01", "period_until": "2026-01-01", "value": "44", "n": "210"}
    )
    client.post(f"{address}definition/", {**MADE, "definition": "Bare planer med mål", "reason": "Ny forskrift"})

    page = client.get(address, headers=BOKMAL).text
    assert "44 %" in page and "bygger på 210" in page
    assert "Ny forskrift" in page and "Definisjon 2" in page and "Definisjon 1" in page


@pytest.mark.parametrize("path,status", [("/indicators/", 403), ("/external/", 200), ("/external/compare/", 200)])
def test_the_police_read_what_is_published(published: City, desk: SignedIn, path: str, status: int) -> None:
    assert desk("politi.officer").get(path).status_code == status


def test_a_note_goes_only_with_a_source(published: City, desk: SignedIn) -> None:
    client, address = desk("oslo.programme"), "/external/dodsfall-mars-mai-2020/"

    assert client.post(f"{address}settle/", {"source": ""}).status_code == 422
    assert "FHI 2021" in client.post(f"{address}settle/", {"source": "FHI 2021"}, follow=True).text

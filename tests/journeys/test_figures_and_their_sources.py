"""From a figure down to its rounds, displacement read, and figures about persons that are refused with the reason."""

import re
from datetime import datetime, timedelta

import pytest

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.statistics import operations as statistics
from rodtrad.insight.statistics.quarters import last_ended
from tests.insight.scenes.summers import play_summers
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.journey
LOOKS = ((390, "light"), (1280, "dark"))


def test_a_lead_opens_a_figure_down_to_its_rounds(stage: Stage) -> None:
    play_summers(stage.city)
    lead = stage.desk("oslo.programme")

    lead.goes_to("/trends/")
    lead.follows("Parken Alene")
    lead.sees("Bygger på")
    lead.finds_the_page_accessible(looks=LOOKS)
    lead.page.get_by_role("link", name=re.compile("2016")).last.click()
    lead.page.wait_for_url("**/2016/")
    lead.sees("20 runder er talt")
    lead.finds_the_page_accessible(looks=LOOKS)
    lead.page.locator("a[href*='/counts/rounds/']").first.click()
    lead.page.wait_for_url("**/counts/rounds/**")
    lead.sees("Parken")


def test_an_analyst_reads_displacement(stage: Stage) -> None:
    play_summers(stage.city)
    analyst = stage.desk("oslo.programme")

    analyst.goes_to("/trends/displacement/")
    analyst.page.get_by_label(re.compile("Før og etter")).select_option(index=0)
    for role, zone in (("target", "parken"), ("buffer", "broen"), ("control", "torget")):
        analyst.page.locator(f"input[name={role}][value={zone}]").check()
    analyst.page.locator("select[name=years]").select_option("3")
    analyst.page.locator("main form button[type=submit]").first.click()
    analyst.page.wait_for_url("**target=parken**")

    analyst.sees("trolig ved siden av")
    analyst.sees("ikke observerte flyttinger")
    analyst.finds_the_page_accessible(looks=LOOKS)


def test_figures_of_persons_are_opened_or_refused_with_the_reason(stage: Stage) -> None:
    now = datetime.now(tz=OSLO)
    quarter = last_ended(now)
    for number in range(12):
        stage.city.take_in(alias=f"Blåveis {number}", at=quarter.starts_at + timedelta(days=3, minutes=number))
    for register in ("followed-up", "acute-nights"):
        statistics.freeze(register, quarter=quarter, by=Actor.system("statistics"), at=now)
    analyst = stage.desk("oslo.programme")

    analyst.goes_to(f"/statistics/acute-nights/{quarter.code}/")
    analyst.presses("Åpent for alle")
    assert "Ingenting av det kan åpnes" in analyst.page.inner_text("body")
    analyst.finds_the_page_accessible(looks=LOOKS)

    analyst.goes_to("/statistics/followed-up/threshold/")
    analyst.writes("Færrest personer", "2")
    analyst.writes("Hvorfor?", "Prøver")
    analyst.presses("Velg terskelen")
    analyst.sees("gulvet")

    analyst.goes_to(f"/statistics/followed-up/{quarter.code}/")
    analyst.finds_the_page_accessible(looks=LOOKS)
    analyst.presses("Åpent for alle")
    analyst.sees("12 personer i alt")
    analyst.finds_the_page_accessible(looks=LOOKS)

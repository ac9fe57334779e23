"""What somebody sees over a shoulder, and what is left when a person closes fast."""

from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.journeys.conftest import Stage
from tests.journeys.test_the_person_reads_the_log import _paper, _phone, _signs_in

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def _no_tries_left_over() -> None:
    cache.clear()


@pytest.fixture
def neutral(stage: Stage, settings: Any) -> str:
    """A page that says nothing, on this machine: a test calls on nobody."""
    settings.RODTRAD_NEUTRAL_PAGE = f"{stage.address}/health/"
    return str(settings.RODTRAD_NEUTRAL_PAGE)


def test_closing_fast_leads_to_a_neutral_page_and_the_way_back_shows_nothing(stage: Stage, neutral: str) -> None:
    case = stage.city.take_in(alias="Blåveis", at=timezone.now())
    phone = _phone(stage)
    _signs_in(phone, *_paper(stage.desk("mottak.worker"), case))
    phone.sees("Mottaket følger deg opp")
    assert phone.page.title() == "Rød tråd"

    phone.presses("Lukk raskt")
    assert phone.page.url == neutral
    phone.page.go_back()

    phone.does_not_see("Mottaket følger deg opp")
    phone.goes_to("/me/")
    phone.does_not_see("Mottaket følger deg opp")


def test_whoever_looks_for_help_can_close_fast_too(stage: Stage, neutral: str) -> None:
    phone = _phone(stage, scripts=True)
    phone.goes_to("/find/")
    assert phone.page.title() == "Rød tråd"
    phone.finds_the_page_accessible()

    phone.presses("Lukk raskt")

    assert phone.page.url == neutral


def test_a_wrong_form_moves_to_a_summary_that_names_each_field(stage: Stage) -> None:
    desk = stage.desk("mottak.worker")
    desk.goes_to("/encounters/new/")
    desk.presses("Lagre")

    summary = desk.page.locator("ds-error-summary")
    assert "Hva endte det med?" in summary.inner_text()
    assert desk.page.evaluate("document.querySelector('ds-error-summary').contains(document.activeElement)")
    desk.finds_the_page_accessible()
    summary.get_by_role("link").last.click()
    assert desk.page.evaluate("document.activeElement.name") == "ending"

"""Daily acts with one thumb on a phone, turned without loss, and the same pages clean on paper."""

from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.journeys.conftest import Desk, Stage
from tests.programme.forums import a_forum, a_meeting
from tests.programme.plans import OFFICE
from tests.programme.reports import published

pytestmark = pytest.mark.journey
# What a thumb presses: buttons, the menu at the bottom and choices. Links in running text are left out, as WCAG does.
TOO_SMALL = """() => [...document.querySelectorAll(
        '.ds-button, .act, .bottom-nav a, main select, main textarea, main input:not([type=hidden], [type=radio], [type=checkbox])')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
    .map(e => e.tagName + ' ' + (e.textContent.trim() || e.name).slice(0, 30) + ' ' + e.getBoundingClientRect().height)"""
MENU = ("Varsler", "Lås", "Personvern", "Mer\n", "Tilgjengelighetserklæring")


def _pages(stage: Stage) -> tuple[Desk, dict[str, str]]:
    """Somebody at a district, with a request that waits for an answer."""
    now = timezone.now()
    case = stage.city.take_in(alias="Blåveis", at=now)
    request = stage.city.offer(case, "frogner", at=now)
    mine = stage.city.take_in(by="frogner.coordinator", alias="Rødkløver", at=now)
    return stage.desk("frogner.lead"), {
        "an encounter": "/encounters/new/",
        "the answer to a request": f"/requests/{request.pk}/",
        "the search for a service": "/services/",
        "a person": f"/people/{mine.person_id}/",
        "the crisis plan": f"/people/{mine.person_id}/plan/crisis/",
        "the count": "/field/",
        "the plan": f"/people/{mine.person_id}/plan/",
        "the list of cases": "/cases/",
    }


def test_what_a_thumb_presses_is_large_enough_and_nothing_scrolls_sideways(stage: Stage) -> None:
    desk, pages = _pages(stage)
    small = {}
    for what, address in pages.items():
        answer = desk.page.goto(desk.address + address)
        assert answer is not None
        assert answer.status == 200, what
        small[what] = desk.page.evaluate(TOO_SMALL)
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390, what

    assert small == {what: [] for what in pages}


def test_turning_the_phone_loses_nothing(stage: Stage) -> None:
    desk = stage.desk("mottak.worker")
    desk.goes_to("/encounters/new/")
    desk.page.get_by_label("Hva ble sagt?").fill("Vil ha kaffe")
    desk.page.set_viewport_size({"width": 844, "height": 390})

    assert desk.page.get_by_label("Hva ble sagt?").input_value() == "Vil ha kaffe"
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 844


def test_on_paper_there_is_no_menu_and_every_sheet_has_its_number(stage: Stage) -> None:
    lead, pages = _pages(stage)
    meeting = a_meeting(stage.city, a_forum(stage.city, "frogner"), at=timezone.now())
    pages |= {
        "a meeting": f"/meetings/{meeting.pk}/",
        "a report": f"/reports/{published(stage.city, at=timezone.now()).pk}/",
    }
    office = stage.desk(OFFICE)
    for what in ("a person", "the plan", "the list of cases", "a meeting", "a report"):
        desk = office if what in ("a meeting", "a report") else lead
        answer = desk.page.goto(desk.address + pages[what])
        assert answer is not None
        assert answer.status == 200, what
        sheets = [page.extract_text() for page in PdfReader(BytesIO(desk.page.pdf(format="A4"))).pages]
        for number, text in enumerate(sheets, start=1):
            assert f"{number} / {len(sheets)}" in text, (what, text[-200:])
            assert [word for word in MENU if word in text] == [], (what, text)
    lead.goes_to(pages["a person"])
    assert "Rødkløver" in PdfReader(BytesIO(lead.page.pdf())).pages[0].extract_text()

"""A session that ends in the middle of a form takes nothing with it."""

import pytest
from django.utils import timezone

from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey


def test_what_was_typed_is_there_after_signing_in_again_and_only_for_that_post(stage: Stage) -> None:
    night = stage.desk("mottak.worker")
    night.goes_to("/people/new/")
    night.writes("Hvorfor kommer de?", "Fryser og trenger et sted å være")
    night.page.context.clear_cookies(name="rodtrad-last-seen")
    night.presses("Lagre")
    assert "/sign-in/" in night.page.url
    night.sees("Det du skrev, er beholdt")
    night.finds_the_page_accessible()

    again = stage.desk("mottak.worker")
    again.goes_to("/people/new/")
    assert again.page.get_by_label("Hvorfor kommer de?").input_value() == "Fryser og trenger et sted å være"
    colleague = stage.desk("mottak.colleague")
    colleague.goes_to("/people/new/")
    assert colleague.page.get_by_label("Hvorfor kommer de?").input_value() == ""


def test_somebody_is_taken_in_by_keyboard_alone(stage: Stage) -> None:
    night = stage.desk("mottak.worker")
    night.goes_to("/people/new/")
    night.page.get_by_label("Hva vil de kalles?").focus()
    night.page.keyboard.type("Blå")
    night.page.keyboard.press("Tab")
    night.page.keyboard.type("Trenger et sted å sove")
    for _step in range(40):
        night.page.keyboard.press("Tab")
        if night.page.evaluate("document.activeElement.value") == "check":
            break
    with night.page.expect_navigation():
        night.page.keyboard.press("Enter")

    night.sees("Mottaket har ansvaret nå.")


def test_half_a_clarification_is_there_after_the_network_and_the_sign_in_were_lost(stage: Stage) -> None:
    case = stage.city.take_in(alias="Blåveis", at=timezone.now())
    address, label = f"/people/{case.person_id}/clarify/", "Hvor sier personen selv at de hører til?"
    desk = stage.desk("mottak.worker")
    desk.goes_to(address)
    with desk.page.expect_response("**/drafts/**"):
        desk.page.get_by_label(label).press_sequentially("Har bodd på Sagene")
    desk.page.context.set_offline(True)
    desk.page.get_by_label(label).press_sequentially(" siden i vår")
    desk.page.context.set_offline(False)
    desk.page.context.clear_cookies(name="rodtrad-last-seen")
    desk.presses("Send til koordinerende enhet")
    assert "/sign-in/" in desk.page.url

    for who, there in (("mottak.worker", "Har bodd på Sagene siden i vår"), ("mottak.colleague", "")):
        back = stage.desk(who)
        back.goes_to(address)
        assert back.page.get_by_label(label).input_value() == there


def test_two_tabs_on_one_form_warn(stage: Stage) -> None:
    first = stage.desk("mottak.worker")
    second = Desk(first.page.context.new_page(), first.address)
    for tab in (first, second):
        tab.goes_to("/people/new/")
    first.page.wait_for_timeout(1100)  # the pages tell the second they were opened in
    for tab, said in ((first, "Fryser"), (second, "Fryser ute")):
        with tab.page.expect_response("**/drafts/**"):
            tab.page.get_by_label("Hvorfor kommer de?").press_sequentially(said)

    second.page.get_by_text("åpent i en annen fane").wait_for()
    second.finds_the_page_accessible()

"""A session that ends in the middle of a form takes nothing with it."""

import pytest

from tests.journeys.conftest import Stage

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

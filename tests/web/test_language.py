"""The language is changed on any page and stays; dates, numbers and order are Norwegian."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from rodtrad.foundation.norwegian_text import sort_key
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.rulebook import queries as rulebook
from rodtrad.web.wording.dates import moment
from tests.web.conftest import SignedIn

PAGES = ["/cases/", "/people/", "/requests/", "/unit/", "/notices/", "/help/"]


@pytest.mark.parametrize("page", PAGES)
def test_one_stays_on_the_page_in_the_other_language(desk: SignedIn, page: str) -> None:
    client = desk("mottak.lead")
    answer = client.post("/language/", {"language": "nb", "next": page}, follow=True)

    assert answer.redirect_chain[-1][0] == page
    assert 'lang="nb"' in answer.text
    assert 'lang="nb"' in client.get("/cases/").text


def test_a_language_that_is_not_there_falls_back_to_bokmal(
    desk: SignedIn, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trans_real, "_translations", {})  # what was read with another language to fall back to
    settings.LANGUAGE_CODE = "nb"  # type: ignore[attr-defined]
    client = desk("mottak.lead")
    client.post("/language/", {"language": "nn", "next": "/cases/"})

    with translation.override("nn"):
        assert client.get("/cases/").status_code == 200
    with translation.override("nb"):
        in_bokmal = translation.gettext("My cases")
    assert in_bokmal in client.get("/cases/").text


def test_a_foreign_address_is_never_led_to(desk: SignedIn) -> None:
    answer = desk("mottak.lead").post("/language/", {"language": "nb", "next": "https://elsewhere.example/"})

    assert "elsewhere" not in answer.headers["Location"]


def test_names_are_in_norwegian_order() -> None:
    names = ["Ørnulf", "Zara", "Aase", "Åse", "Ærlig", "Anne", "Ågot"]

    assert sorted(names, key=sort_key) == ["Anne", "Zara", "Ærlig", "Ørnulf", "Ågot", "Aase", "Åse"]


def test_a_day_is_written_as_norwegians_write_it() -> None:
    at = datetime(2026, 11, 25, 10, 30, tzinfo=OSLO)

    with translation.override("nb"):
        said = moment(at, now=at + timedelta(days=3))

    assert said.replace("\u00a0", " ") == "onsdag 25. november kl. 10.30"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_bokmal_nynorsk_and_english(desk: SignedIn, page: str) -> None:
    text = desk("mottak.lead").get(page).text

    assert [f'name="language" value="{code}"' in text for code in ("nb", "nn", "en")] == [True] * 3


def test_a_page_that_is_not_in_nynorsk_says_so_and_is_in_bokmal(desk: SignedIn) -> None:
    client = desk("mottak.lead")
    answer = client.post("/language/", {"language": "nn", "next": "/cases/"}, follow=True)

    assert "Denne sida er for det meste på bokmål." in answer.text
    assert "Denne sida er for" not in client.get("/me/in/").text


@pytest.mark.parametrize(("language", "marked"), [("nb", False), ("en", False), ("nn", True)])
def test_a_text_of_a_code_list_that_is_not_translated_is_in_bokmal_and_marked(
    db: None, language: str, marked: bool
) -> None:
    with translation.override(language):
        found = rulebook.codes("codes.decline_reasons", on=datetime(2026, 11, 25, tzinfo=OSLO).date())

    assert found != []
    assert all(code.label.endswith("(bokmål)") is marked and code.is_fallback is marked for code in found)

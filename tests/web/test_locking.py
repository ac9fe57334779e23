"""The screen is nobody's: locked with one press, by the clock, and by a script that takes the page off the glass."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from time_machine import travel

from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.vocabulary import KnownBy, Language
from tests.city import City
from tests.web.conftest import SignedIn


@pytest.fixture
def me(city: City) -> tuple[Client, str]:
    """The person inside their own pages, and their PIN."""
    cache.clear()
    now = timezone.now()
    person_id = city.take_in(alias="Blåveis", at=now).person_id
    given = {"known_by": KnownBy.WELL_KNOWN, "language": Language.NB}
    issued = rights.issue_sheet(person_id, **given, by=city["mottak.worker"], at=now)  # type: ignore[arg-type]
    client = Client()
    client.post("/me/in/", {"code": issued.code, "pin": issued.pin})
    return client, issued.pin


def test_one_press_locks_the_own_pages_and_the_pin_opens_them(me: tuple[Client, str]) -> None:
    client, pin = me
    locked = client.post("/me/lock/")
    assert locked.headers["Location"] == "/me/unlock/"
    assert locked.headers["Clear-Site-Data"] == '"cache"'
    for page in ("/me/", "/me/looked/", "/me/everything/"):
        assert client.get(page).headers["Location"] == "/me/unlock/"
    assert client.post("/me/everything/copy/").headers["Location"] == "/me/unlock/"
    assert "Blåveis" not in client.get("/me/unlock/").text

    assert client.post("/me/unlock/", {"pin": pin}).headers["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_a_stranger_who_presses_lock_is_at_the_door(db: None) -> None:
    assert Client().post("/me/lock/").headers["Location"] == "/me/in/"


def test_every_own_page_brings_the_script_that_takes_it_off_the_glass(me: tuple[Client, str]) -> None:
    client, _pin = me
    for page in ("/me/", "/me/looked/", "/me/shared/", "/me/asked/correction/", "/me/next/"):
        text = client.get(page).text
        assert 'data-lock-after="301" data-lock-to="/me/unlock/"' in text
        assert "/static/lock.js" in text


def test_who_writes_slowly_is_not_locked_out_of_their_own_words(me: tuple[Client, str]) -> None:
    client, _pin = me
    now = timezone.now()
    for minutes in (4, 8):
        with travel(now + timedelta(minutes=minutes), tick=False):
            assert client.post("/me/here/").status_code == 204
    with travel(now + timedelta(minutes=12), tick=False):
        words = {"words": "Det tok lang tid å skrive dette"}
        assert client.post("/me/asked/correction/", words).headers["Location"] == "/me/asked/"


def test_a_page_of_the_staff_goes_off_the_glass_a_second_after_the_server_has_locked(desk: SignedIn) -> None:
    text = desk("mottak.worker").get("/cases/").text

    assert 'data-lock-after="901" data-lock-to="/sign-in/?away=1"' in text
    assert "data-lock-after" not in Client().get("/sign-in/").text


def test_one_click_hands_the_screen_to_the_next_user_who_touches_a_key(desk: SignedIn) -> None:
    client = desk("mottak.worker")
    assert 'action="/sign-out/"' in client.get("/cases/").text
    next_user = client.post("/sign-out/", follow=True).text

    assert 'id="passkey_login"' in next_user
    assert "Mottak.Worker" not in next_user.partition('aria-labelledby="h-passkey"')[2]

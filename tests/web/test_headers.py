"""Every answer to somebody signed in, whatever its status, carries the headers that keep it where it belongs."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from tests.architecture.test_open_pages import ALL, _address
from tests.city import City
from tests.web.conftest import SignedIn

ALWAYS = {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
ALWAYS |= {"Cross-Origin-Opener-Policy": "same-origin"}


def _named() -> Iterator[tuple[str, str]]:
    for name, _words in ALL:
        if name != "None" and not name.startswith(("account_", "mfa_")) and name not in {"sign-out", "demo-sign-in"}:
            yield name, _address(name)


def test_every_answer_has_them_and_stays_in_no_cache(city: City, desk: SignedIn) -> None:
    client, kinds = desk("mottak.lead"), set()
    client.raise_request_exception = False
    for name, address in _named():
        answer = client.get(address)
        kinds.add(answer.status_code)
        for header, value in ALWAYS.items():
            strict = "no-referrer" if header == "Referrer-Policy" else value
            assert answer.headers.get(header) in (value, strict), (name, header)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, name
        assert "unsafe" not in policy, name
        if not name.startswith("own-"):
            assert "no-store" in answer.headers.get("Cache-Control", "no-store"), name

    assert {200, 302, 403, 404, 405} <= kinds


def test_no_answer_with_a_person_in_it_may_be_kept(city: City, desk: SignedIn) -> None:
    case = city.take_in(alias="Blåveis")
    for path in ("", "consents/", "sent/", "plan/", "stays/"):
        assert "no-store" in desk("mottak.lead").get(f"/people/{case.person_id}/{path}").headers["Cache-Control"]


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_cookies_are_out_of_reach_of_scripts(city: City, desk: SignedIn, name: str) -> None:
    client = desk("mottak.lead")
    client.get("/people/new/")
    found = client.cookies[{"sessionid": settings.SESSION_COOKIE_NAME, "csrftoken": settings.CSRF_COOKIE_NAME}[name]]

    assert found["httponly"]
    assert found["samesite"] in ("Lax", "Strict")


def test_a_new_session_number_comes_with_each_sign_in(city: City) -> None:
    client = Client()
    client.get("/sign-in/")
    client.post("/sign-in/demo/", {"post": str(city["mottak.lead"].post_id)})
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-out/")
    client.post("/sign-in/demo/", {"post": str(city["mottak.lead"].post_id)})

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != first


def test_no_address_has_a_place_for_words_about_a_person() -> None:
    """Only numbers without meaning and the product's own words stand in an address (the code of a sheet says nothing)."""
    kinds = {type(kind).__name__ for _name, words in ALL for kind in words.values()}

    assert kinds <= {"UUIDConverter", "IntConverter", "SlugConverter", "StringConverter"}

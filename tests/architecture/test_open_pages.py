"""Every address asks for a sign-in, unless it stands here."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from rodtrad.foundation.accounts.models import User
from rodtrad.web.layout.request import OPEN_TO_ALL

# On the way to a sign-in: the library's own pages. Signing up is closed.
SIGNING_IN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
# The way into and out of a person's own pages. All others of theirs send a stranger to the form for code and PIN.
OWN_OPEN = {"own-sign-in", "own-code", "own-unlock", "own-sign-out", "own-leave", "own-size", "own-demo"}
OPEN = SIGNING_IN | OPEN_TO_ALL | OWN_OPEN


def _named(resolver: URLResolver, above: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every name of an address, and what stands in it."""
    for one in resolver.url_patterns:
        converters = {**above, **one.pattern.converters}
        if isinstance(one, URLResolver):
            yield from _named(one, converters)
        else:
            yield str(one.name), converters


def _is_own(name: str) -> bool:
    return name.startswith("own-")


ALL = list(_named(get_resolver(), {}))
NAMED = dict(ALL)


def _address(name: str) -> str:
    examples = {UUIDConverter: UUID(int=1), IntConverter: 1}
    return reverse(name, kwargs={word: examples.get(type(kind), "x") for word, kind in NAMED[name].items()})


def test_every_address_has_a_name_of_its_own() -> None:
    assert len(NAMED) == len(ALL)


def test_every_open_page_is_still_there() -> None:
    assert OPEN - set(NAMED) == set()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(name for name in set(NAMED) - OPEN if not _is_own(name)))
def test_a_stranger_is_sent_to_sign_in(db: None, name: str, method: str) -> None:
    answer = getattr(Client(), method)(_address(name))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("sign-in"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(name for name in set(NAMED) - OPEN if _is_own(name)))
def test_a_stranger_is_asked_for_code_and_pin(db: None, name: str, method: str) -> None:
    answer = getattr(Client(), method)(_address(name))

    assert answer.status_code in (302, 405)
    assert answer.headers.get("Location", reverse("own-sign-in")) == reverse("own-sign-in")


@pytest.mark.parametrize("name", sorted(OPEN_TO_ALL))
def test_an_open_page_does_not_send_a_stranger_away(db: None, name: str) -> None:
    answer = Client().get(_address(name))

    assert "next=" not in answer.headers.get("Location", "")


def test_nobody_signs_up(db: None) -> None:
    typed = {"email": "somebody@demo.example", "password1": "a long and good one", "password2": "a long and good one"}
    Client().post(reverse("account_signup"), typed)

    assert not User.objects.exists()

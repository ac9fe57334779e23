"""A shared computer: a worker adds a passkey, locks with one press, and the next touch of the key lets them in again."""

from typing import Any

import pytest

from rodtrad.foundation.accounts.models import User
from tests.journeys.conftest import Desk, Stage

pytestmark = pytest.mark.journey
PASSWORD = "en lang setning til prøve"


def _with_a_key(stage: Stage) -> Desk:
    """A browser that obeys the content policy, with a security key in it."""
    context = stage.browser.new_context(locale="en", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return Desk(page, stage.address)


def test_a_worker_signs_in_with_a_touch(stage: Stage, settings: Any) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # plain HTTP in the test
    user = User.objects.get(pk=stage.city["mottak.worker"].user_id)
    user.set_password(PASSWORD)
    user.save()
    worker = _with_a_key(stage)
    refused: list[Any] = []
    worker.page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    worker.goes_to("/sign-in/")
    worker.page.fill("[name=login]", user.email)
    worker.page.fill("[name=password]", PASSWORD)
    with worker.page.expect_navigation():
        worker.page.locator("form[action='/account/login/'] button[type=submit]").click()
    worker.goes_to("/cases/")
    assert "/account/" in worker.page.url, "without a second factor there is only the page that sets one up"

    worker.goes_to("/account/2fa/webauthn/add/")
    worker.page.fill("[name=password]", PASSWORD)  # proved once more before a factor is added
    with worker.page.expect_navigation():
        worker.page.press("[name=password]", "Enter")
    worker.page.fill("[name=name]", "Nøkkel")
    worker.page.check("[name=passwordless]")
    with worker.page.expect_navigation():
        worker.page.locator("#mfa_webauthn_add").click()
    worker.presses("Lock the screen")
    assert worker.page.url.endswith("/sign-in/")
    with worker.page.expect_navigation(url="**/cases/"):
        worker.page.locator("#passkey_login").click()

    worker.sees("My cases")
    assert refused == [], "the content policy lets the scripts of the key run"
    worker.page.context.close()

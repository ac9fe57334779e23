"""A real browser against the running product. Each journey ends with the accessibility check."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.city import City, build_city

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-quic"]
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 320)
    .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 30)).slice(0, 6)"""
LOOKS = ((390, "light"), (1280, "dark"), (390, "dark"), (1280, "light"))


@pytest.fixture(scope="session", autouse=True)
def _synchronous_browser() -> Iterator[None]:
    """Playwright runs an event loop in this thread; the database is used beside it, never from it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@dataclass
class Desk:
    """Somebody at a screen, acting from one post."""

    page: Page
    address: str

    def goes_to(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sees(self, text: str) -> None:
        assert text in self.page.inner_text("main"), f"{text!r} is not in: {self.page.inner_text('main')[:1500]}"

    def does_not_see(self, text: str) -> None:
        assert text not in self.page.inner_text("body")

    def presses(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def follows(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()

    def writes(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def chooses(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)

    def ticks(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def finds_the_page_accessible(self, *, looks: Iterable[tuple[int, str]] = LOOKS) -> None:
        """No fault on a phone and a large screen, in light and dark, and no sideways scroll at 320 pixels."""
        for width, scheme in looks:
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.page.evaluate("scrollTo(0, 0)")  # or the menu at the bottom half covers whatever is at its edge
            if not self.page.evaluate("'axe' in window"):
                self.page.evaluate(AXE)
            found = self.page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
            assert [_words(fault) for fault in found["violations"]] == [], (width, scheme, self.page.url)
        self.page.set_viewport_size({"width": 320, "height": 844})
        if self.page.evaluate("document.documentElement.scrollWidth") > 320:
            pytest.fail(f"{self.page.url} is wider than 320 pixels: {self.page.evaluate(TOO_WIDE)}")
        self.page.set_viewport_size({"width": 390, "height": 844})


def _words(fault: dict[str, Any]) -> str:
    return f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes'][:3]]}"


@dataclass
class Stage:
    """The small city, with a screen for whoever is needed."""

    city: City
    browser: Browser
    address: str

    def desk(self, name: str, *, scripts: bool = True) -> Desk:
        """Somebody who has signed in."""
        context = self.browser.new_context(
            locale="nb-NO", viewport={"width": 390, "height": 844}, java_script_enabled=scripts, bypass_csp=True
        )
        context.set_default_timeout(8000)
        context.add_cookies([{"name": k, "value": v, "url": self.address} for k, v in self._session(name).items()])
        return Desk(context.new_page(), self.address)

    def _session(self, name: str) -> dict[str, str]:
        client = Client()
        client.post("/sign-in/demo/", {"post": str(self.city[name].post_id)})
        return {key: morsel.value for key, morsel in client.cookies.items()}


@pytest.fixture
def stage(transactional_db: None, live_server: LiveServer, chromium: Browser) -> Iterator[Stage]:
    made = Stage(build_city(), chromium, live_server.url)
    yield made
    for context in chromium.contexts:
        context.close()

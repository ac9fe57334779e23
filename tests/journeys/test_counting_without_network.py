"""Counting on a phone in a real browser, with a network that fails in every way it can."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Playwright, Route, expect

from rodtrad.fieldwork.counts.models import Round, Tally, Tap
from rodtrad.registry.devices.models import Command
from tests.fieldwork.scenes import Scenes, build_scenes
from tests.journeys.conftest import CHROMIUM_FLAGS, Desk, Stage

pytestmark = pytest.mark.journey
SYNC = "**/field/sync/"
expect.set_options(timeout=15_000)  # a loaded machine is no fault of the phone


@pytest.fixture
def scene(stage: Stage) -> Scenes:
    """The city of the stage with zones, and one round planned for now."""
    scenes = build_scenes(stage.city)
    scenes.planned(at=timezone.now())
    return scenes


def _opens(stage: Stage, who: str = "mottak.worker") -> Desk:
    """Somebody opens the app, and it is stored on the phone."""
    phone = stage.desk(who)
    phone.page.set_default_timeout(25_000)
    phone.goes_to("/field/")
    expect(phone.page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    return phone


def _begins(phone: Desk) -> None:
    phone.page.locator("#planned a").first.click()
    expect(phone.page.locator("#count")).to_be_visible()


def _taps(phone: Desk, times: int, *, band: int = 2, gender: str = "M") -> None:
    for _ in range(times):
        phone.page.locator(f'.cell[data-band="{band}"][data-gender="{gender}"]').click()


def _shows(phone: Desk, persons: int) -> None:
    expect(phone.page.locator("#sum")).to_have_text(str(persons))


def _says(phone: Desk, text: str) -> None:
    expect(phone.page.locator("#count [data-saved]")).to_contain_text(text, timeout=30_000)


def _stored() -> int:
    """What the server has counted in the one round."""
    tally = Tally.objects.filter(is_current=True, number=1).first()
    return tally.persons if tally else 0


def _fails(phone: Desk, how: str) -> list[int]:
    """The next sending fails; the ones after that go well. Returns a list that grows with each sending."""
    seen: list[int] = []

    def answer(route: Route) -> None:
        seen.append(1)
        if len(seen) > 1:
            route.continue_()
        elif how == "cut before":
            route.abort()
        elif how == "cut inside":
            content = route.request.post_data or ""
            route.continue_(post_data=content[: len(content) // 2])
        elif how == "cut after":
            route.fetch()
            route.abort()
        elif how == "sent twice":
            route.fetch()
            route.fulfill(response=route.fetch())
        elif how == "captive portal":
            route.fulfill(status=200, content_type="text/html", body="<html>Log in to the café</html>")
        elif how == "answer of another":
            route.fulfill(status=200, content_type="application/json", body='{"receipts": []}')
        else:
            route.fulfill(status=int(how), content_type="text/html", body="no")

    phone.page.route(SYNC, answer)
    return seen


def test_a_round_without_network_from_begin_to_end(stage: Stage, scene: Scenes) -> None:
    phone = _opens(stage)
    phone.finds_the_page_accessible()
    phone.page.context.set_offline(True)
    phone.page.reload()
    expect(phone.page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    _begins(phone)
    _taps(phone, 3)
    _taps(phone, 1, band=0, gender="W")
    phone.page.locator("#undo").click()
    phone.page.locator("#minus").click()
    _taps(phone, 2)
    _shows(phone, 3)  # the minus lasted one press
    expect(phone.page.locator("#last")).to_contain_text("3 nå")
    _says(phone, "7 trykk sendes når du får nett")
    phone.finds_the_page_accessible()
    phone.page.reload()
    _shows(phone, 3)
    phone.page.locator("#done").click()
    phone.page.get_by_role("button", name="Avslutt runden").click()
    expect(phone.page.locator("#finish-fault")).to_contain_text("Si hvor mye av sonen")
    phone.page.get_by_label("Hele sonen").check()
    phone.finds_the_page_accessible()
    phone.page.get_by_role("button", name="Avslutt runden").click()
    expect(phone.page.locator("#own")).to_contain_text("8 ikke sendt")
    assert not Command.objects.exists()

    phone.page.context.set_offline(False)
    expect(phone.page.locator("[data-screen=home] [data-saved]")).to_contain_text("Alt er sendt", timeout=30_000)

    round_ = Round.objects.get()
    assert (_stored(), round_.state, round_.coverage) == (3, "TO_REVIEW", "COUNTED")
    assert Tap.objects.count() == 7


@pytest.mark.parametrize(
    "how",
    ["cut before", "cut inside", "cut after", "sent twice", "captive portal", "answer of another", "500", "401", "403"],
)
def test_a_sending_that_fails_is_sent_again_and_counted_once(stage: Stage, scene: Scenes, how: str) -> None:
    phone = _opens(stage)
    _begins(phone)
    seen = _fails(phone, how)
    _taps(phone, 5)
    phone.page.evaluate("rodtrad.send()")
    _says(phone, "Alt er sendt")

    assert len(seen) >= 1
    assert _stored() == 5
    assert Tap.objects.count() == 5


def test_signed_out_meanwhile_the_counts_stay_and_ask_for_a_sign_in(stage: Stage, scene: Scenes) -> None:
    phone = _opens(stage)
    _begins(phone)
    cookies = phone.page.context.cookies()
    phone.page.context.clear_cookies()
    _taps(phone, 4)
    _says(phone, "4 trykk sendes når du har logget inn")
    phone.page.evaluate("location.hash = ''")
    phone.sees("Du er logget ut. Det du teller, blir på telefonen")
    phone.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    phone.page.evaluate("rodtrad.send()")
    expect(phone.page.locator("[data-screen=home] [data-saved]")).to_contain_text("Alt er sendt", timeout=30_000)

    assert _stored() == 4


def test_locking_the_screen_leaves_what_is_not_sent(stage: Stage, scene: Scenes) -> None:
    phone = _opens(stage)
    _begins(phone)
    phone.page.route(SYNC, lambda route: route.abort())
    _taps(phone, 3)
    _says(phone, "3 trykk")
    phone.goes_to("/counts/")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Lås skjermen").click()
    phone.goes_to("/field/")
    expect(phone.page.locator("html[data-ready]")).to_be_attached(timeout=30_000)

    expect(phone.page.locator("[data-screen=home] [data-saved]")).to_contain_text("3 trykk")


def test_two_phones_count_one_round_together(stage: Stage, scene: Scenes) -> None:
    one, other = _opens(stage), _opens(stage, "mottak.colleague")
    for phone, persons in ((one, 3), (other, 4)):
        _begins(phone)
        _taps(phone, persons)
        _says(phone, "Alt er sendt")

    assert _stored() == 7
    assert Tap.objects.values("device_id").distinct().count() == 2


def test_a_clock_three_days_ahead_decides_nothing(stage: Stage, scene: Scenes) -> None:
    phone = stage.desk("mottak.worker")
    phone.page.clock.install(time=datetime.now().astimezone() + timedelta(days=3))
    phone.goes_to("/field/")
    expect(phone.page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    _begins(phone)
    _taps(phone, 2)
    phone.page.clock.run_for(2000)
    _says(phone, "Alt er sendt")

    assert all(abs(tap.occurred_at - timezone.now()) < timedelta(minutes=5) for tap in Tap.objects.all())


def test_a_full_phone_says_so_and_does_not_pretend_to_count(stage: Stage, scene: Scenes) -> None:
    phone = _opens(stage)
    _begins(phone)
    _taps(phone, 2)
    _says(phone, "Alt er sendt")
    phone.page.evaluate(
        """() => { const add = IDBObjectStore.prototype.add;
        IDBObjectStore.prototype.add = function (...row) { this.transaction.abort(); throw new DOMException('full', 'QuotaExceededError'); };
        globalThis.mend = () => { IDBObjectStore.prototype.add = add; }; }"""
    )
    _taps(phone, 1)
    expect(phone.page.locator("#last")).to_contain_text("Ikke talt")
    _shows(phone, 2)
    phone.page.evaluate("mend()")
    _taps(phone, 1)
    _shows(phone, 3)
    _says(phone, "Alt er sendt")

    assert _stored() == 3
    assert list(Command.objects.order_by("seq").values_list("seq", flat=True)) == [
        1,
        2,
        3,
    ]  # a failed press leaves no hole


def test_a_far_number_is_asked_about_and_not_blocked(stage: Stage, scene: Scenes) -> None:
    for days in range(1, 6):
        scene.approved("torget", 4, at=timezone.now() - timedelta(days=days))
    phone = _opens(stage)
    _begins(phone)
    _taps(phone, 12)
    phone.page.locator("#done").click()
    expect(phone.page.locator("#unusual")).to_be_visible()
    phone.page.get_by_label("Hele sonen").check()
    phone.page.get_by_role("button", name="Avslutt runden").click()
    expect(phone.page.locator("#own")).to_contain_text("ferdig · Alt er sendt", timeout=30_000)

    assert Round.objects.get(state="TO_REVIEW").was_asked_unusual


class Killable:
    """A browser of our own, with its data on the disk, that can be killed as a phone whose battery dies."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.playwright, self.folder = playwright, folder

    def start(self) -> BrowserContext:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium-browser"
        command = [
            program,
            *CHROMIUM_FLAGS,
            "--headless=new",
            f"--user-data-dir={self.folder}",
            f"--remote-debugging-port={port}",
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(100):
            time.sleep(0.2)
            try:
                self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
                return self.browser.contexts[0]
            except Exception:
                continue
        raise AssertionError("the browser did not start")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def killable(tmp_path: Path, chromium: object) -> Iterator[Killable]:
    playwright = chromium.browser_type  # type: ignore[attr-defined]
    browser = Killable(type("P", (), {"chromium": playwright})(), tmp_path / "profile")  # type: ignore[arg-type]
    yield browser
    browser.kill()


def test_a_phone_that_dies_between_two_presses_has_them_all(stage: Stage, scene: Scenes, killable: Killable) -> None:
    session = [{"name": k, "value": v, "url": stage.address} for k, v in stage._session("mottak.worker").items()]
    context = killable.start()
    context.add_cookies(session)  # type: ignore[arg-type]
    phone = Desk(context.new_page(), stage.address)
    phone.page.route(SYNC, lambda route: route.abort())
    phone.goes_to("/field/")
    expect(phone.page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    _begins(phone)
    _taps(phone, 6)
    _shows(phone, 6)
    killable.kill()

    again = killable.start()
    again.add_cookies(session)  # type: ignore[arg-type]
    phone = Desk(again.new_page(), stage.address)
    phone.goes_to("/field/")
    expect(phone.page.locator("html[data-ready]")).to_be_attached(timeout=30_000)
    expect(phone.page.locator("[data-screen=home] [data-saved]")).to_contain_text("Everything is sent", timeout=30_000)

    assert _stored() == 6

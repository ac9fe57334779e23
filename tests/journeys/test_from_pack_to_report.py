"""A meeting from pack to approved minutes, an answer from outside, and a figure opened down to where it came from."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from rodtrad.programme.forums.models import AgendaItem, Decision
from rodtrad.programme.measures.models import Measure, Part
from rodtrad.programme.reports.vocabulary import ReportKind
from tests.city import City
from tests.journeys.conftest import Desk, Stage
from tests.programme.forums import a_forum, a_meeting
from tests.programme.plans import OFFICE, a_measure, a_plan, factors
from tests.programme.reports import published

pytestmark = pytest.mark.journey


def _a_late_measure(city: City) -> Measure:
    now = timezone.now()
    factors()
    plan = a_plan(city, at=now)
    return a_measure(
        city, plan, "frogner", title="Boliger før vinteren", due_on=(now - timedelta(days=5)).date(), at=now
    )


def test_a_secretary_runs_a_meeting_from_pack_to_minutes(stage: Stage) -> None:
    city = stage.city
    _a_late_measure(city)
    meeting = a_meeting(city, a_forum(city, "frogner"), at=timezone.now() - timedelta(minutes=30))
    desk = stage.desk(OFFICE)
    desk.goes_to(f"/meetings/{meeting.pk}/")
    desk.page.locator("form[action$='/gather/'] button").click()
    desk.sees("Boliger før vinteren")
    desk.page.locator("form[action$='/pack/make/'] button").click()
    desk.sees("Boliger før vinteren")
    desk.finds_the_page_accessible()
    desk.page.locator("form[action$='/pack/send/'] button").click()
    desk.sees("Kontrollsum")

    item = AgendaItem.objects.get(measure__isnull=False)
    _is_refused_a_number(desk, item)
    _two_write_at_once(stage, desk, item)
    _decides(desk, item)
    desk.page.locator("form[action$='/held/'] button").click()
    desk.page.locator("form[action$='/approve/'] button").click()
    desk.sees("Referatet er godkjent")
    desk.finds_the_page_accessible()
    assert Decision.objects.get().owner_id == city.unit_id("frogner")


def _is_refused_a_number(desk: Desk, item: AgendaItem) -> None:
    desk.goes_to(f"/meetings/items/{item.pk}/text/")
    desk.page.locator("textarea").fill("Vi snakket om 01010012345 og boligene.")
    desk.page.locator("main form button[type=submit]").click()
    desk.sees("[•••]")
    assert "boligene" in desk.page.locator("textarea").input_value()
    desk.finds_the_page_accessible()


def _two_write_at_once(stage: Stage, desk: Desk, item: AgendaItem) -> None:
    other = stage.desk(OFFICE)
    for one in (desk, other):
        one.goes_to(f"/meetings/items/{item.pk}/text/")
    for one, text in ((desk, "Fire av åtte boliger er klare."), (other, "Resten kommer i januar.")):
        one.page.locator("textarea").fill(text)
        one.page.locator("main form button[type=submit]").click()
    other.sees("Fire av åtte boliger er klare.")
    other.sees("Resten kommer i januar.")
    other.finds_the_page_accessible()
    other.page.locator("main form button[type=submit]").click()
    other.page.wait_for_url(re.compile(rf"/meetings/{item.meeting_id}/"))
    item.refresh_from_db()
    assert "Fire av åtte" in item.text
    assert "Resten kommer" in item.text


def _decides(desk: Desk, item: AgendaItem) -> None:
    desk.goes_to(f"/meetings/items/{item.pk}/decide/")
    desk.page.locator("textarea[name=text]").fill("De fire siste skaffes innen januar.")
    desk.page.locator("input[name=outcome][value=ADOPTED]").check()
    desk.page.locator("textarea[name=owner]").fill("Bydel Frogner")
    desk.page.locator("input[name=due_on]").fill((timezone.now() + timedelta(days=40)).date().isoformat())
    desk.finds_the_page_accessible()
    desk.page.locator("main form button[type=submit]").click()
    desk.sees("De fire siste skaffes innen januar.")


def test_a_unit_outside_answers_by_a_safe_link(stage: Stage) -> None:
    city, now = stage.city, timezone.now()
    measure = a_measure(city, a_plan(city, at=now), "frivillig", title="Åpent hus på kvelden", at=now)
    desk = stage.desk(OFFICE)
    desk.goes_to(f"/measures/{measure.pk}/links/")
    desk.finds_the_page_accessible()
    desk.page.locator("main form button").first.click()
    address = desk.page.locator("main code").inner_text()
    desk.finds_the_page_accessible()

    guest = Desk(stage.browser.new_context(locale="nb-NO", bypass_csp=True).new_page(), stage.address)
    guest.page.goto(address)
    guest.sees("Åpent hus på kvelden")
    guest.finds_the_page_accessible()
    guest.page.locator("input[name=answer][value=yes]").check()
    guest.page.locator("input[name=name]").fill("Daglig leder")
    guest.page.locator("main form button[type=submit]").click()
    guest.sees("Svaret er notert")
    assert Part.objects.get(measure=measure).answer == "ACCEPTED"
    desk.goes_to(f"/measures/{measure.pk}/")
    desk.finds_the_page_accessible()


def test_a_politician_opens_a_figure_down_to_where_it_came_from(stage: Stage) -> None:
    city = stage.city
    _a_late_measure(city)
    published(city, ReportKind.PUBLIC_STATUS, at=timezone.now())
    report = published(city, at=timezone.now())
    public = Desk(stage.browser.new_context(locale="nb-NO", bypass_csp=True).new_page(), stage.address)
    public.goes_to("/status/")
    public.page.locator("a.figure").first.click()
    assert public.page.url.rpartition("#")[2].startswith("figure-")
    public.finds_the_page_accessible()

    desk = stage.desk("frogner.worker")
    desk.goes_to("/reports/")
    desk.finds_the_page_accessible()
    desk.goes_to(f"/reports/{report.pk}/")
    desk.page.locator("a.figure[href='#figure-measures-late']").first.click()
    desk.page.locator("#figure-measures-late").get_by_role("link").click()
    desk.page.wait_for_url("**/programme/")
    desk.goes_to(f"/reports/{report.pk}/")
    desk.finds_the_page_accessible()
    desk.page.get_by_role("link", name="Boliger før vinteren").first.click()
    desk.sees("Boliger før vinteren")


def test_the_pages_of_the_office_are_accessible(stage: Stage) -> None:
    city = stage.city
    measure = _a_late_measure(city)
    desk = stage.desk(OFFICE)
    for address in (
        "/programme/", "/programme/one-page/", "/reports/new/", "/reports/check/", "/report-duties/", "/report-duties/new/",
        "/risks/", f"/measures/{measure.pk}/risks/",
    ):  # fmt: skip
        desk.goes_to(address)
        desk.finds_the_page_accessible()
    desk.page.locator("main form button[type=submit]").click()
    desk.finds_the_page_accessible()

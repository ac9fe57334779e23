"""Reports on screen: figures lead to their source, two editors lose nothing, and the public reads without signing in."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums.operations import Decided
from rodtrad.programme.forums.vocabulary import Outcome
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures.models import Measure
from rodtrad.programme.measures.vocabulary import Status
from rodtrad.programme.reports.models import Chapter, Report
from rodtrad.programme.reports.vocabulary import ReportKind
from tests.city import City
from tests.programme.forums import a_forum, a_meeting
from tests.programme.plans import OFFICE, a_measure, a_plan, factors
from tests.programme.reports import a_report, published
from tests.web.conftest import SignedIn


@pytest.fixture
def busy(city: City) -> City:
    now = timezone.now()
    factors()
    plan = a_plan(city, at=now)
    a_measure(city, plan, "frogner", title="Åpent hus", at=now)
    a_measure(city, plan, "sagene", title="Boliger", due_on=now.date() - timedelta(days=10), at=now)
    return city


def test_a_report_is_written_in_the_browser_from_the_data(busy: City, desk: SignedIn) -> None:
    client = desk(OFFICE)
    typed = {
        "kind": "STATUS", "title": "Status", "starts_on": "2026-01-01", "last_on": "2026-12-31", "language": "en",
    }  # fmt: skip
    page = client.post("/reports/new/", typed, follow=True)

    assert "The draft is written from the data." in page.text
    assert "Before it can be approved" in page.text
    assert "12. What comes next" in page.text


def test_every_figure_in_a_text_leads_to_its_definition_and_its_source(busy: City, desk: SignedIn) -> None:
    report = published(busy, at=timezone.now())
    page = desk("frogner.worker").get(f"/reports/{report.pk}/").text

    named = set(re.findall(r'href="#(figure-[a-z-]+)"', page))
    assert len(named) > 15
    for anchor in named:
        row = page.split(f'id="{anchor}"', 1)[1].split("</li>", 1)[0]
        assert "Source:" in row
        assert "As of" in row
        assert "Open what it is counted from" in row
    assert "The checksum holds" in page


def test_a_source_answers_for_whoever_may_open_it(busy: City, desk: SignedIn) -> None:
    report = published(busy, at=timezone.now())
    client = desk(OFFICE)
    page = client.get(f"/reports/{report.pk}/").text
    sources = set(re.findall(r'<a class="ds-link" href="(/[^"]+)">Open what', page))

    assert len(sources) > 3
    assert all(client.get(address).status_code == 200 for address in sources)


def test_two_editors_see_both_texts(busy: City, desk: SignedIn) -> None:
    chapter = a_report(busy).chapters.get(number=11)
    first, second, address = desk(OFFICE), desk(OFFICE), f"/reports/chapters/{chapter.pk}/"
    first.post(address, {"heading": "Lært", "text": "Tekst en.", "version": "1"})

    both = second.post(address, {"heading": "Lært", "text": "Tekst to.", "version": "1"})
    assert both.status_code == 409
    assert "Tekst en." in both.text
    assert "Tekst to." in both.text
    second.post(address, {"heading": "Lært", "text": "Tekst en. Tekst to.", "version": "2"})
    assert Chapter.objects.get(pk=chapter.pk).text == "Tekst en. Tekst to."


def test_a_name_on_file_stops_the_chapter_and_the_text_stays(busy: City, desk: SignedIn) -> None:
    busy.take_in(by="frogner.coordinator", alias="Blå Hauk", at=timezone.now())
    chapter = a_report(busy).chapters.get(number=11)
    typed = {"heading": "Lært", "text": "Vi møtte Blå Hauk.", "version": "1"}
    answer = desk(OFFICE).post(f"/reports/chapters/{chapter.pk}/", typed)

    assert answer.status_code == 422
    assert "a name or a code that somebody is called by" in answer.text


def test_readers_comment_and_only_the_office_writes(busy: City, desk: SignedIn) -> None:
    report = a_report(busy)
    chapter, lead = report.chapters.get(number=2), desk("frogner.lead")
    lead.post(f"/reports/chapters/{chapter.pk}/comment/", {"text": "Nevn bydelene."})

    assert "Nevn bydelene." in lead.get(f"/reports/{report.pk}/").text
    for address in (f"/reports/chapters/{chapter.pk}/", f"/reports/{report.pk}/figures/new/", "/reports/new/"):
        assert lead.get(address).status_code == 403
    assert lead.post(f"/reports/{report.pk}/publish/").status_code == 403


def test_the_public_status_is_read_without_signing_in_and_leads_to_no_page_of_staff(busy: City) -> None:
    assert "Nothing is published yet" in Client().get("/status/").text
    published(busy, ReportKind.PUBLIC_STATUS, at=timezone.now())
    a_report(busy, ReportKind.PUBLIC_STATUS)  # a draft is nobody's business yet

    page = Client().get("/status/").text
    assert "2 open measures" in re.sub(r"<[^>]+>", "", page)
    assert 'href="/programme/"' not in page.split("<main", 1)[1].split("</main", 1)[0]
    table = Client().get("/status/figures.csv")
    assert table.status_code == 200
    assert "Open measures;2;" in table.text


def test_a_figure_that_changed_afterwards_is_marked_and_the_report_stands(busy: City, desk: SignedIn) -> None:
    report = published(busy, at=timezone.now())
    a_measure(busy, a_plan(busy, title="Ny plan", at=timezone.now()), "frogner", title="Nytt", at=timezone.now())

    page = desk(OFFICE).get(f"/reports/{report.pk}/").text
    assert "would be others if they were counted now" in page
    assert "Counted again now it is 3. The report stands as it was written." in page
    assert Report.objects.get(pk=report.pk).fixed["figures"][0]["value"] == "1"


def test_a_report_is_fetched_in_three_forms_and_checked_again(busy: City, desk: SignedIn) -> None:
    report, client = published(busy, at=timezone.now()), desk("frogner.worker")
    pdf = client.get(f"/reports/{report.pk}/file/pdf/")

    assert pdf.content.startswith(b"%PDF-")
    assert client.get(f"/reports/{report.pk}/file/docx/").content.startswith(b"PK")
    assert client.get(f"/reports/{report.pk}/file/xlsx/").content.startswith(b"PK")
    assert client.get(f"/reports/{report.pk}/file/exe/").status_code == 404

    upload = SimpleUploadedFile("status.pdf", pdf.content)
    assert "This file is as it was published:" in client.post("/reports/check/", {"file": upload}).text
    changed = SimpleUploadedFile("status.pdf", pdf.content + b" ")
    assert "No published report is this file." in client.post("/reports/check/", {"file": changed}).text


def test_one_page_shows_results_and_setbacks_each_with_its_definition_and_way_in(busy: City, desk: SignedIn) -> None:
    client = desk(OFFICE)
    page = client.get("/programme/one-page/").text
    tiles = re.findall(r'<li class="panel tile.*?</li>', page, re.DOTALL)

    assert "0 measures are done and 0 are on track; 1 are late" in page
    assert "Of the series of counts 0 fall and 0 rise." in page
    assert len(tiles) > 10
    for tile in tiles:
        assert "As of" in tile
        address = re.search(r'href="([^"]+)"', tile)
        assert address is not None
        assert client.get(address[1]).status_code == 200
    assert 'data-color="success"' not in "".join(tiles)


def test_others_see_the_page_without_what_is_not_open_about_people(busy: City, desk: SignedIn) -> None:
    for who in ("politi.officer", "frogner.worker"):
        page = desk(who).get("/programme/one-page/").text
        assert "not open" in page
        assert "Requests sent back" not in page


def test_a_status_told_once_stands_in_plan_pack_report_and_one_page(busy: City, desk: SignedIn) -> None:
    client, now = desk(OFFICE), timezone.now()
    measure = Measure.objects.get(title="Åpent hus")
    meeting = a_meeting(busy, a_forum(busy, "frogner"), at=now)
    measures.end_measure(
        measure.pk, status=Status.DONE, what_was_done="Åpnet.", what_it_gave="Ro.", by=busy[OFFICE], at=now - timedelta(hours=1)
    )  # fmt: skip
    client.post(f"/meetings/{meeting.pk}/pack/make/")

    assert "Åpnet." in client.get(f"/measures/{measure.pk}/").text
    pack = client.get(f"/meetings/{meeting.pk}/pack/").text
    assert "Åpent hus" in pack
    assert "Requests sent back: 0" in pack
    assert {one.key: one.value for one in a_report(busy, at=now).figures.all()}["measures-done"] == "1"
    assert "1 measures are done" in client.get("/programme/one-page/").text


def test_from_a_figure_over_the_measure_to_what_was_decided_about_it(busy: City, desk: SignedIn) -> None:
    measure, now = Measure.objects.get(title="Boliger"), timezone.now()
    meeting = a_meeting(busy, a_forum(busy, "frogner"), at=now)
    forums.gather_agenda(meeting.pk, by=busy[OFFICE], at=now)
    item = meeting.items.get(measure=measure)
    decided = Decided(text="Skaffes nå.", outcome=Outcome.ADOPTED, owner_id=busy.unit_id("sagene"), due_on=now.date())
    decision = forums.decide(item.pk, decided=decided, by=busy[OFFICE], at=now)
    client, report = desk(OFFICE), published(busy, at=now)

    assert f'href="/measures/{measure.pk}/"' in client.get(f"/reports/{report.pk}/").text
    assert f'href="/decisions/{decision.pk}/"' in client.get(f"/measures/{measure.pk}/").text
    assert "Skaffes nå." not in desk("klinikk.worker").get(f"/measures/{measure.pk}/").text  # has no seat there

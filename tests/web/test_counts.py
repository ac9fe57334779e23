"""The count pages: who sees what, what bad input gets, and few questions to the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rodtrad.fieldwork.counts.models import Round, Zone
from tests.fieldwork.scenes import Scenes
from tests.web.conftest import SignedIn

PAGES = (
    "/counts/",
    "/counts/live/",
    "/counts/reviews/",
    "/counts/calendar/",
    "/counts/zones/",
    "/counts/series/",
    "/counts/sheet/",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_counts_opens_and_teaches_when_it_is_empty(scenes: Scenes, desk: SignedIn, page: str) -> None:
    assert desk("mottak.lead").get(page).status_code == 200


def test_a_round_is_planned_typed_in_from_paper_and_approved(scenes: Scenes, desk: SignedIn) -> None:
    lead, today = desk("mottak.lead"), timezone.localdate() - timedelta(days=1)
    planned = {"zone": scenes.zones["torget"], "slot": "EVENING", "day": today, "begins": "22:00", "until": "00:30"}
    assert lead.post("/counts/rounds/new/", planned).status_code == 302
    round_ = Round.objects.get()
    assert round_.planned_until - round_.planned_from == timedelta(hours=2, minutes=30)

    sheet = {f"cell_{place}": place for place in range(12)} | {
        "coverage": "COUNTED",
        "day": today,
        "begins": "18:00",
        "until": "18:20",
    }
    assert lead.post(f"/counts/rounds/{round_.pk}/paper/", sheet).status_code == 302
    assert (round_.tallies.get().persons, round_.tallies.get().way) == (66, "PAPER")
    answer = lead.post(f"/counts/rounds/{round_.pk}/approve/", follow=True)
    assert "It is marked as your own round." in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("cell_3", "-1", "Write a whole number"),
        ("cell_3", "many", "Write a whole number"),
        ("begins", "late", "not a time"),
    ],
)
def test_a_sheet_with_a_slip_keeps_what_was_typed(
    scenes: Scenes, desk: SignedIn, field: str, typed: str, sentence: str
) -> None:
    round_ = scenes.planned()
    sheet = {f"cell_{place}": 7 for place in range(12)} | {
        "coverage": "COUNTED",
        "day": "2026-11-23",
        "begins": "18:00",
        "until": "18:20",
    }

    answer = desk("mottak.worker").post(f"/counts/rounds/{round_.pk}/paper/", {**sheet, field: typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.content.decode().count('value="7"') >= 11


def test_the_police_see_zones_and_series_and_no_round(scenes: Scenes, desk: SignedIn) -> None:
    round_ = scenes.approved("torget", 4)
    officer = desk("politi.officer")

    assert officer.get("/counts/zones/").status_code == 200
    assert officer.get("/counts/series/").status_code == 200
    for page in (f"/counts/rounds/{round_.pk}/", "/counts/reviews/", "/counts/live/", "/counts/calendar/"):
        assert officer.get(page).status_code == 403


def test_a_border_with_a_fault_is_told_with_its_line_or_point(scenes: Scenes, desk: SignedIn) -> None:
    desk_ = desk("oslo.programme")
    base = {"name": "Ny sone", "valid_from": "2026-01-01", "source": "Vandring"}
    crossing = "59.91, 10.75\n59.92, 10.76\n59.91, 10.76\n59.92, 10.75"

    for ring, sentence in (
        ("59.91 10.75\nnorth", "Line 2"),
        (crossing, "crosses itself"),
        ("0,0\n1,1\n1,0", "outside the municipality"),
    ):
        answer = desk_.post("/counts/zones/new/", {**base, "ring": ring})
        assert sentence in answer.content.decode(), ring
    assert (
        desk_.post("/counts/zones/new/", {**base, "ring": "59.91, 10.75\n59.92, 10.76\n59.91, 10.76"}).status_code
        == 302
    )
    assert Zone.objects.filter(name="Ny sone").exists()


@pytest.mark.parametrize("page", ["/counts/", "/counts/reviews/", "/counts/calendar/", "/counts/zones/"])
def test_more_rounds_ask_no_more_questions(scenes: Scenes, desk: SignedIn, page: str) -> None:
    client = desk("mottak.lead")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    now = timezone.now()
    scenes.finished(scenes.planned(at=now))
    scenes.planned(at=now)
    few = questions()
    for number in range(6):
        scenes.finished(scenes.planned("elva", at=now + timedelta(minutes=number)))
        scenes.planned("parken", at=now + timedelta(minutes=number))
    assert questions() == few

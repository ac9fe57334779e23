"""The pages of quiet zones and of sightings outside the zones."""

from datetime import timedelta

import pytest

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.models import Alert
from tests.city import MONDAY
from tests.fieldwork.scenes import Scenes
from tests.fieldwork.test_watch import QUIET, close, walked
from tests.web.conftest import SignedIn

BOKMAL = {"accept-language": "nb"}
NEW = "/counts/sightings/new/"
SEEN = {"place": "59.9412, 10.7012", "day": "2026-11-22", "clock": "21:30", "size": "SOME", "kind": "GATHERED"}


@pytest.mark.parametrize("path", ["/counts/watch/", "/counts/sightings/"])
def test_every_page_teaches_when_it_is_empty(scenes: Scenes, desk: SignedIn, path: str) -> None:
    assert 'class="panel panel--pad empty' in desk("oslo.programme").get(path).text


def test_an_alert_is_read_and_answered(scenes: Scenes, desk: SignedIn) -> None:
    close(scenes)
    walked(scenes, *QUIET, 4, 6)
    counts.watch_zones(at=MONDAY)
    client = desk("oslo.programme")

    assert "Vokser igjen" in client.get("/counts/watch/", headers=BOKMAL).text
    address = f"/counts/watch/alerts/{Alert.objects.get().pk}/"
    assert client.post(address, {"answer": ""}).status_code == 422
    page = client.post(address, {"answer": "Uteteamet går dit"}, follow=True, headers=BOKMAL).text

    assert "Uteteamet går dit" in page
    assert "Vokser igjen" not in page


def test_a_sighting_is_rounded_and_three_show_the_way_to_a_new_zone(scenes: Scenes, desk: SignedIn) -> None:
    worker = desk("mottak.worker")
    for _ in range(3):
        assert worker.post(NEW, SEEN).status_code == 302

    page = desk("oslo.programme").get("/counts/sightings/", headers=BOKMAL).text

    assert "Vurder en sone" in page and "meter" in page and "59.9412" not in page
    draw = page.split('href="/counts/zones/new/?square=')[1].split('"')[0]
    assert "59.94" in desk("oslo.programme").get("/counts/zones/new/", {"square": draw}).text


def test_a_single_person_is_sent_to_an_encounter_with_the_form_kept(scenes: Scenes, desk: SignedIn) -> None:
    answer = desk("mottak.worker").post(NEW, {**SEEN, "size": "ONE"}, headers=BOKMAL)

    assert answer.status_code == 422
    assert "Skriv en kontakt i stedet" in answer.text and "59.9412" in answer.text


@pytest.mark.parametrize("place", ["x", "59.94", "1, 2, 3"])
def test_a_place_that_is_none_is_told(scenes: Scenes, desk: SignedIn, place: str) -> None:
    assert "to tall" in desk("mottak.worker").post(NEW, {**SEEN, "place": place}, headers=BOKMAL).text


def test_the_alarm_is_turned_off_and_the_board_says_by_whom_is_told(scenes: Scenes, desk: SignedIn) -> None:
    close(scenes)
    client, zone = desk("oslo.programme"), f"/counts/zones/{scenes.zones['parken']}"
    until = (MONDAY + timedelta(days=9)).date().isoformat()

    client.post(f"{zone}/owner/", {"unit": str(scenes.city.unit_id("sagene"))})
    client.post(f"{zone}/alarm-off/", {"until_on": until, "reason": "Julemarked"})
    page = client.get("/counts/watch/", headers=BOKMAL).text

    assert "Bydel Sagene" in page


def test_the_police_see_no_alert_and_no_sighting(scenes: Scenes, desk: SignedIn) -> None:
    for path in ("/counts/watch/", "/counts/sightings/"):
        assert desk("politi.officer").get(path).status_code == 403

"""Taking what phones send: once, whatever the network does to it."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from rodtrad.fieldapp import sync
from rodtrad.fieldwork.counts.models import Round, Tap
from rodtrad.foundation.ids import new_id
from rodtrad.registry.devices import operations as devices
from rodtrad.registry.devices import queries as device_queries
from rodtrad.registry.devices.models import Command, Device
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY
from tests.fieldapp.phone import Phone
from tests.fieldwork.scenes import Scenes
from tests.web.conftest import SignedIn


def _take(phone: Phone, scenes: Scenes, by: str = "mottak.worker") -> dict:
    batch = sync.read(json.dumps(phone.batch()).encode())
    answer = sync.take(batch, by=scenes.city[by], at=MONDAY)
    phone.hears(answer)
    return answer


def _persons(round_id: UUID) -> int:
    return Round.objects.get(pk=round_id).tallies.get(is_current=True, number=1).persons


def test_a_round_begun_counted_and_finished_without_network_is_what_the_phone_showed(scenes: Scenes) -> None:
    phone, round_id, zone = Phone(), new_id(), scenes.zones["torget"]
    common = {"round": round_id, "zone": zone, "slot": "EVENING", "planned": False}
    phone.does("BEGIN", **common)
    taps = [phone.taps(round_id, zone, planned=False) for _ in range(7)]
    phone.does("TAP", **common, number=1, band=2, gender="M", delta=-1, undoes=taps[-1]["id"])
    phone.does("FINISH", **common, coverage="COUNTED", weather="RAIN", police_present="NO", counters=2)

    _take(phone, scenes)

    round_ = Round.objects.get(pk=round_id)
    assert (_persons(round_id), round_.state, round_.coverage, round_.weather) == (6, "TO_REVIEW", "COUNTED", "RAIN")
    assert phone.unsent == []


def test_the_same_batch_three_times_is_counted_once_and_gets_the_same_receipts(scenes: Scenes) -> None:
    phone, round_ = Phone(), scenes.planned()
    for _ in range(5):
        phone.taps(round_.pk, scenes.zones["torget"])
    content = json.dumps(phone.batch()).encode()

    answers = [sync.take(sync.read(content), by=scenes.city["mottak.worker"], at=MONDAY) for _ in range(3)]

    assert _persons(round_.pk) == 5
    assert answers[0]["receipts"] == answers[1]["receipts"] == answers[2]["receipts"]


def test_the_phones_clock_decides_nothing_but_the_difference(scenes: Scenes) -> None:
    phone, round_ = Phone(clock=3_000_000_000_000), scenes.planned()
    phone.taps(round_.pk, scenes.zones["torget"])
    phone.clock += 90_000

    _take(phone, scenes)

    assert Tap.objects.get().occurred_at == MONDAY - timedelta(seconds=90)


def test_what_cannot_be_used_is_kept_with_the_reason_and_the_lead_is_asked(scenes: Scenes) -> None:
    phone, other = Phone(), scenes.planned(by="frogner.lead")
    phone.taps(other.pk, scenes.zones["torget"])
    phone.does("RIDDLE", anything=1)

    answer = _take(phone, scenes)

    assert [one["outcome"] for one in answer["receipts"]] == ["REFUSED", "REFUSED"]
    assert "no such round at your unit" in answer["receipts"][0]["sentence"].lower()
    assert Command.objects.filter(outcome="REFUSED").count() == 2
    assert Item.objects.filter(kind="PHONE_REFUSED").count() == 1
    assert len(device_queries.refused(by=scenes.city["mottak.lead"])) == 2


def test_one_bad_command_does_not_hold_back_the_others(scenes: Scenes) -> None:
    phone, round_ = Phone(), scenes.planned()
    phone.taps(round_.pk, scenes.zones["torget"])
    phone.does("TAP", round="nonsense")
    phone.taps(round_.pk, scenes.zones["torget"])

    answer = _take(phone, scenes)

    assert [one["outcome"] for one in answer["receipts"]] == ["DONE", "REFUSED", "DONE"]
    assert _persons(round_.pk) == 2


def test_a_body_damaged_on_the_way_gets_no_receipt(scenes: Scenes) -> None:
    phone, round_ = Phone(), scenes.planned()
    phone.taps(round_.pk, scenes.zones["torget"])
    batch = phone.batch()
    batch["commands"][0]["body"] = batch["commands"][0]["body"].replace('"delta": 1', '"delta": -1')

    answer = sync.take(sync.read(json.dumps(batch).encode()), by=scenes.city["mottak.worker"], at=MONDAY)

    assert answer["receipts"][0]["outcome"] == "DAMAGED"
    assert not Command.objects.exists()


def test_a_copied_phone_gets_a_name_of_its_own_and_loses_nothing(scenes: Scenes) -> None:
    phone, round_ = Phone(), scenes.planned()
    copy = Phone(device=phone.device)
    phone.taps(round_.pk, scenes.zones["torget"])
    copy.taps(round_.pk, scenes.zones["torget"])

    _take(phone, scenes)
    first = _take(copy, scenes)
    _take(copy, scenes)

    assert first["receipts"][0]["outcome"] == "RENUMBER"
    assert _persons(round_.pk) == 2
    assert Device.objects.count() == 2


def test_numbers_that_have_not_come_are_asked_for_and_become_a_task_after_a_day(scenes: Scenes) -> None:
    phone, round_ = Phone(), scenes.planned()
    for _ in range(4):
        phone.taps(round_.pk, scenes.zones["torget"])
    for lost in phone.commands[1:3]:
        lost["state"] = "DONE"  # as after a server restored from a backup

    answer = _take(phone, scenes)

    assert answer["holes"] == [2, 3]
    assert len(phone.unsent) == 2
    assert devices.report_holes(MONDAY + timedelta(hours=23)) == 0
    assert devices.report_holes(MONDAY + timedelta(hours=25)) == 1
    _take(phone, scenes)
    assert (_persons(round_.pk), device_queries.holes(phone.device)) == (4, [])


def test_a_lost_phone_is_shut_out_and_a_found_one_sends_what_it_held(scenes: Scenes, desk: SignedIn) -> None:
    phone, round_ = Phone(), scenes.planned()
    phone.taps(round_.pk, scenes.zones["torget"])
    _take(phone, scenes)
    phone.taps(round_.pk, scenes.zones["torget"])
    lead = desk("mottak.lead")
    lead.post(f"/counts/phones/{phone.device}/shut-out/")

    answer = desk("mottak.worker").post("/field/sync/", phone.batch(), content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (403, "SHUT_OUT")
    assert _persons(round_.pk) == 1
    lead.post(f"/counts/phones/{phone.device}/found/")
    desk("mottak.worker").post("/field/sync/", phone.batch(), content_type="application/json")
    assert _persons(round_.pk) == 2


def test_only_a_lead_or_coordinator_of_the_unit_shuts_a_phone_out(scenes: Scenes, desk: SignedIn) -> None:
    phone, round_ = Phone(), scenes.planned()
    phone.taps(round_.pk, scenes.zones["torget"])
    _take(phone, scenes)

    assert desk("mottak.worker").post(f"/counts/phones/{phone.device}/shut-out/").status_code == 403
    assert desk("frogner.lead").post(f"/counts/phones/{phone.device}/shut-out/").status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[]", b"{}", b'{"protocol": 2}', b'{"protocol": 1, "device": "x", "sent_at": 1, "commands": []}', b"\xff\xfe",
     b'{"protocol": 1, "device": "00000000-0000-7000-8000-000000000001", "sent_at": 1e999, "commands": [{}]}'],
)  # fmt: skip
def test_what_is_no_batch_gets_a_short_answer_and_no_fault(scenes: Scenes, desk: SignedIn, content: bytes) -> None:
    answer = desk("mottak.worker").post("/field/sync/", content, content_type="application/json")

    assert (answer.status_code, answer.json()["state"]) == (400, "UNREADABLE")


def test_the_shell_is_open_and_the_same_for_everybody_and_the_rest_asks_for_a_sign_in(
    scenes: Scenes, desk: SignedIn
) -> None:
    stranger, worker = Client(), desk("mottak.worker")
    nonce = "nonce="

    shells = [client.get("/field/").content.decode() for client in (stranger, worker)]

    assert shells[0].split(nonce)[0] == shells[1].split(nonce)[0]
    assert "Mottak" not in shells[1]
    assert stranger.get("/field/plan/").status_code == 302
    assert stranger.post("/field/sync/").status_code == 302
    assert worker.get("/field/plan/").json()["zones"]
    assert desk("politi.officer").get("/field/plan/").status_code == 403


def test_a_sending_without_the_token_is_refused(scenes: Scenes, desk: SignedIn) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = desk("mottak.worker").cookies

    assert client.post("/field/sync/", Phone().batch(), content_type="application/json").status_code == 403

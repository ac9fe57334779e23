"""The last days and the next of the outreach service: rounds that were walked, wait for review, are out now and planned."""

import random
from datetime import datetime, time, timedelta
from uuid import UUID

from rodtrad.cli.demo.staff import SETUP, Staff
from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.operations.loading import EarlierRound
from rodtrad.fieldwork.counts.operations.rounds import NewTap, Walked
from rodtrad.fieldwork.counts.operations.watch import Seen
from rodtrad.fieldwork.counts.rules import square_of
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.working_days import OSLO

UNIT = "uteseksjonen"
ZONES = ("brugata-storgata", "vaterland", "nedre-akerselva", "gronland", "urtegata")
USUAL = {"brugata-storgata": 21, "vaterland": 9, "nedre-akerselva": 7, "gronland": 8, "urtegata": 6}
PHONE = UUID(int=1)


def play_rounds(staff: Staff, zones: dict[str, UUID], *, now: datetime, seed: int) -> int:
    """Ten evenings back and six ahead. Returns how many rounds."""
    chance = random.Random(seed)  # noqa: S311 - made-up rounds, nothing secret
    lead, worker = staff.posts[UNIT, "lead"], staff.posts[UNIT, "worker"]
    today = now.astimezone(OSLO).date()
    made = 0
    for offset in range(-10, 7):
        day = today + timedelta(days=offset)
        if day.weekday() not in (1, 3) and offset not in (-1, 0, 1):
            continue
        for place, zone in enumerate(ZONES):
            start = datetime.combine(day, time(20 + place // 3, 20 * (place % 3)), tzinfo=OSLO)
            planned_at = min(start - timedelta(days=8), now)
            round_ = counts.plan_round(
                zones[zone], slot="EVENING", planned_from=start, planned_until=start + timedelta(minutes=20),
                post_ids=[worker.own_post_id, staff.posts[UNIT, "second"].own_post_id], by=lead, at=planned_at,
            )  # fmt: skip
            made += 1
            if start + timedelta(minutes=30) < now:
                _walk(round_.pk, zone, start, offset, by=worker, chance=chance)
                if offset < -2 and not (offset < -8 and zone == "urtegata"):
                    counts.approve(round_.pk, by=lead, at=min(start + timedelta(hours=16), now))
    _quiet_zone_grows(zones["jernbanetorget"], staff, now=now)
    _meet_outside(staff, now=now, chance=chance)
    _out_now(zones["brugata-storgata"], worker, now=now, chance=chance)
    return made + 1


def _quiet_zone_grows(zone_id: UUID, staff: Staff, *, now: datetime) -> None:
    """A look at a closed scene each week: quiet for long, and of late more people again. Made up, and outside every season."""
    weeks = (1, 0, 2, 1, 1, 0, 1, 2, 1, 0, 1, 3, 4, 6)
    evening = datetime.combine(now.astimezone(OSLO).date(), time(19), tzinfo=OSLO)
    rounds = []
    for back, persons in zip(range(len(weeks), 0, -1), weeks, strict=True):
        start = evening - timedelta(days=7 * back - 4)
        cells = [0] * 12
        cells[7] = persons
        rounds.append(
            EarlierRound(
                zone_id,
                staff.units[UNIT],
                "EVENING",
                start,
                start + timedelta(minutes=15),
                "COUNTED",
                tallies=(cells,),
                weather="COLD",
                police_present="NO",
                counters=2,
            )
        )
    counts.load_rounds(iter(rounds), is_synthetic=True, by=SETUP, at=now)
    counts.choose_owner(zone_id, unit_id=staff.units[UNIT], by=SETUP, at=now)
    counts.watch_zones(at=now)


def _meet_outside(staff: Staff, *, now: datetime, chance: random.Random) -> None:
    """Groups met by a made-up park where nobody counts, three of them within a month."""
    row, column = square_of(59.925, 10.79)
    for days, size in ((24, "FEW"), (11, "SOME"), (3, "SOME")):
        counts.report_sighting(
            Seen(row, column, size), command_id=new_id(), seen_at=now - timedelta(days=days, hours=chance.randrange(3)),
            by=staff.posts[UNIT, "worker"], at=now,
        )  # fmt: skip


def _walk(round_id: UUID, zone: str, start: datetime, offset: int, *, by: Actor, chance: random.Random) -> None:
    end = start + timedelta(minutes=18)
    if zone == "nedre-akerselva" and offset % 3 == 0:
        counts.leave_uncounted(round_id, reason="STAFF", by=by, at=end)
        return
    usual = USUAL[zone] * (2 if zone == "gronland" and offset == -1 else 1)
    taps = _taps(max(0, round(chance.gauss(usual, usual**0.5))), start, chance)
    counts.record_taps(round_id, taps=taps, device_id=PHONE, by=by, at=end)
    part = zone == "urtegata" and offset == -1
    walked = Walked(
        coverage="PARTIAL" if part else "COUNTED", reason="URGENT" if part else "", weather="COLD",
        police_present="YES" if zone == "brugata-storgata" and offset % 2 else "NO", counters=2,
        was_asked_unusual=zone == "gronland" and offset == -1,
    )  # fmt: skip
    counts.finish(round_id, walked=walked, ended_at=end, by=by, at=end)


def _out_now(zone_id: UUID, worker: Actor, *, now: datetime, chance: random.Random) -> None:
    """One round is out as the demo is built, so that the live board shows something."""
    began = now - timedelta(minutes=12)
    out = counts.begin_unplanned(
        zone_id, slot="DAY" if now.astimezone(OSLO).hour < 17 else "EVENING", began_at=began, by=worker, at=began
    )
    counts.record_taps(out.pk, taps=_taps(9, began, chance), device_id=PHONE, by=worker, at=now)


def _taps(persons: int, start: datetime, chance: random.Random) -> list[NewTap]:
    return [
        NewTap(
            id=new_id(),
            band=chance.choices((0, 1, 2, 3), (1, 14, 46, 39))[0],
            gender=chance.choices("WMU", (22, 75, 3))[0],
            delta=1,
            occurred_at=start + timedelta(seconds=20 * number),
        )
        for number in range(persons)
    ]

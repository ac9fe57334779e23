"""Phones, a network and a server under heavy faults, the same for the same seed: nothing lost, nothing twice.

The server is the real one, with its database; the phone is tests/fieldapp/phone.py, which keeps the rules of outbox.js. Every
fault stands in `FAULTS`. A server that was restored from a backup is the database rolled back to an earlier savepoint.
"""

import copy
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from rodtrad.fieldapp import sync
from rodtrad.fieldwork.counts.models import Tally, Tap
from rodtrad.foundation.ids import new_id
from tests.city import MONDAY
from tests.fieldapp.phone import Phone
from tests.fieldwork.scenes import Scenes

FAULTS = {
    "none": 6, "request lost": 2, "cut inside": 1, "answer lost": 3, "sent twice": 2, "server killed": 2, "status 500": 1,
    "signed out": 1, "refused": 1, "captive portal": 1, "old request again": 2, "old answer now": 2,
}  # fmt: skip


class ServerKilled(Exception):
    pass


@dataclass
class World:
    scenes: Scenes
    chance: random.Random
    phones: list[Phone] = field(default_factory=lambda: [Phone() for _ in range(4)])
    done: dict[str, tuple[UUID, int]] = field(default_factory=dict)  # every press: its round and its +1 or -1
    rounds: dict[int, UUID] = field(default_factory=dict)
    old_requests: list[bytes] = field(default_factory=list)
    old_answers: list[dict[str, Any]] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    backup: str = ""

    def press(self, place: int) -> None:
        """A person more or, now and then, one less of those this phone has counted in the round. New rounds come along."""
        phone = self.phones[place]
        if place not in self.rounds or self.chance.random() < 0.02:
            self.rounds[place] = new_id()
        round_id = self.rounds[place]
        own = sum(delta for one, delta in self.done.values() if one == round_id)
        delta = -1 if own > 0 and self.chance.random() < 0.15 else 1
        phone.clock += 1500
        tap = phone.taps(round_id, self.scenes.zones["torget"], delta=delta, planned=False)
        self.done[tap["id"]] = (round_id, delta)

    def send(self, phone: Phone, fault: str) -> None:
        """One sending with a fault of the network, the server or the sign-in."""
        self.faults[fault] += 1
        content = json.dumps(phone.batch(self.chance.choice((5, 50, 500)))).encode()
        if fault == "request lost" or fault in ("status 500", "signed out", "refused"):
            return
        if fault == "captive portal":
            phone.hears({"login": "please"})
            return
        if fault == "old request again" and self.old_requests:
            self.take(self.chance.choice(self.old_requests))
        if fault == "cut inside":
            content = content[: len(content) // 2]
        self.old_requests = [*self.old_requests[-40:], content]
        answer = self.take(content, killed=fault == "server killed")
        if fault == "sent twice":
            answer = self.take(content)
        self.old_answers = [*self.old_answers[-40:], answer]
        if fault == "old answer now":
            phone.hears(self.chance.choice(self.old_answers))
        elif fault not in ("answer lost", "server killed"):
            phone.hears(answer)

    def take(self, content: bytes, *, killed: bool = False) -> dict[str, Any]:
        """The server: all of a batch or, killed in the middle, nothing of it."""
        try:
            with transaction.atomic():
                answer = sync.take(
                    sync.read(content), by=self.scenes.city["mottak.worker"], at=MONDAY + timedelta(hours=1)
                )
                if killed:
                    raise ServerKilled
        except (ServerKilled, sync.NoBatch):
            return {}
        return answer

    def happen(self) -> None:
        """Rarer things: a phone is copied to another, a clock jumps days, the server comes back from a backup."""
        place, draw = self.chance.randrange(len(self.phones)), self.chance.random()
        if draw < 0.25 and len(self.phones) < 8:
            self.phones.append(copy.deepcopy(self.phones[place]))
            self.faults["phone copied"] += 1
        elif draw < 0.5:
            self.phones[place].clock += self.chance.choice((-3, 3)) * 86_400_000
            self.faults["clock jumped"] += 1
        elif draw < 0.75:
            self.backup = transaction.savepoint()
        elif self.backup:
            transaction.savepoint_rollback(self.backup)
            self.faults["server restored"] += 1

    def settle(self) -> None:
        """A good network at last: every phone sends until the server asks for nothing more."""
        for phone in self.phones:
            for _ in range(500):
                answer = self.take(json.dumps(phone.batch()).encode())
                phone.hears(answer)
                if not phone.unsent and not [one for one in answer["holes"] if one <= phone.seq]:
                    break


def simulate(scenes: Scenes, *, records: int, seed: int) -> World:
    world = World(scenes, random.Random(seed))
    weights = list(FAULTS.values())
    while len(world.done) < records:
        place = world.chance.randrange(len(world.phones))
        for _ in range(world.chance.randrange(12)):
            world.press(place)
        world.send(world.phones[place], world.chance.choices(list(FAULTS), weights)[0])
        if world.chance.random() < 0.02:
            world.happen()
    world.settle()
    return world


def check(world: World) -> tuple[int, int]:
    """How many presses were lost, and how many persons were counted twice or not at all."""
    there = {str(pk) for pk in Tap.objects.values_list("pk", flat=True)}
    lost = len(set(world.done) - there)
    wanted: Counter[UUID] = Counter()
    for round_id, delta in world.done.values():
        wanted[round_id] += delta
    counted = dict(Tally.objects.filter(is_current=True).values_list("round_id", "persons"))
    wrong = sum(abs(counted.get(round_id, 0) - persons) for round_id, persons in wanted.items())
    return lost, wrong + len(there - set(world.done))


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_and_nothing_counted_twice_under_heavy_faults(scenes: Scenes, seed: int) -> None:
    world = simulate(scenes, records=1000, seed=seed)

    assert check(world) == (0, 0)
    assert set(FAULTS) <= set(world.faults)
    assert {"phone copied", "clock jumped", "server restored"} & set(world.faults)


@pytest.mark.long
def test_a_hundred_thousand_presses_under_heavy_faults(scenes: Scenes) -> None:
    world = simulate(scenes, records=100_000, seed=3)

    lost, twice = check(world)
    print(f"{len(world.done)} presses on {len(world.phones)} phones, {sum(world.faults.values())} sendings and faults: "
          f"{lost} lost, {twice} twice; {dict(world.faults)}")  # fmt: skip
    assert (lost, twice) == (0, 0)

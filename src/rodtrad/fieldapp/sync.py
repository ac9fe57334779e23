"""The protocol between a phone and us, version 1.

A batch is `{"protocol": 1, "device": uuid, "sent_at": ms, "highest": n, "commands": [...]}`, a command `{"id": uuid v7, "seq": n, "kind",
"schema": 1, "captured_at": ms, "body": text, "hash": sha256 of the body in hex}`. `seq` counts 1, 2, 3 ... on each phone, so
that what never came can be proved; `highest` is the last number the phone has given. Times are milliseconds of the phone's own clock: only their differences are used.

The answer is `{"protocol": 1, "device", "receipts": [{"id", "hash", "outcome", "sentence"}], "holes": [n, ...]}`. The phone
deletes nothing without a receipt with the same id and hash. `holes` are numbers we lack: a phone that still has them sends
them again, also after we were restored from a backup.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.operations.rounds import NewTap, Walked
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.devices import operations as devices
from rodtrad.registry.devices import queries
from rodtrad.registry.devices.operations import Received, Sent

VERSION = 1
MOST = 2000  # commands in one batch
LARGEST = 4_000_000  # bytes of one batch


class NoBatch(ValueError):
    """What came is no batch of ours. The text is for whoever looks into the phone."""


@dataclass(frozen=True)
class Batch:
    device_id: UUID
    commands: tuple[Sent, ...]
    highest: int = 0


def read(content: bytes) -> Batch:
    """Raises NoBatch for anything but a whole batch of this protocol."""
    if len(content) > LARGEST:
        raise NoBatch("too large")
    try:
        told = json.loads(content)
        if told["protocol"] != VERSION or len(told["commands"]) > MOST:
            raise NoBatch("another protocol, or too many commands")
        sent_at, highest = float(told["sent_at"]), int(told.get("highest", 0))
        commands = tuple(_command(one, sent_at) for one in told["commands"])
        return Batch(UUID(told["device"]), commands, min(max(highest, 0), 2**31 - 1))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise NoBatch(f"not a batch: {type(fault).__name__}") from fault


def _command(told: dict[str, Any], sent_at: float) -> Sent:
    seq, schema, body = told["seq"], told["schema"], told["body"]
    if not (isinstance(seq, int) and 0 < seq < 2**31 and isinstance(schema, int) and isinstance(body, str)):
        raise NoBatch("a command has no number or body")
    if "\x00" in body or "\x00" in told["kind"] or len(told["hash"]) != 64:
        raise NoBatch("a command is damaged")
    captured = float(told["captured_at"])
    return Sent(
        id=UUID(told["id"]),
        seq=seq,
        kind=told["kind"],
        schema=schema % 32767,
        body=body,
        body_hash=told["hash"],
        captured_at=datetime.fromtimestamp(min(max(captured, 0), 4e12) / 1000, tz=UTC),
        age=timedelta(milliseconds=min(max(sent_at - captured, 0), 4e12)),
    )


def take(batch: Batch, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Do what is new, once, and answer. Raises PhoneShutOut."""
    receipts = devices.receive(
        batch.device_id, commands=batch.commands, highest=batch.highest, doers=_doers(by, at), by=by, at=at
    )
    return {
        "protocol": VERSION,
        "device": str(batch.device_id),
        "receipts": [
            {"id": str(one.id), "hash": one.body_hash, "outcome": one.outcome, "sentence": one.sentence}
            for one in receipts
        ],
        "holes": queries.holes(batch.device_id),
    }


def _doers(by: Actor, at: datetime) -> dict[str, tuple[devices.Key, devices.Doer]]:
    """What each kind of command does. Presses of one round are done together."""
    return {
        "BEGIN": (_alone, lambda run: _begin(run, by=by, at=at)),
        "TAP": (_round_of, lambda run: _taps(run, by=by, at=at)),
        "FINISH": (_alone, lambda run: _finish(run, by=by, at=at)),
    }


def _alone(command: Received) -> object:
    return command.id


def _round_of(command: Received) -> object:
    return json.loads(command.body)["round"]


def _said(command: Received) -> dict[str, Any]:
    try:
        said = json.loads(command.body)
        UUID(said["round"]), UUID(said["zone"])
    except (ValueError, KeyError, TypeError) as fault:
        raise DomainError(_("The phone sent something that cannot be read. It is kept.")) from fault
    return said  # type: ignore[no-any-return]


def _ensure_round(said: dict[str, Any], command: Received, *, by: Actor, at: datetime) -> UUID:
    """The round of a command; one that was begun on the phone without a plan is made, whichever command comes first."""
    round_id = UUID(said["round"])
    if not said.get("planned"):
        zone_id = UUID(said["zone"])
        slot, began_at = str(said.get("slot", "EVENING")), command.occurred_at
        counts.begin_unplanned(zone_id, slot=slot, began_at=began_at, round_id=round_id, by=by, at=at)
    return round_id


def _begin(run: Sequence[Received], *, by: Actor, at: datetime) -> None:
    for command in run:
        round_id = _ensure_round(_said(command), command, by=by, at=at)
        counts.begin(round_id, began_at=command.occurred_at, by=by, at=at)


def _taps(run: Sequence[Received], *, by: Actor, at: datetime) -> None:
    first = _said(run[0])
    round_id = _ensure_round(first, run[0], by=by, at=at)
    taps = [_tap(command) for command in run]
    counts.record_taps(round_id, taps=taps, device_id=run[0].device_id, by=by, at=at)


def _tap(command: Received) -> NewTap:
    said = _said(command)
    try:
        undoes = UUID(said["undoes"]) if said.get("undoes") else None
        band, delta, number = int(said["band"]), int(said["delta"]), int(said.get("number", 1))
        return NewTap(
            id=command.id, band=band, gender=str(said["gender"]), delta=delta, number=number,
            occurred_at=command.occurred_at, undoes_id=undoes,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as fault:
        raise DomainError(_("The phone sent something that cannot be read. It is kept.")) from fault


def _finish(run: Sequence[Received], *, by: Actor, at: datetime) -> None:
    for command in run:
        said = _said(command)
        round_id = _ensure_round(said, command, by=by, at=at)
        counters = said.get("counters")
        walked = Walked(
            coverage=str(said.get("coverage", "")),
            reason=str(said.get("reason", "")),
            weather=str(said.get("weather", "")),
            police_present=str(said.get("police_present", "")),
            counters=counters if isinstance(counters, int) and 0 < counters < 100 else None,
            was_asked_unusual=bool(said.get("was_asked_unusual")),
        )
        counts.finish(round_id, walked=walked, ended_at=command.occurred_at, by=by, at=at)

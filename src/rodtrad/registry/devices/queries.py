"""The phones of a unit, and what they have not sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rodtrad.foundation.actor import Actor
from rodtrad.registry.devices.models import Alias, Command, Device
from rodtrad.registry.devices.vocabulary import Outcome


@dataclass(frozen=True)
class DeviceLine:
    device_id: UUID
    number: int
    last_seen_at: datetime
    highest: int
    received: int
    is_revoked: bool

    @property
    def missing(self) -> int:
        return self.highest - self.received


@dataclass(frozen=True)
class RefusedLine:
    command_id: UUID
    device_number: int
    kind: str
    occurred_at: datetime
    sentence: str


def devices(*, by: Actor) -> list[DeviceLine]:
    """The phones of the actor's unit, by number."""
    rows = Device.objects.filter(unit_id=by.unit_id).order_by("number")
    return [
        DeviceLine(row.pk, row.number, row.last_seen_at, row.highest, row.received, row.revoked_at is not None)
        for row in rows
    ]


def refused(*, by: Actor, limit: int = 100) -> list[RefusedLine]:
    """What could not be done and nobody has looked at yet."""
    rows = Command.objects.filter(device__unit_id=by.unit_id, outcome=Outcome.REFUSED, seen_at=None)
    rows = rows.select_related("device").order_by("received_at", "seq")[:limit]
    return [RefusedLine(row.pk, row.device.number, row.kind, row.occurred_at, row.sentence) for row in rows]


def holes(device_id: UUID, *, limit: int = 500) -> list[int]:
    """Numbers below the highest that have not come, lowest first."""
    device = Device.objects.filter(pk=device_id).first()
    if device is None or device.highest == device.received:
        return []
    there = set(Command.objects.filter(device=device).values_list("seq", flat=True))
    there |= set(Alias.objects.filter(device=device).values_list("seq", flat=True))
    return [number for number in range(1, device.highest + 1) if number not in there][:limit]

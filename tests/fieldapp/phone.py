"""A phone for tests: an outbox as the one in the browser, in Python, and what it sends."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rodtrad.foundation.ids import new_id

ZERO = 1_795_000_000_000  # milliseconds, some time in 2026


@dataclass
class Phone:
    """Append-only, numbered without holes; settled by a receipt with the same id and hash. See static/fieldapp/outbox.js."""

    device: UUID = field(default_factory=new_id)
    seq: int = 0
    commands: list[dict[str, Any]] = field(default_factory=list)
    clock: float = ZERO  # the phone's own, which may be wrong

    def does(self, kind: str, **body: Any) -> dict[str, Any]:
        self.seq += 1
        text = json.dumps({key: str(value) if isinstance(value, UUID) else value for key, value in body.items()})
        command = {
            "id": str(new_id()), "seq": self.seq, "kind": kind, "schema": 1, "captured_at": self.clock, "body": text,
            "hash": hashlib.sha256(text.encode()).hexdigest(), "state": "UNSENT",
        }  # fmt: skip
        self.commands.append(command)
        return command

    def taps(
        self, round_id: UUID, zone_id: UUID, *, delta: int = 1, band: int = 2, planned: bool = True, number: int = 1
    ) -> dict[str, Any]:
        return self.does(
            "TAP", round=round_id, zone=zone_id, slot="EVENING", planned=planned, number=number, band=band, gender="M",
            delta=delta, undoes=None,
        )  # fmt: skip

    @property
    def unsent(self) -> list[dict[str, Any]]:
        return [command for command in self.commands if command["state"] == "UNSENT"]

    def batch(self, limit: int = 500) -> dict[str, Any]:
        sent = [{key: value for key, value in command.items() if key != "state"} for command in self.unsent[:limit]]
        return {"protocol": 1, "device": str(self.device), "sent_at": self.clock, "highest": self.seq, "commands": sent}

    def hears(self, answer: dict[str, Any]) -> None:
        """What the phone does with an answer, whether it is of now or comes late."""
        if answer.get("protocol") != 1 or answer.get("device") != str(self.device):
            return
        by_id = {command["id"]: command for command in self.commands}
        for receipt in answer["receipts"]:
            command = by_id.get(receipt["id"])
            if command and command["hash"] == receipt["hash"] and receipt["outcome"] in ("DONE", "REFUSED"):
                command["state"] = receipt["outcome"]
        if any(receipt["outcome"] == "RENUMBER" for receipt in answer["receipts"]):
            self.renumbers()
            return
        for command in self.commands:
            if command["seq"] in set(answer.get("holes", [])) and command["state"] != "UNSENT":
                command["state"] = "UNSENT"

    def renumbers(self) -> None:
        self.device = new_id()
        self.seq = len(self.commands)
        for seq, command in enumerate(self.commands, 1):
            command["seq"], command["state"] = seq, "UNSENT"

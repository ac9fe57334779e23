"""`python -m bench.sync`: how long a thousand queued presses of a phone take to be received, in batches as the phone sends them.

In this process through the whole middleware, as bench/measure.py; only the socket is missing. Each run is a new phone and a
new round, against a real PostgreSQL that waits for the disk.
"""

import hashlib
import json
import os
import statistics
import sys
import time
from uuid import UUID

from rodtrad.cli.launch.preparation import ROOT, data_folder, demo_environment
from rodtrad.foundation.database.embedded import Server
from rodtrad.foundation.ids import new_id

PRESSES, BATCH, RUNS = 1000, 500, 7


def main() -> int:
    with Server(data_folder(ROOT) / "bench") as server:
        os.environ.update(demo_environment(server.url()))
        os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "RODTRAD_BENCH_SIZES": "0"}
        import django  # noqa: PLC0415 - the settings must stand first

        django.setup()
        from bench.databases import make, using  # noqa: PLC0415

        make(0, server)
        with using("owner-0"):
            zone, post = _city()
        with using("app-0"):
            seconds = [_run(zone, post) for _ in range(RUNS)]
    print(
        f"{PRESSES} queued presses in batches of {BATCH}: median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s"
    )
    return 0


def _city() -> tuple[UUID, UUID]:
    """The demo city without its population: a zone, and a post that counts."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from rodtrad.cli.demo import city  # noqa: PLC0415
    from rodtrad.fieldwork.counts.queries import zone_ids_by_code  # noqa: PLC0415
    from rodtrad.foundation.working_days import OSLO  # noqa: PLC0415

    call_command("prepare_database", verbosity=0)
    plan = city.begin(now=timezone.now().astimezone(OSLO), tell=lambda said: None)
    return zone_ids_by_code()["vaterland"], plan.staff.posts["uteseksjonen", "coordinator"].own_post_id


def _run(zone: UUID, post: UUID) -> float:
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.post("/sign-in/demo/", {"post": str(post)})
    device, round_id = str(new_id()), str(new_id())
    commands = [_press(seq, round_id, zone) for seq in range(1, PRESSES + 1)]
    batches = [
        {
            "protocol": 1,
            "device": device,
            "sent_at": 1_795_000_000_000,
            "highest": PRESSES,
            "commands": commands[at : at + BATCH],
        }
        for at in range(0, PRESSES, BATCH)
    ]
    contents = [json.dumps(batch) for batch in batches]
    began = time.perf_counter()
    answers = [client.post("/field/sync/", content, content_type="application/json") for content in contents]
    took = time.perf_counter() - began
    receipts = [receipt for answer in answers for receipt in answer.json()["receipts"]]
    assert [receipt["outcome"] for receipt in receipts] == ["DONE"] * PRESSES
    return took


def _press(seq: int, round_id: str, zone: UUID) -> dict[str, object]:
    header = {"round": round_id, "zone": str(zone), "slot": "EVENING", "planned": False}
    body = json.dumps({**header, "number": 1, "band": seq % 4, "gender": "M", "delta": 1, "undoes": None})
    digest = hashlib.sha256(body.encode()).hexdigest()
    return {
        "id": str(new_id()),
        "seq": seq,
        "kind": "TAP",
        "schema": 1,
        "captured_at": 1_794_999_000_000,
        "body": body,
        "hash": digest,
    }


if __name__ == "__main__":
    sys.exit(main())

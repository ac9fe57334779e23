"""`python -m bench.scenes`: the figures of the scenes. How fast a trend is, and whether its interval holds what it promises.

Three parts, each alone with `--only`: `page` (ten years of rounds to a full trend page, cold and warm), `file` (100,000 rows
through `analyse trend`) and `coverage` (how often the 95 % interval of the slope holds the true one, by simulation at the size
of the city: eight zones, two slots, thirteen rounds a summer, fifteen years whose level varies for reasons of its own).
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from math import exp

from rodtrad.cli.launch.preparation import ROOT, data_folder, demo_environment
from rodtrad.foundation.database.embedded import Server

ZONES, YEARS, ROUNDS_A_YEAR = 10, range(2016, 2026), 2000
RING = [[10.74, 59.91], [10.75, 59.91], [10.75, 59.92], [10.74, 59.92], [10.74, 59.91]]
DATABASE_NUMBER = 1


def main(arguments: list[str]) -> int:
    parts: dict[str, Callable[[argparse.Namespace], None]] = {"page": page, "file": file, "coverage": coverage}
    parser = argparse.ArgumentParser(prog="python -m bench.scenes", description=__doc__)
    parser.add_argument("--only", choices=parts, help="one part alone")
    parser.add_argument("--repetitions", type=int, default=1000, help="of the simulation (default 1000)")
    parser.add_argument("--rounds", type=int, default=ROUNDS_A_YEAR, help="a year over all zones (default 2000)")
    options = parser.parse_args(arguments)
    for name, measure in parts.items():
        if options.only in (None, name):
            measure(options)
    return 0


def file(options: argparse.Namespace) -> None:
    """A hundred thousand rows: ten sites, ten years, a thousand rounds a year."""
    from rodtrad.insight.analyses import analyse  # noqa: PLC0415

    chance = random.Random(3)  # noqa: S311 - made-up counts, nothing secret
    rows = [
        {
            "site": f"s{site}",
            "period": str(year),
            "round": str(number),
            "count": str(round(chance.gammavariate(8, 1.5))),
        }
        for year in YEARS
        for number in range(1000)
        for site in range(ZONES)
    ]
    began = time.perf_counter()
    answer = analyse("trend", rows)
    print(f"analyse trend on {len(rows):,} rows: {time.perf_counter() - began:.2f} s", flush=True)
    assert answer["result"]["converged"]


def coverage(options: argparse.Namespace) -> None:
    """Each repetition is a city of its own with a known slope; the share of intervals that hold it."""
    from rodtrad.insight.analyses import analyse  # noqa: PLC0415

    held = answered = 0
    for number in range(options.repetitions):
        chance = random.Random(number)  # noqa: S311 - made-up counts, nothing secret
        slope = chance.uniform(-0.08, 0.08)
        trend = analyse("trend", list(_summers(slope, chance)))["result"]["trend"]
        if trend is not None:
            answered += 1
            held += trend["lower"] <= slope <= trend["upper"]
    print(
        f"95 % interval of the slope holds the true one in {100 * held / answered:.1f} % of {answered} cities",
        flush=True,
    )


def _summers(slope: float, chance: random.Random) -> Iterator[dict[str, str]]:
    levels = [chance.uniform(3, 25) for _ in range(8)]
    for year in range(15):
        of_year = exp(slope * year + chance.gauss(0, 0.12))
        for number in range(13):
            evening = chance.gammavariate(20, 1 / 20)
            for zone, level in enumerate(levels):
                for slot, share in (("DAY", 0.8), ("EVENING", 1.2)):
                    if chance.random() < 0.05:
                        continue
                    count = _poisson(chance, level * share * of_year * evening)
                    yield {
                        "site": f"z{zone}", "slot": slot, "period": str(year), "round": str(number), "count": str(count),
                    }  # fmt: skip


def _poisson(chance: random.Random, mean: float) -> int:
    count, left = 0, chance.expovariate(1)
    while left < mean:
        count += 1
        left += chance.expovariate(1)
    return count


def page(options: argparse.Namespace) -> None:
    """A full trend page through the whole middleware: cold is with nothing calculated before, warm is opened again."""
    with Server(data_folder(ROOT) / "bench") as server:
        os.environ.update(demo_environment(server.url()))
        os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "RODTRAD_BENCH_SIZES": str(DATABASE_NUMBER)}
        import django  # noqa: PLC0415 - the settings must stand first

        django.setup()
        from bench.databases import make, using  # noqa: PLC0415

        make(DATABASE_NUMBER, server)
        with using(f"owner-{DATABASE_NUMBER}"):
            post, rounds = _fill(options.rounds)
        with using(f"app-{DATABASE_NUMBER}"):
            cold, warm, cpu = _open(post)
    print(
        f"trend page of {rounds:,} rounds: cold median {statistics.median(cold):.2f} s, worst {max(cold):.2f} s; "
        f"warm median {1000 * statistics.median(warm):.0f} ms, worst {1000 * max(warm):.0f} ms; "
        f"cold median {statistics.median(cpu):.2f} s of this process's own time",
        flush=True,
    )


def _fill(rounds_a_year: int) -> tuple[str, int]:
    """Ten zones, one series of them all, and ten years of rounds. Returns a post that reads, and how many rounds."""
    from django.core.management import call_command  # noqa: PLC0415

    from rodtrad.cli.demo.city import load_official_lists  # noqa: PLC0415
    from rodtrad.cli.demo.staff import SETUP, hire  # noqa: PLC0415
    from rodtrad.fieldwork.counts import operations as counts  # noqa: PLC0415
    from rodtrad.foundation.working_days import OSLO  # noqa: PLC0415

    call_command("prepare_database", verbosity=0)
    at = datetime(2015, 1, 1, 8, tzinfo=OSLO)
    load_official_lists(at=at)
    staff = hire({"afs", "uteseksjonen"}, seed=1, since=date(2015, 1, 1), at=at)
    counts.set_bands((18, 26, 41), valid_from=date(2010, 1, 1), by=SETUP, at=at)
    zones = []
    for number in range(ZONES):
        zone = counts.add_zone(
            f"Zone {number}", code=f"b{number}", ring=RING, valid_from=date(2010, 1, 1), source="bench", by=SETUP, at=at
        )
        counts.start_counting(zone.pk, valid_from=date(2010, 1, 1), source="bench", by=SETUP, at=at)
        zones.append(zone.pk)
    counts.add_series(
        "bench", name="Bench", zone_ids=zones, counter_id=staff.units["uteseksjonen"], measure="MEAN_DAY_EVENING",
        slots=["DAY", "EVENING"], season="", from_year=YEARS[0], until_year=YEARS[-1], source="bench", by=SETUP, at=at,
    )  # fmt: skip
    made = counts.load_rounds(
        _rounds(zones, staff.units["uteseksjonen"], rounds_a_year), is_synthetic=True, by=SETUP, at=at
    )
    return str(staff.posts["afs", "programme"].post_id), made


def _rounds(zones: list[object], counter: object, a_year: int) -> Iterator[object]:
    from rodtrad.fieldwork.counts.operations.loading import EarlierRound  # noqa: PLC0415
    from rodtrad.foundation.working_days import OSLO  # noqa: PLC0415

    chance = random.Random(5)  # noqa: S311 - made-up counts, nothing secret
    evenings = a_year // (2 * ZONES)
    for year in YEARS:
        first = datetime(year, 1, 2, 13, tzinfo=OSLO)
        for number in range(evenings):
            day = first + timedelta(days=number * 360 // evenings)
            for slot, start in (("DAY", day), ("EVENING", day + timedelta(hours=7))):
                level = chance.gammavariate(20, 1 / 20)
                for place, zone in enumerate(zones):
                    cells = [0] * 12
                    cells[7] = _poisson(chance, level * (4 + 2 * place))
                    yield EarlierRound(
                        zone, counter, slot, start, start + timedelta(minutes=20), "COUNTED", tallies=(cells,),  # type: ignore[arg-type]
                        police_present="NO", weather="DRY", counters=2,
                    )  # fmt: skip


def _open(post: str) -> tuple[list[float], list[float], list[float]]:
    from django.test import Client  # noqa: PLC0415

    from rodtrad.insight.scenes.memory import forget  # noqa: PLC0415

    client, cold, warm, cpu = Client(), [], [], []
    client.post("/sign-in/demo/", {"post": post})
    for _ in range(5):
        forget()
        began = time.process_time()
        cold.append(_timed(client))
        cpu.append(time.process_time() - began)
        warm += [_timed(client) for _ in range(5)]
    return cold, warm, cpu


def _timed(client: object) -> float:
    began = time.perf_counter()
    answer = client.get("/trends/series/bench/")  # type: ignore[attr-defined]
    took = time.perf_counter() - began
    assert answer.status_code == 200, answer.status_code
    return took


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

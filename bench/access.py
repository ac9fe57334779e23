"""`python -m bench.access`: what it costs to be kept out of something, and what the second wall costs.

Two questions of the security plan (SEC-52, and the issue of who may see what): a worker whom many have shut out looks
at their list and searches; how long, held against the lead of the same unit who sees all of it (aim: 1.5 times). And
rows of a sealed section are read with row level security as the application has it, and without as the owner has it
(aim: twice). In one process, on the databases that `bin/bench` fills; figures in milliseconds.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from rodtrad.cli.launch.preparation import ROOT, data_folder, demo_environment
from rodtrad.foundation.database.embedded import Server

SHUT_OUT_OF = 300  # people who have closed something to the worker
ROUNDS = 60
PAGE = 50


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.access", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--keep", action="store_true", help="measure on what was filled last time")
    options = parser.parse_args(arguments)
    with Server(data_folder(ROOT) / "bench") as server:
        os.environ.update(demo_environment(server.url()))
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        os.environ["RODTRAD_BENCH_SIZES"] = ",".join(str(size) for size in options.sizes)
        for size in options.sizes:
            _measure(size, server, keep=options.keep)
    return 0


def _measure(size: int, server: Server, *, keep: bool) -> None:
    import django  # noqa: PLC0415 - the settings must stand first

    django.setup()
    from bench import fill  # noqa: PLC0415
    from bench.databases import exists, make, using  # noqa: PLC0415

    if not (keep and exists(size, server)):
        make(size, server)
        with using(f"owner-{size}"):
            fill.fill(size)
    with using(f"owner-{size}"):
        lead, worker, people, grants = _prepare()
    print(f"\n{size} people, {grants} grants, {SHUT_OUT_OF} have shut the worker out")
    with using(f"app-{size}"):
        _compare("list of the unit", _lists, lead, worker)
        _compare("search by a common name", _searches, lead, worker)
    _walls(size, people, lead)


def _prepare() -> tuple[Any, Any, list[Any], int]:
    """The worker's noes, and a protected address for everybody at the unit; written once."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bench.measure import MEASURED_AS  # noqa: PLC0415
    from rodtrad.casework.consents.models import Block  # noqa: PLC0415
    from rodtrad.casework.grants.models import Grant  # noqa: PLC0415
    from rodtrad.casework.persons.models import Protection  # noqa: PLC0415
    from rodtrad.casework.responsibility.models import Case  # noqa: PLC0415
    from rodtrad.registry.organisations.models import Post  # noqa: PLC0415
    from rodtrad.registry.organisations.queries import actor_of_post  # noqa: PLC0415

    now = timezone.now()
    worker = actor_of_post(Post.objects.get(user__email=MEASURED_AS).pk)
    others = Post.objects.filter(unit=worker.unit_id, roles__contains=["UNIT_LEAD"]).exclude(user=worker.user_id)
    found = others.first() or Post.objects.filter(unit=worker.unit_id).exclude(user=worker.user_id).first()
    lead = actor_of_post(found.pk) if found else worker
    people = list(Case.objects.open().filter(unit=worker.unit_id).values_list("person", flat=True)[:5000])
    if not Block.objects.filter(user=worker.user_id).exists():
        Block.objects.bulk_create(
            Block(person_id=pk, user_id=worker.user_id, sections=["PLAN", "FOLLOW_UP"], from_at=now)
            for pk in people[:SHUT_OUT_OF]
        )
        said = {"grade": "CONFIDENTIAL", "from_at": now, "source": "REGISTER", "reason": "x"}
        Protection.objects.bulk_create(Protection(person_id=pk, recorded_by_id=worker.post_id, **said) for pk in people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return lead, worker, people, Grant.objects.open_at(now).count()


def _lists(by: Any, at: datetime) -> None:
    from rodtrad.insight.worklists.queries import my_cases, unit_overview  # noqa: PLC0415

    my_cases(by, at=at)
    unit_overview(by, at=at)


def _searches(by: Any, at: datetime) -> None:
    from bench.fill import COMMON_NAME  # noqa: PLC0415
    from rodtrad.casework.access import search  # noqa: PLC0415

    search.hits(COMMON_NAME, by=by, at=at)


def _compare(name: str, ask: Callable[[Any, datetime], None], lead: Any, worker: Any) -> None:
    took = {"lead": [], "worker": []}  # type: dict[str, list[float]]
    for _round in range(ROUNDS):
        for who, by in (("lead", lead), ("worker", worker)):
            took[who].append(_timed(lambda by=by: ask(by, _now())))
    _tell(name, took["lead"], took["worker"], aim=1.5, words=("lead", "shut out"))


def _walls(size: int, people: list[Any], lead: Any) -> None:
    """One page of sealed rows of the unit's own people, as owner and as application."""
    from bench.databases import using  # noqa: PLC0415

    took: dict[str, list[float]] = {"owner": [], "app": []}
    for number in range(ROUNDS):
        page = people[number * PAGE % max(1, len(people) - PAGE) :][:PAGE]
        for who, seconds in took.items():
            with using(f"{who}-{size}"):
                seconds.append(_timed(lambda page=page: _read(page, lead)))
    _tell(f"{PAGE} rows of a sealed section", took["owner"], took["app"], aim=2.0, words=("no wall", "wall"))


def _read(page: list[Any], lead: Any) -> None:
    from django.db import transaction  # noqa: PLC0415

    from rodtrad.casework.access import walls  # noqa: PLC0415
    from rodtrad.casework.persons.models import Protection  # noqa: PLC0415

    with transaction.atomic():
        walls.ask_as(unit_id=lead.unit_id)
        rows = list(Protection.objects.filter(person__in=page))
    assert len(rows) == len(page), "the wall hides what the unit may see"


def _now() -> datetime:
    from django.utils import timezone  # noqa: PLC0415

    return timezone.now()


def _timed(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _tell(name: str, first: list[float], second: list[float], *, aim: float, words: tuple[str, str]) -> None:
    a, b = statistics.median(first), statistics.median(second)
    held = "holds" if b <= a * aim else "DOES NOT HOLD"
    print(f"{name}: {words[0]} {a:.1f} ms, {words[1]} {b:.1f} ms, {b / a:.2f} times (aim {aim}): {held}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

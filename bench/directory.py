"""`python -m bench.directory`: the directory with 10,000 services: open-now search beside a bare page, and the coverage.

With `--keep` it measures on what was filled last time.

In this process through the whole middleware, as bench/measure.py; only the socket is missing. The bare page lists the same
rows of the same tables in the plainest way, without words, life of an entry or translated sentences.
"""

import os
import random
import sys
import time
from datetime import timedelta
from statistics import median, quantiles

from rodtrad.cli.launch.catalogues import compile_catalogues
from rodtrad.cli.launch.preparation import ROOT, data_folder, demo_environment
from rodtrad.foundation.database.embedded import Server

SERVICES, REQUESTS, SEED = 10_000, 200, 7
HOURS = ("Mo-Fr 09:00-15:00", "Mo-Su 20:00-08:00", "24/7", "Mo-Sa 10:00-18:00; Su 12:00-16:00", "Tu,Th 17:00-21:00")


def main() -> int:
    compile_catalogues(ROOT / "locale")
    with Server(data_folder(ROOT) / "bench") as server:
        os.environ.update(demo_environment(server.url()))
        os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "RODTRAD_BENCH_SIZES": "1"}
        import django  # noqa: PLC0415 - the settings must stand first

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        from bench.databases import make, using  # noqa: PLC0415

        call_command("collectstatic", interactive=False, verbosity=0)
        if "--keep" not in sys.argv:
            make(1, server)
        with using("owner-1"):
            call_command("prepare_database", verbosity=0)
            if "--keep" not in sys.argv:
                began = time.monotonic()
                _fill()
                print(f"Filled with {SERVICES:,} services in {time.monotonic() - began:.0f} s", flush=True)
        with using("app-1"):
            _search()
            _coverage()
    return 0


def _fill() -> None:
    """Entries through the import, then published and their openings worked out at once."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from rodtrad.cli.demo.city import load_official_lists  # noqa: PLC0415
    from rodtrad.cli.demo.directory import load_terms  # noqa: PLC0415
    from rodtrad.cli.demo.staff import SETUP  # noqa: PLC0415
    from rodtrad.registry.directory import operations  # noqa: PLC0415
    from rodtrad.registry.directory.imports.files import read_file  # noqa: PLC0415
    from rodtrad.registry.directory.models import Service, TaxonomyTerm  # noqa: PLC0415

    now, chance = timezone.now(), random.Random(SEED)  # noqa: S311 - the same directory each time
    load_official_lists(at=now - timedelta(days=400))
    load_terms(at=now - timedelta(days=400))
    kinds = list(TaxonomyTerm.objects.values_list("code", flat=True))
    lines = ["navn;eier;type hjelp;adresse;bydel;åpningstider"]
    for number in range(SERVICES):
        district = f"0301{chance.randrange(1, 16):02}"
        lines.append(
            f"Tilbud {number};velferdsetaten;{chance.choice(kinds)};Gate {number};{district};{chance.choice(HOURS)}"
        )
    reading = read_file("\n".join(lines).encode(), source="bench")
    assert not reading.faults, reading.faults[:3]
    operations.load_entries(reading.records, source="bench", by=SETUP, at=now)
    Service.objects.update(status="PUBLISHED", verified_on=now.date(), verify_by=now.date() + timedelta(days=90))
    operations.keep_openings(at=now)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _search() -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
    from django.test import override_settings  # noqa: PLC0415

    from bench.measure import Site  # noqa: PLC0415

    product = Site(WSGIHandler())
    with override_settings(MIDDLEWARE=settings.BARE_MIDDLEWARE):
        bare = Site(WSGIHandler())
    taken: dict[str, list[float]] = {"product": [], "bare": []}
    cpu: dict[str, list[float]] = {"product": [], "bare": []}
    for turn in range(REQUESTS + 20):
        for name, site, path in (("product", product, "/find/?when=NOW"), ("bare", bare, "/find-open/")):
            began, used = time.perf_counter(), time.process_time()
            status, body = site.get(path)
            if turn >= 20:
                cpu[name].append(time.process_time() - used)
                taken[name].append(time.perf_counter() - began)
            assert status == 200, (name, status)
            assert body.count("Tilbud") >= 20, name
    slow = {name: quantiles(seconds, n=20)[-1] * 1000 for name, seconds in taken.items()}
    for name, seconds in taken.items():
        print(
            f"open now, {name}: p50 {median(seconds) * 1000:.1f} ms, p95 {slow[name]:.1f} ms, CPU {median(cpu[name]) * 1000:.1f} ms"
        )
    print(f"open now, p95 product over bare: {slow['product'] / slow['bare']:.2f} (to be at most 3)", flush=True)


def _coverage() -> None:
    """Cold reads the directory and makes the bits; warm asks again, with another question each time."""
    from django.utils import timezone  # noqa: PLC0415

    from rodtrad.insight.coverage import queries, reading  # noqa: PLC0415
    from rodtrad.insight.coverage.facts import Question  # noqa: PLC0415
    from rodtrad.web.coverage.forms import group_names, kind_names  # noqa: PLC0415

    now = timezone.now()
    monday, names = queries.monday_of(now.date()), kind_names()
    cold, cold_cpu, warm, warm_cpu = [], [], [], []
    for _turn in range(5):
        reading._kept.clear()
        began, used = time.perf_counter(), time.process_time()
        queries.coverage(Question(), by="kind", names=names, monday=monday, at=now)
        cold_cpu.append(time.process_time() - used)
        cold.append(time.perf_counter() - began)
    for turn in range(40):
        asked = Question(area=f"0301{turn % 15 + 1:02}") if turn % 2 else Question()
        by, lines = ("kind", names) if turn % 4 < 2 else ("group", group_names())
        began, used = time.perf_counter(), time.process_time()
        queries.coverage(asked, by=by, names=lines, monday=monday, at=now)
        warm_cpu.append(time.process_time() - used)
        warm.append(time.perf_counter() - began)
    for name, seconds, used_of, most in (("cold", cold, cold_cpu, "1 s"), ("warm", warm, warm_cpu, "50 ms")):
        figures = [f"{number * 1000:.0f} ms" for number in (median(seconds), max(seconds), median(used_of))]
        print(f"coverage, {name}: median {figures[0]}, worst {figures[1]}, CPU {figures[2]} (to be at most {most})")


if __name__ == "__main__":
    sys.exit(main())

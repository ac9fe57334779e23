"""`bin/bench`: fill, certify, measure, and print the table of README.md.

The embedded database gets a cluster of its own, called bench, with one database for each size.
"""

import argparse
import os
import sys
import time

from rodtrad.cli.launch.catalogues import compile_catalogues
from rodtrad.cli.launch.preparation import ROOT, CannotStart, data_folder, demo_environment
from rodtrad.foundation.database.embedded import Server

SIZES = (10_000, 100_000)


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    compile_catalogues(ROOT / "locale")
    try:
        with Server(data_folder(ROOT) / "bench") as server:
            os.environ.update(demo_environment(server.url()))
            os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
            os.environ["RODTRAD_BENCH_SIZES"] = ",".join(str(size) for size in options.sizes)
            _run(options, server)
    except CannotStart as sentence:
        print(sentence, file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="how many people (default both)")
    parser.add_argument("--requests", type=int, default=300, help="of each kind, at each size (default 300)")
    parser.add_argument("--keep", action="store_true", help="measure on what was filled last time")
    parser.add_argument("--only", default="", help="measure only this page")
    parser.add_argument("--profile", action="store_true", help="print where the time of the product goes")
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, server: Server) -> None:
    import django  # noqa: PLC0415 - the settings must stand first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from bench import fill, measure, report  # noqa: PLC0415
    from bench.databases import exists, make, using  # noqa: PLC0415

    call_command("collectstatic", interactive=False, verbosity=0)
    for size in options.sizes:
        if options.keep and exists(size, server):
            continue
        began = time.monotonic()
        print(f"Filling {size} people ...", flush=True)
        make(size, server)
        with using(f"owner-{size}"):
            fill.fill(size)
        print(f"Filled in {time.monotonic() - began:.0f} s", flush=True)
    figures = measure.all_pages(options.sizes, requests=options.requests, only=options.only, profile=options.profile)
    print(report.table(figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

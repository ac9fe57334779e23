import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction
from django.utils import timezone

from rodtrad.cli.demo import city
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.working_days import OSLO

PARTS = 8  # always as many, so that the people are the same on every machine


class Command(BaseCommand):
    help = "Build the demo city in an empty database: real organisations, made-up people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=int, default=2000, help="how many made-up people (default 2000)")
        parser.add_argument("--unless-built", action="store_true", help="do nothing when the city is there already")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["unless_built"] and city.is_built():
            return
        began, people = time.monotonic(), max(0, options["people"])
        now = timezone.now().astimezone(OSLO)

        def tell(said: str) -> None:
            self.stdout.write(f"  {said} ({time.monotonic() - began:.0f} s)")
            self.stdout.flush()

        try:
            with transaction.atomic():
                plan = city.begin(now=now, tell=tell)
        except DomainError as sentence:
            raise CommandError(str(sentence)) from sentence
        sizes = [people // PARTS + (part < people % PARTS) for part in range(PARTS)]
        connections.close_all()  # each process opens its own
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            made = 0
            for done in as_completed(
                pool.submit(partial(city.populate, plan, part=p, count=n)) for p, n in enumerate(sizes)
            ):
                made += done.result()
                tell(f"{made} of {people} people")
        with transaction.atomic():
            city.finish(plan, now=timezone.now())

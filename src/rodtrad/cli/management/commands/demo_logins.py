import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from rodtrad.cli.demo.city import is_built
from rodtrad.registry.organisations.queries import demo_posts, local_day


class Command(BaseCommand):
    help = "Print the roles one can step into in the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say by the exit code whether the city is built")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            sys.exit(0 if is_built() else 1)
        lines = demo_posts(on=local_day(timezone.now()))
        width = max((len(line.title) for line in lines), default=0)
        for line in lines:
            self.stdout.write(f"  {line.title:<{width}}  {line.name}, {line.unit_name}")

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from rodtrad.casework.rights.demo import demo_sheet
from rodtrad.cli.demo.city import is_built
from rodtrad.registry.organisations.queries import demo_posts, local_day

OWN = "Personen selv"  # the titles of the posts beside it are bokmål too


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
        sheet = demo_sheet(at=timezone.now())
        if sheet is not None:
            said = f"code {sheet.code}, PIN {sheet.pin} at /me/ (once; new at each start)"
            self.stdout.write(f"  {OWN:<{width}}  {said}")

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from rodtrad.foundation.actor import Actor
from rodtrad.registry.organisations.tree import FaultyFile, load_tree, read_tree


class Command(BaseCommand):
    help = "Load a municipality's tree of organisations from a YAML file: all of it, or nothing and a list of faults."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = read_tree(options["file"].read_bytes())
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {options['file']}.") from error
        except FaultyFile as faulty:
            lines = "\n".join(f"  row {fault.row}: {fault.sentence}" for fault in faulty.faults)
            raise CommandError(f"Nothing was loaded.\n{lines}") from faulty
        added = load_tree(rows, by=Actor.system("load-organisations"), at=timezone.now())
        self.stdout.write(f"{added} organisations added, {len(rows) - added} were there")

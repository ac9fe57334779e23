from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.areas.lists import FaultyList, read_areas, read_changes
from rodtrad.registry.areas.operations import load_areas, record_successions
from rodtrad.registry.areas.vocabulary import AreaKind


class Command(BaseCommand):
    help = "Load an official list of municipalities or districts from a day on: all of it, or nothing and a list of faults."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=[AreaKind.MUNICIPALITY, AreaKind.DISTRICT], required=True)
        parser.add_argument(
            "--from", dest="valid_from", type=date.fromisoformat, required=True, help="such as 2026-01-01"
        )
        parser.add_argument("--source", required=True, help="where the list is from, such as KLASS 131, 2026-01-01")
        parser.add_argument("--changes", type=Path, help="a CSV with oldCode and newCode: what follows what")
        parser.add_argument("--even-if-half", action="store_true", help="the list is meant to be this much shorter")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                self._load(options)
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {error.filename}.") from error
        except FaultyList as faulty:
            raise CommandError("\n  ".join(["Nothing was loaded.", *faulty.faults])) from faulty
        except DomainError as refusal:
            raise CommandError(f"Nothing was loaded. {refusal}") from refusal

    def _load(self, options: dict[str, Any]) -> None:
        by, at = Actor.system("load-areas"), timezone.now()
        kind, day = AreaKind(options["kind"]), options["valid_from"]
        rows = read_areas(options["file"].read_bytes(), kind, municipality_code=settings.RODTRAD_MUNICIPALITY)
        report = load_areas(
            rows, valid_from=day, source=options["source"], even_if_half=options["even_if_half"], by=by, at=at
        )
        self.stdout.write(f"{report.added} begin, {report.closed} end, {report.unchanged} stay as they are.")
        if options["changes"]:
            count = record_successions(read_changes(options["changes"].read_bytes()), on_date=day, by=by, at=at)
            self.stdout.write(f"{count} lead to the area that follows.")

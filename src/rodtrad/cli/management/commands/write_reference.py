import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from rodtrad.cli.reference import imports, permissions, security, states

PAGES = {
    "states.md": states.page,
    "permissions.md": permissions.page,
    "imports.md": imports.page,
    "security-tests.md": security.page,
}


class Command(BaseCommand):
    help = "Write docs/reference from the code. With --check: write nothing, exit 1 if a page is stale."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether the pages are fresh")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.ROOT / "docs" / "reference"
        with translation.override("en"):
            fresh = {name: page() for name, page in PAGES.items()}
        stale = [n for n, text in fresh.items() if not (folder / n).exists() or (folder / n).read_text() != text]
        if options["check"]:
            for name in stale:
                self.stdout.write(f"docs/reference/{name} is stale. Run bin/rodtrad write_reference.")
            sys.exit(1 if stale else 0)
        for name in stale:
            (folder / name).write_text(fresh[name])
        self.stdout.write(f"{len(stale)} of {len(fresh)} pages written")

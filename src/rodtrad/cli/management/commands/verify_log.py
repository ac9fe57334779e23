import sys
from typing import Any

from django.core.management.base import BaseCommand

from rodtrad.foundation.audit.verification import verify


class Command(BaseCommand):
    help = "Read the whole log again and say whether anybody has changed it. Exits 1 and names the place if so."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        for flaw in verdict.flaws[:50]:
            self.stdout.write(flaw.sentence)
        self.stdout.write(f"{verdict.lines} lines, {len(verdict.flaws)} flaws")
        if verdict.flaws:
            sys.exit(1)

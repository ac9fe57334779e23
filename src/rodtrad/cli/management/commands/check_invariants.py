import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from rodtrad.casework.responsibility import invariants


class Command(BaseCommand):
    help = "Derive again who has the ball for everybody, and say what is wrong. Exits 1 if anything is."

    def handle(self, *args: Any, **options: Any) -> None:
        certificate = invariants.check(at=timezone.now())
        for violation in certificate.violations[:50]:
            place = f"case {violation.case_id}: " if violation.case_id else ""
            self.stdout.write(f"invariant {violation.invariant}: {place}{violation.sentence}")
        self.stdout.write(f"{certificate.cases} cases, {len(certificate.violations)} violations")
        if certificate.violations:
            sys.exit(1)

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from rodtrad.casework.responsibility import invariants
from rodtrad.casework.responsibility.operations import certify
from rodtrad.foundation.actor import Actor


class Command(BaseCommand):
    help = "Derive again who has the ball for everybody, and say what is wrong. Exits 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--keep", action="store_true", help="keep the result as a certificate, as each night does")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"]:
            certify(by=Actor.system("check-invariants"), at=timezone.now())
        certificate = invariants.check(at=timezone.now())
        for violation in certificate.violations[:50]:
            place = f"case {violation.case_id}: " if violation.case_id else ""
            self.stdout.write(f"invariant {violation.invariant}: {place}{violation.sentence}")
        self.stdout.write(f"{certificate.cases} cases, {len(certificate.violations)} violations")
        if certificate.violations:
            sys.exit(1)

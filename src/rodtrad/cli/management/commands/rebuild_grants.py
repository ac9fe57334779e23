import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.operations import NOT_DERIVED, expected_rows, settle
from rodtrad.casework.persons.models import Person
from rodtrad.casework.responsibility.openings import expected_openings


class Command(BaseCommand):
    help = "Compare stored access with what follows from who has the ball; without --check, make them equal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; exits 1 on a difference")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        openings = expected_openings(at=at)
        expected = {row.key() for row in expected_rows(openings)}
        stored = {row.key() for row in Grant.objects.open_at(at).exclude(basis__in=NOT_DERIVED)}
        missing, extra = len(expected - stored), len(stored - expected)
        self.stdout.write(f"{len(stored)} grants, {missing} missing, {extra} without a ground")
        if options["check"]:
            sys.exit(1 if missing or extra else 0)
        with transaction.atomic():
            settle(Person.objects.values_list("pk", flat=True), expected=openings, at=at)

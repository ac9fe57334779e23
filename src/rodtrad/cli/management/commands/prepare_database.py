from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from rodtrad.casework.access.walls import policies
from rodtrad.foundation import database
from rodtrad.foundation.actor import Actor
from rodtrad.registry.laws.operations import load_legal_bases

PRIVILEGES = Path(database.__file__).with_name("privileges.sql")


def apply_privileges() -> None:
    """Give the application its narrow rights on the tables as they are now, and raise the second wall."""
    with connection.cursor() as cursor:
        cursor.execute(PRIVILEGES.read_text())
        cursor.execute(policies())


class Command(BaseCommand):
    help = "Bring the tables up to date and give the application its rights. Run as the owner of the database."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        call_command("createcachetable", verbosity=0)
        load_legal_bases(by=Actor.system("setup"), at=timezone.now())
        apply_privileges()

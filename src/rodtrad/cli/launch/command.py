"""`bin/rodtrad COMMAND`: Django's management commands under one name, typed with hyphens; and `analyse`, which needs none."""

import os
import sys

from rodtrad.cli.launch.preparation import CannotStart, database, demo_environment
from rodtrad.insight.analyses.command import main as analyse

OWNER_COMMANDS = {"prepare-database", "migrate", "makemigrations", "sqlmigrate", "load-demo", "fill-bench"}


def main(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "help"
    if command == "analyse":  # an analyst's own file: no database, no settings
        return analyse(arguments[1:])
    try:
        with database("demo") as addresses:
            os.environ.update(demo_environment(addresses.owner if command in OWNER_COMMANDS else addresses.app))
            from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must stand first

            execute_from_command_line(["rodtrad", command.replace("-", "_"), *arguments[1:]])
    except CannotStart as sentence:
        print(sentence, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The promises of the security plan, each with the test that holds it and what is not held yet."""

import csv

from django.conf import settings

HEAD = """# What holds, and which test proves it

The list of the security plan, SEC-01 to SEC-65. *held*: an automatic test fails if it breaks. *part*: held as far as the
last column tells. *none*: nothing automatic holds it yet. The tests run with `bin/test`, those in full with
`bin/test --long`; speed is measured in `bench/`. Made from `docs/security-tests.csv`; a test checks that what it names
is there.
"""


def rows() -> list[dict[str, str]]:
    """Every promise: id, what, status, test and exception."""
    with (settings.ROOT / "docs" / "security-tests.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def page() -> str:
    """The page as Markdown: a sum, then one line for each promise."""
    found = rows()
    sums = {status: sum(row["status"] == status for row in found) for status in ("held", "part", "none")}
    lines = [HEAD, ", ".join(f"{count} {status}" for status, count in sums.items()) + ".", ""]
    lines += ["| promise | what | | tests | exception |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {r['id']} | {r['what']} | {r['status']} | {_tests(r['test'])} | {r['exception']} |" for r in found]
    return "\n".join([*lines, ""])


def _tests(named: str) -> str:
    return "<br>".join(f"`{one.rpartition('::')[2]}`" for one in named.split())

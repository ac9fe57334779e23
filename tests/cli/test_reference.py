"""The reference says what the code says."""

from django.conf import settings
from django.utils import translation

from rodtrad.casework.access.grounds import ALLOW
from rodtrad.casework.responsibility.vocabulary import NEXT_STATES
from rodtrad.cli.management.commands.write_reference import PAGES
from rodtrad.cli.reference import security


def test_the_pages_are_fresh() -> None:
    with translation.override("en"):
        for name, page in PAGES.items():
            assert (settings.ROOT / "docs" / "reference" / name).read_text() == page(), f"{name} is stale"


def test_every_step_and_every_row_is_on_a_page() -> None:
    with translation.override("en"):
        states, permissions = PAGES["states.md"](), PAGES["permissions.md"]()

    for table in NEXT_STATES.values():
        for state, after in table.items():
            assert all(f"{state} --> {one}" in states for one in after)
    assert all(f"| {row.code} |" in permissions for row in ALLOW)


def test_every_promise_of_the_security_plan_stands_once_and_names_tests_that_are_there() -> None:
    rows = security.rows()

    assert [row["id"] for row in rows] == [f"SEC-{number:02d}" for number in range(1, 66)]
    for row in rows:
        assert row["status"] in {"held", "part", "none"}
        assert row["test"] if row["status"] == "held" else row["exception"], row["id"]
        for proof in row["test"].split():
            path, _, name = proof.partition("::")
            assert f"def {name}(" in (settings.ROOT / path).read_text(), proof

"""The reference says what the code says."""

from django.conf import settings
from django.utils import translation

from rodtrad.casework.access.grounds import ALLOW
from rodtrad.casework.responsibility.vocabulary import NEXT_STATES
from rodtrad.cli.management.commands.write_reference import PAGES


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

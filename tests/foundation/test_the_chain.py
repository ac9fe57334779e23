"""A changed, missing, swapped or cut line of the log is named, also when it was done by the owner of the tables."""

from collections.abc import Callable

import pytest
from django.db import connection

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.audit.verification import verify
from tests.city import MONDAY

LINES = 12
CHANGES: dict[str, tuple[str, str]] = {
    "one word changed": ("UPDATE audit_entry SET event = 'x.y.z' WHERE seq = 5", "line 5 was changed"),
    "one byte of a detail": ("UPDATE audit_entry SET details = '{\"n\": 6}' WHERE seq = 6", "line 6 was changed"),
    "whom it was about": (
        "UPDATE audit_entry SET person_id = gen_random_uuid() WHERE seq = 7",
        "line 7 was changed",
    ),
    "one line taken out": ("DELETE FROM audit_entry WHERE seq = 5", "line 5 is missing"),
    "the end cut off": ("DELETE FROM audit_entry WHERE seq > 9", "the chain ends at line 9"),
    "two lines swapped": (
        """UPDATE audit_entry SET seq = 1000 WHERE seq = 5;
        UPDATE audit_entry SET seq = 5 WHERE seq = 6; UPDATE audit_entry SET seq = 6 WHERE seq = 1000""",
        "does not follow",
    ),
    "a hash made to fit": (
        """UPDATE audit_entry SET event = 'x.y.z' WHERE seq = 5;
        UPDATE audit_entry e SET payload_hash = sha256(convert_to(audit_payload(e), 'UTF8')) WHERE seq = 5""",
        "does not follow",
    ),
    "an older end put back": (
        "UPDATE audit_head SET seq = 9, hash = (SELECT hash FROM audit_entry WHERE seq = 9)",
        "12",
    ),
}


@pytest.fixture
def tamper(db: None) -> Callable[[str], None]:
    """A chain of lines, and somebody with the rights of the owner who turns the guards off."""
    for number in range(LINES):
        audit.record("test.line.written", by=Actor.system("test"), at=MONDAY, details={"n": number})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def change(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
            cursor.execute(sql)
            cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")

    return change


def test_an_untouched_chain_holds(tamper: Callable[[str], None]) -> None:
    found = verify()

    assert (found.lines, found.flaws) == (LINES, ())
    assert Entry.objects.filter(seq=None).count() == 0


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_done_to_it_is_named(tamper: Callable[[str], None], name: str) -> None:
    sql, told = CHANGES[name]
    tamper(sql)

    assert any(told in flaw.sentence for flaw in verify().flaws), [flaw.sentence for flaw in verify().flaws]

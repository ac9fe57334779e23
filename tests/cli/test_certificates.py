"""The commands that prove: each says so when all is well, and finds what somebody has done behind its back."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from rodtrad.casework.access import operations as access
from rodtrad.casework.access.vocabulary import Purpose
from tests.city import MONDAY, City, build_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lived_in() -> City:
    """A city with three cases, each opened for reading a few times."""
    city = build_city()
    for _person in range(3):
        case = city.take_in()
        for _look in range(3):
            access.open_person(case.person_id, by=city["mottak.worker"], purpose=Purpose.FOLLOW_UP, at=MONDAY)
    return city


@contextmanager
def _behind_its_back() -> Iterator[None]:
    """As somebody with full rights over the database, past every trigger and foreign key."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")


def _run(command: str, *arguments: str) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command(command, *arguments, stdout=said)
    except SystemExit as end:
        return int(str(end.code)), said.getvalue()
    return 0, said.getvalue()


def _plant(sql: str) -> None:
    with _behind_its_back(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.usefixtures("lived_in")
class TestCheckInvariants:
    def test_says_how_many_cases_and_no_violations(self) -> None:
        assert _run("check_invariants") == (0, "3 cases, 0 violations\n")

    @pytest.mark.parametrize(
        ("sql", "sentence"),
        [
            ("UPDATE responsibility_period SET ends_at = now()", "0 periods are open at once"),
            (
                "UPDATE responsibility_case SET unit_id = (SELECT id FROM organisations_organisation WHERE code = 'sagene')",
                "the case does not say the same as its last period",
            ),
            ("DELETE FROM responsibility_period", "the case has no periods"),
            ("DELETE FROM grants_grant", "lacks the access"),
            (
                "UPDATE organisations_organisation SET valid_until = '2026-01-01' WHERE code = 'mottak'",
                "held by a unit that is closed",
            ),
        ],
    )
    def test_names_what_was_planted_and_ends_with_one(self, sql: str, sentence: str) -> None:
        _plant(sql)
        code, said = _run("check_invariants")

        assert code == 1
        assert sentence in said
        assert ", 0 violations" not in said


@pytest.mark.usefixtures("lived_in")
class TestVerifyLog:
    def test_says_how_many_lines_and_no_flaws(self) -> None:
        code, said = _run("verify_log")

        assert code == 0
        assert said.endswith(" lines, 0 flaws\n")
        assert not said.startswith("0 ")

    @pytest.mark.parametrize(
        ("sql", "sentence"),
        [
            (
                "UPDATE audit_entry SET section = section || 'X' WHERE seq = 5",
                "line 5 was changed after it was written",
            ),
            ("DELETE FROM audit_entry WHERE seq = 5", "line 5 is missing"),
            ("DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)", "was written last"),
            (
                "UPDATE audit_entry SET seq = CASE seq WHEN 4 THEN -5 ELSE -4 END WHERE seq IN (4, 5);"
                "UPDATE audit_entry SET seq = -seq WHERE seq < 0",
                "does not follow the line before it",
            ),
            ("UPDATE audit_head SET seq = seq - 1", "was written last"),
        ],
    )
    def test_finds_a_flip_a_deletion_a_cut_and_a_swap(self, sql: str, sentence: str) -> None:
        _plant(sql)
        code, said = _run("verify_log")

        assert code == 1
        assert sentence in said


@pytest.mark.usefixtures("lived_in")
def test_access_is_made_again_from_what_happened() -> None:
    assert _run("rebuild_grants", "--check")[0] == 0
    _plant("DELETE FROM grants_grant WHERE section = 'FOLLOW_UP'")
    assert _run("rebuild_grants", "--check")[0] == 1

    assert _run("rebuild_grants")[0] == 0
    assert _run("rebuild_grants", "--check")[0] == 0

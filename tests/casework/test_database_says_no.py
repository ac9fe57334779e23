"""What the code never does, the database refuses too: to the application, and to the owner of its tables."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.foundation.audit.models import Entry
from tests.city import MONDAY, City

ROLES = ("rodtrad_owner", "rodtrad_app")
LATER = MONDAY + timedelta(hours=2)

NEXT_PERIOD = """
    INSERT INTO responsibility_period SELECT (jsonb_populate_record(p, jsonb_build_object(
        'id', gen_random_uuid(), 'seq', p.seq + 1, 'previous_seq', p.seq, {more}))).*
    FROM responsibility_period p WHERE p.case_id = %(case)s ORDER BY p.seq DESC LIMIT 1"""
END_PERIOD = "UPDATE responsibility_period SET ends_at = '{at}' WHERE case_id = %(case)s AND ends_at > '9999-01-01';"
TO_NEXT = "UPDATE responsibility_case SET version = version + 1, held_since = '{at}' WHERE id = %(case)s;"
GRANT = """
    INSERT INTO grants_grant SELECT (jsonb_populate_record(g, jsonb_build_object(
        'id', gen_random_uuid(), 'unit_id', %(police)s, 'unit_sector', '{sector}'))).*
    FROM grants_grant g WHERE g.person_id = %(person)s LIMIT 1"""
LINE = """
    INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object(
        'id', gen_random_uuid(), 'seq', 7000000, {more}))).* FROM audit_entry e LIMIT 1"""
T1, T2 = "2026-11-23 10:00+00", "2026-11-23 11:00+00"


@dataclass(frozen=True)
class Attempt:
    """SQL that must be refused: by which constraint or in which words, and to the application perhaps by a right."""

    sql: str
    refused_by: str
    to_the_application: str = ""

    def to(self, role: str) -> str:
        return (role == "rodtrad_app" and self.to_the_application) or self.refused_by


ATTEMPTS = {
    "a second open period": Attempt(
        NEXT_PERIOD.format(more="'starts_at', p.starts_at + interval '1 hour'"),
        "responsibility_periods_do_not_overlap",
    ),
    "a period that overlaps the one before": Attempt(
        END_PERIOD.format(at=T2) + TO_NEXT.format(at=T1) + NEXT_PERIOD.format(more=f"'starts_at', '{T1}', 'ends_at', '9999-12-30 00:00+00'"),
        "responsibility_periods_do_not_overlap",
    ),
    "a gap before the next period": Attempt(
        END_PERIOD.format(at=T1) + TO_NEXT.format(at=T2) + NEXT_PERIOD.format(more=f"'starts_at', '{T2}', 'ends_at', '9999-12-30 00:00+00'"),
        "responsibility_period_without_gap",
    ),
    "a period that skips a number": Attempt(
        END_PERIOD.format(at=T1) + NEXT_PERIOD.format(more=f"'starts_at', '{T1}', 'ends_at', '{T2}'").replace("p.seq + 1", "p.seq + 2"),
        "responsibility_period_follows",
    ),
    "a period for another unit than the case's": Attempt(
        END_PERIOD.format(at=T1) + TO_NEXT.format(at=T1)
        + NEXT_PERIOD.format(more=f"'starts_at', '{T1}', 'ends_at', '9999-12-30 00:00+00', 'unit_id', %(other)s::text"),
        "responsibility_case_has_its_period",
    ),
    "a period without a reason": Attempt(
        END_PERIOD.format(at=T1) + NEXT_PERIOD.format(more=f"'starts_at', '{T1}', 'ends_at', '{T2}', 'reason', ''"),
        "responsibility_period_says_why",
    ),
    "a period moved by nobody": Attempt(
        END_PERIOD.format(at=T1) + NEXT_PERIOD.format(more=f"'starts_at', '{T1}', 'ends_at', '{T2}', 'moved_by_id', NULL"),
        "responsibility_period_says_who",
    ),
    "an open period that just ends": Attempt(END_PERIOD.format(at=T1), "responsibility_case_has_its_period"),
    "a case that no unit holds": Attempt(
        "UPDATE responsibility_case SET unit_id = NULL WHERE id = %(case)s", "unit_id"
    ),
    "a case that points to no period": Attempt(
        "UPDATE responsibility_case SET version = 9 WHERE id = %(case)s", "responsibility_case_has_its_period"
    ),
    "a case moved to another unit without a period": Attempt(
        "UPDATE responsibility_case SET unit_id = %(other)s WHERE id = %(case)s", "responsibility_case_has_its_period"
    ),
    "an open case with an end": Attempt(
        f"UPDATE responsibility_case SET held_until = '{T2}' WHERE id = %(case)s", "responsibility_open_case_is_held"
    ),
    "a case closed without a reason": Attempt(
        f"UPDATE responsibility_case SET status = 'CLOSED', closed_at = '{T2}' WHERE id = %(case)s",
        "responsibility_closed_case_has_time_and_reason",
    ),
    "a second open case of one person": Attempt(
        """INSERT INTO responsibility_case SELECT (jsonb_populate_record(c, jsonb_build_object(
           'id', gen_random_uuid(), 'command_id', gen_random_uuid()))).* FROM responsibility_case c WHERE id = %(case)s""",
        "responsibility_one_open_case_a_person",
    ),
    "a coordinator of another unit": Attempt(
        "UPDATE responsibility_case SET coordinator_id = %(stranger)s WHERE id = %(case)s",
        "responsibility_coordinator_of_the_unit",
    ),
    "a unit closed over an open case": Attempt(
        "UPDATE organisations_organisation SET valid_until = '2020-01-01', valid_from = '2019-01-01' WHERE id = %(unit)s",
        "responsibility_unit_is_active",
    ),
    "a unit that may no longer hold the case it holds": Attempt(
        "UPDATE organisations_organisation SET holds_cases = false WHERE id = %(unit)s", "responsibility_unit_is_active"
    ),
    "a coordinator's post ended over an open case": Attempt(
        "UPDATE organisations_post SET starts_on = '2019-01-01', ends_on = '2020-01-01' WHERE id = %(coordinator)s",
        "responsibility_coordinator_is_active",
    ),
    "a closed period whose reason is written anew": Attempt(
        "UPDATE responsibility_period SET reason = 'x' WHERE case_id = %(moved)s AND seq = 1",
        "history is append-only",
        "permission denied for table responsibility_period",
    ),
    "a closed period whose end is moved": Attempt(
        "UPDATE responsibility_period SET ends_at = ends_at - interval '1 minute' WHERE case_id = %(moved)s AND seq = 1",
        "responsibility_period_without_gap",
    ),
    "a period that is deleted": Attempt(
        "DELETE FROM responsibility_period WHERE case_id = %(moved)s",
        "history is append-only",
        "permission denied for table responsibility_period",
    ),
    "a step of a request that is deleted": Attempt(
        "DELETE FROM responsibility_requestevent",
        "history is append-only",
        "permission denied for table responsibility_requestevent",
    ),
    "a step of a request that is changed": Attempt(
        "UPDATE responsibility_requestevent SET text = 'x'",
        "history is append-only",
        "permission denied for table responsibility_requestevent",
    ),
    "a decline that is deleted": Attempt(
        "DELETE FROM responsibility_request",
        "responsibility_reque",  # the key of its steps
        "permission denied for table responsibility_request",
    ),
    "a person who is deleted": Attempt(
        "DELETE FROM persons_person WHERE id = %(person)s",
        "persons_",
        "permission denied for table persons_person",
    ),
    "a case that is deleted": Attempt(
        "DELETE FROM responsibility_case WHERE id = %(case)s",
        "responsibility_",
        "permission denied for table responsibility_case",
    ),
    "a request without a deadline": Attempt(
        "UPDATE responsibility_request SET deadline_at = NULL, remind_at = NULL WHERE state = 'ACCEPTED'",
        "responsibility_offer_has_a_deadline",
    ),
    "a decline without a reason": Attempt(
        "UPDATE responsibility_request SET state = 'DECLINED' WHERE state = 'ACCEPTED'",
        "responsibility_decline_has_name_and_reason",
    ),
    "a second open hand-over of one case": Attempt(
        """INSERT INTO responsibility_request SELECT (jsonb_populate_record(r, jsonb_build_object(
           'id', gen_random_uuid(), 'command_id', gen_random_uuid()))).* FROM responsibility_request r
           WHERE state = 'OFFERED'""",
        "responsibility_one_open_handover_a_case",
    ),
    "a support without an end": Attempt(
        "UPDATE responsibility_support SET until_at = '9999-12-30 00:00+00'", "responsibility_support_has_an_end"
    ),
    "a line of the log that is changed": Attempt(
        "UPDATE audit_entry SET event = 'x'",
        "the log is append-only",
        "permission denied for table audit_entry",
    ),
    "a line of the log that is deleted": Attempt(
        "DELETE FROM audit_entry",
        "the log is append-only",
        "permission denied for table audit_entry",
    ),
    "a line of the log with a number of its own": Attempt(LINE.format(more="'hash', NULL"), "the log is append-only"),
    "a line of the log that forges its link": Attempt(
        LINE.format(more="'hash', '\\\\x00', 'previous_hash', '\\\\x00'"), "the log is append-only"
    ),
    "a grant to the police, said honestly": Attempt(
        GRANT.format(sector="POLICE"), "grants_never_to_control_bodies"
    ),
    "a grant to the police that lies about the sector": Attempt(
        GRANT.format(sector="MUNICIPAL"), "grants_unit_has_this_sector"
    ),
    "a unit with grants that turns police": Attempt(
        "UPDATE organisations_organisation SET sector = 'POLICE', holds_cases = false WHERE id = %(unit)s",
        "grants_unit_has_this_sector",
    ),
    "a police unit that may hold cases": Attempt(
        "UPDATE organisations_organisation SET holds_cases = true WHERE id = %(police)s",
        "organisations_control_bodies_hold_nobody",
    ),
    "a case at the police": Attempt(
        END_PERIOD.format(at=T1) + TO_NEXT.format(at=T1)
        + "UPDATE responsibility_case SET unit_id = %(police)s, coordinator_id = NULL WHERE id = %(case)s;"
        + NEXT_PERIOD.format(more=f"'starts_at', '{T1}', 'ends_at', '9999-12-30 00:00+00', 'unit_id', %(police)s::text"),
        "responsibility_unit_is_active",
    ),
}  # fmt: skip

WAYS_AROUND = [
    "UPDATE audit_head SET seq = 0",
    "DELETE FROM audit_head",
    "INSERT INTO audit_head VALUES (2, 0, '')",
    "TRUNCATE audit_entry",
    "TRUNCATE responsibility_period CASCADE",
    "ALTER TABLE responsibility_period DISABLE TRIGGER ALL",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "UPDATE responsibility_period SET unit_id = %(other)s",
    "DELETE FROM grants_grant",
    "DELETE FROM django_migrations",
]


@pytest.fixture
def known(city: City) -> dict[str, Any]:
    """A case with a coordinator that has been offered, and one that has been handed over with support."""
    case = city.take_in(by="frogner.coordinator")
    city.offer(case, "sagene", by="frogner.coordinator")
    moved = city.take_in(by="mottak.worker")
    city.accept(city.offer(moved, "sagene", support_days=14), by="sagene.lead", at=LATER)
    return {
        "case": case.pk,
        "person": case.person_id,
        "unit": case.unit_id,
        "coordinator": case.coordinator_id,
        "moved": moved.pk,
        "other": city.unit_id("gamle-oslo"),
        "stranger": city["sagene.lead"].post_id,
        "police": city.unit_id("politi"),
    }


def _said(sql: str, known: dict[str, Any], role: str) -> str:
    """The constraint, the column or the words that refused it; and nothing of it is left."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the set-up left for the commit
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"SET LOCAL ROLE {role}")
            for statement in filter(str.strip, sql.split(";")):
                cursor.execute(statement, known)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        why = refusal.__cause__.diag  # type: ignore[union-attr]
        return str(why.constraint_name or why.column_name or why.message_primary)
    return "nothing"


@pytest.mark.parametrize("role", ROLES)
def test_the_database_refuses_what_must_never_be(role: str, known: dict[str, Any]) -> None:
    said = {what: _said(attempt.sql, known, role) for what, attempt in ATTEMPTS.items()}

    expected = {what: attempt.to(role) for what, attempt in ATTEMPTS.items()}
    wrong = {what: (said[what], expected[what]) for what in ATTEMPTS if not said[what].startswith(expected[what])}
    assert wrong == {}


def test_the_application_has_no_right_to_get_around_it(known: dict[str, Any]) -> None:
    said = {sql: _said(sql, known, "rodtrad_app") for sql in WAYS_AROUND}

    assert [sql for sql, why in said.items() if "permission denied" not in why and "must be owner" not in why] == []


@pytest.mark.usefixtures("as_app_role")
def test_the_application_can_do_its_work_with_so_few_rights(city: City) -> None:
    case = city.take_in(by="mottak.worker")
    city.accept(city.offer(case, "sagene"), by="sagene.lead", at=LATER)
    case.refresh_from_db()
    responsibility.close_case(
        case.pk, reason="NOT_REACHED", last_word="Ring", version=2, by=city["sagene.lead"], at=LATER
    )

    assert (Case.objects.get().status, Request.objects.get().state) == ("CLOSED", "ACCEPTED")
    assert Entry.objects.filter(event="responsibility.case.closed").count() == 1

"""Fills a database with people and five years of their history, set by set in SQL.

Not through the operations, which are made for one act at a time: at 100,000 people that would take hours. Every
constraint, key and trigger of the database stays on (but the one that links the log line by line; the links are made
in one statement instead), and the two certificates of the product are asked for afterwards.
"""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

from rodtrad.casework.grants.operations import LAW_VERSION
from rodtrad.casework.grants.vocabulary import Relation, sections_for
from rodtrad.casework.persons.national_ids import classify
from rodtrad.casework.responsibility import invariants
from rodtrad.cli.demo import names
from rodtrad.cli.demo.city import load_official_lists
from rodtrad.cli.demo.population import DOORS
from rodtrad.cli.demo.staff import hire
from rodtrad.foundation import crypto
from rodtrad.foundation.audit.verification import verify
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.norwegian_text import fold, sort_key
from rodtrad.foundation.periods import OPEN_ENDED, OPEN_ENDED_ON
from rodtrad.registry.organisations.queries import district_codes, local_day, unit_ids_by_code

SQL = Path(__file__).with_name("sql")
YEARS = 5
CASES_A_COORDINATOR = 60
COMMON_NAME = names.LAST[0]  # what one in eight is called


def fill(people: int) -> None:
    """Everything into an empty database. Raises AssertionError when a certificate finds a fault."""
    call_command("prepare_database", verbosity=0)
    with transaction.atomic():
        values = _city(people)
    for part in ("lives", "people", "chain", "grants", "log"):
        _run(part, values)
    with transaction.atomic():
        _number_people()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    _certify()


def _city(people: int) -> dict[str, Any]:
    """Organisations and staff by the real operations, more coordinators by SQL; returns the values of the SQL files."""
    now = timezone.now()
    began = now - timedelta(days=366 * (YEARS + 1))
    load_official_lists(at=began)
    codes = district_codes()
    offices = sorted(code for code in unit_ids_by_code() if code.startswith("nav-") and _area(code) in codes)
    staff = hire({*offices, *DOORS}, seed=1, since=local_day(began), at=began)
    many = round(people * 0.4 / len(offices) / CASES_A_COORDINATOR)
    pairs = [(given, family, f"{given} {family}") for given in names.FIRST for family in names.LAST]
    openings = [
        (relation.value, sector, section)
        for relation in (Relation.HOLDS, Relation.ASKED, Relation.SUPPORTS)
        for sector in ("MUNICIPAL", "WELFARE", "NGO")
        for section in sections_for(relation, sector)
        if relation is not Relation.ASKED or section in {"BASICS", "FOLLOW_UP"}  # an offer opens what it shares
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE section (relation text, sector text, section text)")
        cursor.executemany("INSERT INTO section VALUES (%s, %s, %s)", openings)
        cursor.execute(
            """CREATE TEMP TABLE name (place int, given_name text, family_name text, full_name text, search_text text, sort_key text)"""
        )
        cursor.executemany(
            "INSERT INTO name VALUES (%s, %s, %s, %s, %s, %s)",
            [(i, given, family, full, fold(full), sort_key(full)) for i, (given, family, full) in enumerate(pairs)],
        )
        cursor.execute(
            "CREATE TEMP TABLE district (place int, unit_id uuid, sector text, area_id uuid, lead_id uuid, code text)"
        )
        cursor.executemany(
            """INSERT INTO district SELECT %s, o.id, o.sector, a.id, %s, o.code
               FROM organisations_organisation o, areas_area a WHERE o.code = %s AND a.code = %s""",
            [(i, staff.posts[code, "lead"].post_id, code, codes[_area(code)]) for i, code in enumerate(offices)],
        )
        cursor.execute("CREATE TEMP TABLE door (place int, unit_id uuid, sector text, worker_id uuid)")
        cursor.executemany(
            "INSERT INTO door SELECT %s, id, sector, %s FROM organisations_organisation WHERE code = %s",
            [(i, staff.posts[code, "worker"].post_id, code) for i, code in enumerate(DOORS)],
        )
    values = {
        "people": people,
        "districts": len(offices),
        "doors": len(DOORS),
        "more": max(0, many - 2),
        "since": local_day(began),
        "needs": list(names.NEEDS),
        "need_count": len(names.NEEDS),
        "own_words": names.OWN_WORDS[0],
        "declined": "Vi har ingen ledig plass denne uken.",
        "question": "Hvor bor personen nå?",
        "answer": "Hos en venn, ut måneden.",
        "given_count": len(names.FIRST),
        "family_count": len(names.LAST),
        "open_ended": OPEN_ENDED,
        "open_ended_on": OPEN_ENDED_ON,
        "law_version": LAW_VERSION,
    }
    _run("staff", values)
    return values


def _area(office: str) -> str:
    return office.replace("nav-", "bydel-")


def _run(part: str, values: dict[str, Any]) -> None:
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:  # the deferred keys are checked when it ends
        cursor.execute((SQL / f"{part}.sql").read_text(), values)
    print(f"  {part:<7} {time.monotonic() - began:6.1f} s", flush=True)


def _number_people() -> None:
    """A synthetic national number for everybody identified, sealed as the product seals it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, birth_date, from_at, recorded_by_id FROM persons_identity")
        rows = cursor.fetchall()
    born: dict[date, int] = {}
    copying = "COPY persons_nationalid (id, person_id, kind, ciphertext, blind_index, from_at, until_at, recorded_by_id) FROM STDIN"
    with connection.connection.cursor() as raw, raw.copy(copying) as copy:
        for person_id, birth, from_at, recorded_by in rows:
            number, born[birth] = _number(birth, born.get(birth, 0))
            row_id = new_id()
            sealed = crypto.seal(number, section="IDENTITY", table="national_id", column="number", row_id=row_id)
            index = crypto.blind_index(number, kind="national_id")
            copy.write_row((row_id, person_id, classify(number).kind, sealed, index, from_at, OPEN_ENDED, recorded_by))


def _number(birth: date, serial: int) -> tuple[str, int]:
    """The next number of the test register (month + 80) for a birth date."""
    while True:
        digits = f"{birth:%d}{birth.month + 80}{birth:%y}{serial:03}"
        serial += 1
        first = calc_check_digit1(digits)
        whole = digits + first + calc_check_digit2(digits + first)
        if len(whole) == 11:  # a check digit of ten is no digit
            return whole, serial


def _certify() -> None:
    certificate = invariants.check(at=timezone.now())
    print(f"  {certificate.cases} cases, {len(certificate.violations)} violations", flush=True)
    assert not certificate.violations, certificate.violations[:3]
    verdict = verify()
    print(f"  {verdict.lines} lines in the log, {len(verdict.flaws)} flaws", flush=True)
    assert not verdict.flaws, verdict.flaws[:3]

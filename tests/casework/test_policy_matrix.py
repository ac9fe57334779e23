"""Every combination of the policy, told four ways: the oracle, the rules, the filter in SQL and the pages. No difference."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from rodtrad.casework.access.grounds import ALLOW, DENY, OWN, Allow
from rodtrad.casework.access.queries import as_filter, decide_all
from rodtrad.casework.access.rules import Held, judge
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.consents.models import Block
from rodtrad.casework.grants.models import Grant
from rodtrad.casework.grants.vocabulary import Basis, Relation
from rodtrad.casework.persons.models import Person, Protection
from rodtrad.casework.persons.vocabulary import CLOSED_SECTIONS, Section
from rodtrad.foundation.accounts.models import User
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.vocabulary import CONTROL_SECTORS, Role, Sector
from rodtrad.registry.laws.models import LegalBasis
from rodtrad.registry.organisations.models import Organisation
from tests.casework.policy_oracle import may
from tests.city import MONDAY, City

PAIRS = list(itertools.product(Relation.values, Basis.values))
REAL_PAIRS = [
    ("HOLDS", "RESPONSIBILITY"),
    ("SUPPORTS", "RESPONSIBILITY"),
    ("ESCALATED", "RESPONSIBILITY"),
    ("ASKED", "OFFER"),
    ("NAMED", "CONSENT"),
    ("AUTHOR", "DUTY"),
    ("RECIPIENT", "DUTY"),
    ("NONE", "EMERGENCY"),
]
FLAGS = list(itertools.product((False, True), repeat=3))
ONE_FLAG = [flags for flags in FLAGS if sum(flags) < 2]


def _actor(role: str, sector: str, unit_id: UUID | None = None, user_id: UUID | None = None) -> Actor:
    return Actor(
        kind=ActorKind.STAFF,
        name="x",
        roles=frozenset({role}),
        unit_sector=sector,
        unit_id=unit_id,
        user_id=user_id,
        post_id=unit_id,
    )


def _differences(pairs: list[tuple[str, str]], flags: list[tuple[bool, bool, bool]]) -> tuple[int, list[object]]:
    cells, found = 0, []
    held_ones = [Held(*pair, named, *flag) for pair in pairs for named in ("", "ME", "OTHER") for flag in flags]
    for role, sector in itertools.product(Role.values, Sector.values):
        by = _actor(role, sector)
        for section, operation in itertools.product(Section, Operation):
            for held in held_ones:
                cells += 1
                told = may(role, sector, held.relation, held.basis, held.named, section, operation, *held[3:])
                if told != (judge(by, section, operation, held).row is not None):
                    found.append((role, sector, section, operation, held))
    return cells, found


def test_the_rules_say_what_the_oracle_says_in_every_cell_of_real_grants(capsys: pytest.CaptureFixture[str]) -> None:
    cells, found = _differences(REAL_PAIRS, ONE_FLAG)

    with capsys.disabled():
        print(f"\npolicy matrix: {cells} cells, {len(found)} differences")
    assert found == []


@pytest.mark.long
def test_the_rules_say_what_the_oracle_says_in_every_cell_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    cells, found = _differences(PAIRS, FLAGS)

    with capsys.disabled():
        print(f"\npolicy matrix, whole: {cells} cells, {len(found)} differences")
    assert found == []


def _mutants() -> Iterator[tuple[str, tuple[Allow, ...], tuple[Allow, ...], Allow]]:
    """Each row dropped, and each value of each column of each row taken out or put in: its name, the changed policy,
    the policy without the row, and the row of the cells that the change touches.
    """
    columns = {
        "roles": Role.values,
        "sectors": Sector.values,
        "relations": Relation.values,
        "sections": list(Section.values),
        "operations": Operation.values,
    }
    for place, row in enumerate(ALLOW):
        without = (*ALLOW[:place], *ALLOW[place + 1 :])
        yield f"{row.code} dropped", without, without, row
        for column, values in columns.items():
            for value in values:
                changed = replace(row, **{column: getattr(row, column) ^ {value}})
                touched = replace(row, **{column: frozenset({value})})
                yield f"{row.code} {column} {value}", (*without, changed), without, touched
        for basis in set(Basis.values) - {row.basis}:
            yield f"{row.code} basis {basis}", (*without, replace(row, basis=basis)), without, row
        yield f"{row.code} personal", (*without, replace(row, personal=not row.personal)), without, row


def _touched(where: Allow) -> Iterator[tuple[Actor, Section, Operation, Held]]:
    cells = itertools.product(
        where.roles, where.sectors, where.relations, Basis.values, ("", "ME"), where.sections, where.operations
    )
    for role, sector, relation, basis, named, section, operation in cells:
        yield _actor(role, sector), Section(section), Operation(operation), Held(relation, basis, named)


def _told(by: Actor, section: Section, operation: Operation, held: Held) -> bool:
    (role,) = by.roles
    return may(role, by.unit_sector, held.relation, held.basis, held.named, section, operation)


def _is_caught(policy: tuple[Allow, ...], where: Allow) -> bool:
    """Whether some cell that the change touches is told otherwise by the oracle."""
    return any(_told(*cell) != (judge(*cell, policy=policy).row is not None) for cell in _touched(where))


def _changes_nothing(where: Allow, without: tuple[Allow, ...]) -> bool:
    """In every cell it touches a denial refuses anyhow, another row gives the same, or neither opens."""
    return all(
        judge(*cell, policy=without).row is not None
        or judge(*cell, policy=(replace(where, basis=cell[3].basis),)).row is None
        or cell[3].basis != where.basis
        for cell in _touched(where)
    )


def test_every_change_of_the_policy_is_caught_or_proved_to_change_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    killed, same = 0, []
    for name, policy, without, where in _mutants():
        if _is_caught(policy, where):
            killed += 1
        else:
            same.append((name, _changes_nothing(where, without)))

    with capsys.disabled():
        print(f"\npolicy mutants: {killed} killed, {len(same)} proved to change nothing")
    assert [name for name, is_proved in same if not is_proved] == []
    assert killed > 700


@pytest.fixture
def people(db: None) -> tuple[dict[str, Organisation], User, dict[UUID, Held]]:
    """Somebody for every grant there can be, at one unit of each sector that may hold one."""
    units = {
        sector: Organisation.objects.create(
            code=sector.lower().replace("_", "-"), name=sector, kind="UNIT", sector=sector
        )
        for sector in Sector.values
    }
    me, other = (User.objects.create(email=f"{n}@demo.example", display_name=n) for n in ("me", "other"))
    held: dict[UUID, Held] = {}
    for pair, named, flags in itertools.product(REAL_PAIRS, ("", "ME", "OTHER"), FLAGS):
        if pair[1] != "EMERGENCY" or named:  # the database asks whom it names
            held[new_id()] = Held(*pair, named, *flags)
    Person.objects.bulk_create(
        Person(pk=pk, level="ANONYMOUS", reference=f"P{number}", created_at=MONDAY) for number, pk in enumerate(held)
    )
    helpers = {sector: unit for sector, unit in units.items() if sector not in CONTROL_SECTORS}
    users = {"": None, "ME": me, "OTHER": other}
    Grant.objects.bulk_create(
        Grant(
            person_id=pk,
            section=section,
            basis=one.basis,
            relation=one.relation,
            unit=unit,
            unit_sector=sector,
            user=users[one.named],
            source_id=new_id(),
            law_version="2026-01",
            opened_at=MONDAY,
            expires_at=MONDAY + timedelta(hours=1),
            reason="tried in every combination there is",
        )
        for pk, one in held.items()
        for sector, unit in helpers.items()
        for section in Section.values
        if section not in CLOSED_SECTIONS or one.basis == "RESPONSIBILITY"
    )
    Block.objects.bulk_create(
        Block(person_id=pk, unit=unit, sections=list(Section.values), from_at=MONDAY)
        for pk, one in held.items()
        if one.blocked
        for unit in helpers.values()
    )
    Block.objects.bulk_create(
        Block(person_id=pk, user=me, cause="CONFLICT", sections=list(Section.values), from_at=MONDAY)
        for pk, one in held.items()
        if one.conflict
    )
    post = _some_post(me, units["MUNICIPAL"])
    Protection.objects.bulk_create(
        Protection(
            person_id=pk, grade="CONFIDENTIAL", from_at=MONDAY, source="REGISTER", reason="x", recorded_by_id=post
        )
        for pk, one in held.items()
        if one.protected
    )
    return units, me, held


def _some_post(user: User, unit: Organisation) -> UUID:
    from rodtrad.registry.organisations.models import Post

    return Post.objects.create(user=user, unit=unit, roles=["WORKER"], starts_on=MONDAY.date()).pk


def _expected(role: str, sector: str, section: str, operation: str, held: dict[UUID, Held]) -> set[UUID]:
    closed = section in CLOSED_SECTIONS
    return {
        pk
        for pk, one in held.items()
        if (not closed or one.basis == "RESPONSIBILITY")
        and may(role, sector, one.relation, one.basis, one.named, section, operation, *one[3:])
    }


def _filter_differences(people: tuple[dict[str, Organisation], User, dict[UUID, Held]], share: float) -> int:
    units, me, held = people
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE grants_grant, consents_block, persons_person, persons_protection")
    cells = 0
    every = list(itertools.product(Role.values, Sector.values, Section, Operation))
    for role, sector, section, operation in random.Random(1).sample(every, int(len(every) * share)):
        by = _actor(role, sector, units[sector].pk, me.pk)
        mine = as_filter(by, section, operation, at=MONDAY)
        found = set(Person.objects.filter(mine).values_list("pk", flat=True))
        assert found == _expected(role, sector, section, operation, held), (role, sector, section, operation)
        cells += len(held)
    return cells


def test_the_filter_in_sql_finds_whom_the_oracle_names(people: object, capsys: pytest.CaptureFixture[str]) -> None:
    cells = _filter_differences(people, share=0.06)  # type: ignore[arg-type]

    with capsys.disabled():
        print(f"\npolicy in SQL: {cells} cells, 0 differences")


@pytest.mark.long
def test_the_filter_in_sql_finds_whom_the_oracle_names_in_every_cell(
    people: object, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = _filter_differences(people, share=1)  # type: ignore[arg-type]

    with capsys.disabled():
        print(f"\npolicy in SQL, whole: {cells} cells, 0 differences")


def test_the_decision_for_one_person_is_the_same(people: object, capsys: pytest.CaptureFixture[str]) -> None:
    units, me, held = people  # type: ignore[misc]
    every = list(itertools.product(Role.values, Sector.values, Operation, held.items()))
    cells = 0
    for role, sector, operation, (pk, one) in random.Random(2).sample(every, 600):
        by = _actor(role, sector, units[sector].pk, me.pk)
        for section, decision in decide_all(by, pk, set(Section), operation, at=MONDAY).items():
            assert decision.allowed == (pk in _expected(role, sector, section, operation, {pk: one}))
            cells += 1

    with capsys.disabled():
        print(f"\ndecisions: {cells} cells, 0 differences")


def test_no_two_rows_allow_the_same() -> None:
    for one, two in itertools.combinations(ALLOW, 2):
        columns = ("roles", "sectors", "relations", "sections", "operations")
        overlap = one.basis == two.basis and all(getattr(one, c) & getattr(two, c) for c in columns)
        assert not overlap, (one.code, two.code)


def test_every_law_of_the_policy_is_in_the_list_of_laws(city: City) -> None:
    known = set(LegalBasis.objects.values_list("code", flat=True))

    assert {code for row in (*ALLOW, *OWN, *DENY) for code in row.law.split()} - known == set()


def test_a_job_without_somebody_who_asked_sees_nobody() -> None:
    for section, operation in itertools.product(Section, Operation):
        verdict = judge(Actor.system("clock"), section, operation, Held("HOLDS", "RESPONSIBILITY"))
        assert verdict == (None, "D10")


def test_the_person_sees_and_takes_along_their_own_and_nobody_elses(city: City) -> None:
    mine, others = city.take_in(alias="Jeg").person_id, city.take_in(alias="En annen").person_id
    me = Actor.person(mine)
    for operation in Operation:
        own = decide_all(me, mine, set(Section), operation, at=MONDAY)
        allowed = {section for section, decision in own.items() if decision.allowed}
        expected = {"R": set(Section), "X": set(Section), "W": {Section.PLAN, Section.RELATIVES}}.get(operation, set())
        assert allowed == expected
        assert not any(d.allowed for d in decide_all(me, others, set(Section), operation, at=MONDAY).values())

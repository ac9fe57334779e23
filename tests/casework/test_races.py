"""Real threads against real PostgreSQL: whoever clicks at once, one wins, and nobody falls between."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Barrier

import pytest
from django.db import connection, connections

from rodtrad.casework.responsibility import invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Period, Request
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.ids import new_id
from tests.city import MONDAY, City, build_city

CLIENTS, CASES = 8, 20
UNITS = ("mottak", "frogner", "gamle-oslo", "sagene")


def _at_once(clients: int, act: Callable[[int], None]) -> None:
    """Every client begins at the same moment, each with a connection of its own."""
    ready = Barrier(clients)

    def run(number: int) -> None:
        ready.wait()
        try:
            act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(clients) as pool:
        for done in [pool.submit(run, number) for number in range(clients)]:
            done.result()


def _hand_around(city: City, tries: int) -> int:
    """Eight clients hand twenty cases around at random. Returns how many hand-overs were accepted."""
    cases = [city.take_in(by="mottak.lead").pk for _case in range(CASES)]
    accepted: list[int] = []

    def client(number: int) -> None:
        chance = Random(number)
        for _try in range(tries // CLIENTS):
            case = Case.objects.get(pk=chance.choice(cases))
            to = chance.choice(UNITS)
            try:
                waiting = Request.objects.awaiting_answer().filter(case=case).first()
                if waiting is None:
                    holder = next(code for code in UNITS if city.unit_id(code) == case.unit_id)
                    waiting = city.offer(case, to, by=f"{holder}.lead")
                receiver = next(code for code in UNITS if city.unit_id(code) == waiting.to_unit_id)
                city.accept(waiting, by=f"{receiver}.{chance.choice(['lead', 'coordinator'])}")
                accepted.append(1)
            except DomainError:
                continue  # somebody was first, or it was the case's own unit: a sentence, and nothing half done

    _at_once(CLIENTS, client)
    return len(accepted)


def _check_nobody_fell_between(accepted: int) -> None:
    moves = Period.objects.count() - CASES
    assert Case.objects.count() == CASES
    assert sum(Case.objects.values_list("version", flat=True)) == Period.objects.count()
    assert moves == Request.objects.filter(state="ACCEPTED").count()
    assert 0 < moves <= accepted  # a second click on one's own acceptance is told yes again, and moves nothing
    assert invariants.check(at=MONDAY + timedelta(hours=1)).violations == ()


@pytest.mark.django_db(transaction=True)
def test_hand_overs_by_many_at_once_leave_every_case_with_one_owner() -> None:
    _check_nobody_fell_between(_hand_around(build_city(), 160))


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_twelve_hundred_hand_overs_by_eight_at_once_leave_every_case_with_one_owner() -> None:
    _check_nobody_fell_between(_hand_around(build_city(), 1200))


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_give_one_winner_and_one_sentence() -> None:
    city = build_city()
    request = city.offer(city.take_in(), "frogner")
    said: list[str] = []

    def accept(number: int) -> None:
        by = city[("frogner.lead", "frogner.coordinator")[number]]
        try:
            responsibility.accept_handover(request.pk, version=1, by=by, at=MONDAY)
        except DomainError as refusal:
            said.append(str(refusal))

    _at_once(2, accept)

    assert len(said) == 1
    assert said[0].startswith("Accepted by Frogner.")
    assert Period.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_who_opens_twice_at_once_gets_one_case() -> None:
    city, command = build_city(), new_id()

    def open_door(number: int) -> None:
        newcomer = responsibility.NewPerson(alias="Blå")
        try:
            responsibility.take_in(newcomer, need="Seng", command_id=command, by=city["mottak.worker"], at=MONDAY)
        except DomainError:
            return

    _at_once(4, open_door)

    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_closing_the_old_period_and_adding_a_new_one_without_a_lock_does_break() -> None:
    """Why the owner is a column with a version: the naive way, on a table of its own, under the same load."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive (case_id int, unit text, open boolean)")
        cursor.execute("INSERT INTO naive SELECT n, 'mottak', true FROM generate_series(1, 5) n")

    def client(number: int) -> None:
        chance = Random(number)
        for _try in range(25):
            case = chance.randint(1, 5)
            with connection.cursor() as cursor:
                cursor.execute("SELECT unit FROM naive WHERE case_id = %s AND open", [case])
                held = cursor.fetchall()
                cursor.execute("UPDATE naive SET open = false WHERE case_id = %s AND open", [case])
                if held:
                    cursor.execute("INSERT INTO naive VALUES (%s, %s, true)", [case, chance.choice(UNITS)])

    try:
        _at_once(CLIENTS, client)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FILTER (WHERE open) FROM naive GROUP BY case_id")
            owners = [row[0] for row in cursor.fetchall()]
        assert any(count != 1 for count in owners), owners
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE naive")

"""Real threads against real PostgreSQL: whoever clicks at once, one wins, and nobody falls between."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from threading import Barrier, Event, Lock, Thread

import pytest
from django.db import connection, connections

from rodtrad.casework.responsibility import invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Period, Request
from rodtrad.foundation.errors import DomainError, SomebodyWasFirst
from rodtrad.foundation.ids import new_id
from tests.city import MONDAY, add_posts, build_city

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


NOT_ONE_OWNER = """
    SELECT count(*) FROM responsibility_case c WHERE c.unit_id IS NULL OR 1 <> (
        SELECT count(*) FROM responsibility_period p
        WHERE p.case_id = c.id AND p.ends_at > '9999-01-01' AND p.unit_id = c.unit_id AND p.seq = c.version)"""


@dataclass
class Load:
    """What eight clients did, and what one who looked on all the while saw."""

    accepted: int = 0
    refused: int = 0
    looks: int = 0
    seen_without_one_owner: int = 0


def _look_on(load: Load, over: Event) -> None:
    try:
        while not over.is_set():
            with connection.cursor() as cursor:
                cursor.execute(NOT_ONE_OWNER)
                load.seen_without_one_owner += cursor.fetchone()[0]
            load.looks += 1
            time.sleep(0.002)
    finally:
        connections.close_all()


def _hand_around(tries: int) -> Load:
    """Eight clients, each with posts of its own, hand twenty cases around at random."""
    city, load, over, mine = build_city(), Load(), Event(), Lock()
    add_posts(city, [f"{unit}.client{number}" for unit in UNITS for number in range(CLIENTS)])
    codes = {city.unit_id(code): code for code in UNITS}
    cases = [city.take_in(by="mottak.lead").pk for _case in range(CASES)]

    def client(number: int) -> None:
        chance = Random(number)
        for _try in range(tries // CLIENTS):
            case, to = Case.objects.get(pk=chance.choice(cases)), chance.choice(UNITS)
            try:
                waiting = Request.objects.awaiting_answer().filter(case=case).first()
                if waiting is None:
                    waiting = city.offer(case, to, by=f"{codes[case.unit_id]}.client{number}")
                city.accept(waiting, by=f"{codes[waiting.to_unit_id]}.client{number}")
            except DomainError:  # somebody was first, or it was the case's own unit: a sentence, nothing half done
                with mine:
                    load.refused += 1
            else:
                with mine:
                    load.accepted += 1

    onlooker = Thread(target=_look_on, args=(load, over))
    onlooker.start()
    try:
        _at_once(CLIENTS, client)
    finally:
        over.set()
        onlooker.join()
    return load


def _check_nobody_fell_between(load: Load) -> None:
    moves = Period.objects.count() - CASES
    assert load.looks > 0
    assert load.seen_without_one_owner == 0
    assert Case.objects.count() == CASES
    assert sum(Case.objects.values_list("version", flat=True)) == Period.objects.count()
    assert load.accepted == moves == Request.objects.filter(state="ACCEPTED").count()
    assert moves > 0
    assert invariants.check(at=MONDAY + timedelta(hours=1)).violations == ()


@pytest.mark.django_db(transaction=True)
def test_hand_overs_by_many_at_once_leave_every_case_with_one_owner() -> None:
    _check_nobody_fell_between(_hand_around(160))


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_twelve_hundred_hand_overs_by_eight_at_once_leave_every_case_with_one_owner() -> None:
    load = _hand_around(1200)

    print(load)  # the figures, with -s
    _check_nobody_fell_between(load)


@pytest.mark.django_db(transaction=True)
def test_three_who_accept_at_once_give_one_winner_and_the_others_a_sentence() -> None:
    city = build_city()
    request = city.offer(city.take_in(), "frogner")
    said: list[str] = []

    def accept(number: int) -> None:
        by = city[("frogner.lead", "frogner.coordinator", "frogner.colleague")[number]]
        try:
            responsibility.accept_handover(request.pk, version=1, by=by, at=MONDAY)
        except SomebodyWasFirst as refusal:
            said.append(str(refusal))

    _at_once(3, accept)

    request.refresh_from_db()
    assert request.answered_by is not None
    first = request.answered_by.user.display_name
    assert said == [f"Accepted by {first} at 10.00, so nothing was changed."] * 2
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

"""With the application's own filter taken away, the database still shows no sealed row to who may not see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from rodtrad.casework.access import changes, walls
from rodtrad.casework.access.own import open_own
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.models import Protection
from rodtrad.casework.persons.vocabulary import BelongingSource, Section
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit.models import Entry
from tests.city import City

EARLIER = timedelta(minutes=5)


@pytest.fixture
def case(city: City) -> Case:
    """Somebody whose address is protected, held by the reception."""
    case = city.take_in(alias="Blåveis", at=timezone.now() - EARLIER)
    said = {"grade": "CONFIDENTIAL", "source": "REGISTER", "reason": "kanarifugl"}
    changes.protect_address(case.person_id, **said, by=city["mottak.worker"], at=timezone.now() - EARLIER)  # type: ignore[arg-type]
    return case


@contextmanager
def _as_app(unit: object = None, people: tuple[object, ...] = ()) -> Iterator[None]:
    """The connection as the web server has it, with nothing of the application between."""
    with connection.cursor() as cursor:
        walls.ask_as(unit_id=unit, person_ids=people)  # type: ignore[arg-type]
        cursor.execute("SET ROLE rodtrad_app")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")
            walls.ask_as()


def test_every_table_of_a_sealed_section_has_the_wall() -> None:
    assert Protection in walls.sealed_models()
    declared = {m for m in apps.get_models() if getattr(m, "section", None) in walls.SEALED}
    assert set(walls.sealed_models()) == declared


def test_the_wall_stands_in_the_database(db: None) -> None:
    with connection.cursor() as cursor:
        for model in walls.sealed_models():
            cursor.execute(
                "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [model._meta.db_table]
            )
            assert cursor.fetchone() == (True, True), model
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'rodtrad_app'")
        assert cursor.fetchone() == (False, False)


def test_without_saying_who_asks_there_are_no_rows(city: City, case: Case) -> None:
    with _as_app():
        assert list(Protection.objects.all()) == []
    assert Protection.objects.count() == 1


def test_the_responsible_unit_sees_the_row_and_no_other_unit_does(city: City, case: Case) -> None:
    for name in city.units:
        with _as_app(city.unit_id(name)):
            assert Protection.objects.count() == (1 if name == "mottak" else 0), name


def test_an_asked_and_a_supporting_unit_do_not_either(city: City, case: Case) -> None:
    request = city.offer(case, "frogner", support_days=30, at=timezone.now() - EARLIER)
    with _as_app(city.unit_id("frogner")):
        assert not Protection.objects.exists()

    city.accept(request, by="frogner.lead", at=timezone.now() - EARLIER + timedelta(seconds=1))
    with _as_app(city.unit_id("frogner")):
        assert Protection.objects.exists()
    with _as_app(city.unit_id("mottak")):
        assert not Protection.objects.exists(), "who supports is not responsible"


def test_the_person_sees_their_own_and_nobody_elses(city: City, case: Case) -> None:
    other = city.take_in(at=timezone.now() - EARLIER)
    with _as_app(people=(case.person_id,)):
        assert Protection.objects.count() == 1
    with _as_app(people=(other.person_id,)):
        assert not Protection.objects.exists()


def test_nobody_writes_or_changes_a_row_they_may_not_see(city: City, case: Case) -> None:
    row = Protection.objects.get()
    with _as_app(city.unit_id("frogner")):
        assert Protection.objects.update(reason="endret") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Protection.objects.create(
                person_id=row.person_id,
                grade="CONFIDENTIAL",
                from_at=row.from_at,
                until_at=timezone.now(),
                source="REGISTER",
                reason="x",
                lifted_reason="x",
                recorded_by_id=row.recorded_by_id,
            )
    assert Protection.objects.get().reason == "kanarifugl"


def test_that_it_is_protected_is_known_to_the_rules_all_the_same(city: City, case: Case) -> None:
    """A wall that hid the fact would open what the fact closes."""
    with _as_app(city.unit_id("frogner")):
        assert persons.is_protected([case.person_id], at=timezone.now())


def test_the_door_says_who_asks(city: City, case: Case) -> None:
    with _as_app():
        changes.lift_protection(
            case.person_id,
            source=BelongingSource.REGISTER,
            reason="Ikke lenger",
            by=city["mottak.lead"],
            at=timezone.now(),
        )
    assert Protection.objects.get().lifted_reason == "Ikke lenger"
    with _as_app():
        open_own(by=Actor.person(case.person_id), part="COPY", at=timezone.now())
        assert Protection.objects.count() == 1


def test_who_asks_is_forgotten_with_the_transaction(transactional_db: None) -> None:
    with transaction.atomic():
        walls.ask_as(unit_id=None, person_ids=())
        walls.ask_as(person_ids=("00000000-0000-7000-8000-000000000000",))  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('rodtrad.people', true)")
        assert cursor.fetchone()[0] in ("", None)


def test_the_log_can_only_grow(city: City, case: Case) -> None:
    entry = Entry.objects.first()
    assert entry is not None
    with _as_app(city.unit_id("mottak")):
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(event="x")
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.all().delete()


def test_sealed_are_health_concerns_relatives_and_the_closed() -> None:
    assert {
        Section.HEALTH,
        Section.CONCERNS,
        Section.RELATIVES,
        Section.LEGAL_STATUS,
        Section.PROTECTED_ADDRESS,
    } == walls.SEALED

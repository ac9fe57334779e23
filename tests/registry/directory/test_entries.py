"""An entry is true, its owner's, and what the database keeps it to."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.foundation.audit.models import Entry as LogLine
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound, SomebodyWasFirst
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.directory import operations
from rodtrad.registry.directory.models import Opening, OpeningRow, Service
from rodtrad.registry.directory.operations import Entry
from rodtrad.registry.directory.queries import service_view
from rodtrad.registry.directory.rules import hours as rules
from rodtrad.registry.directory.rules.hours import Row, Span
from rodtrad.registry.directory.vocabulary import NEXT_STATES, Openness, ServiceStatus
from tests.city import City
from tests.directory import Directory

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)


def test_an_entry_without_an_owner_cannot_be_published(directory: Directory) -> None:
    orphan = directory.add("Ukjent", "meals", "24/7", at=MONDAY, owner=None, is_published=False)

    with pytest.raises(DomainError, match="without an owner"):
        operations.publish(orphan, by=directory.city["oslo.administrator"].system("x"), at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=orphan).update(status="PUBLISHED", verify_by=date(2027, 1, 1))


def test_only_those_who_give_the_help_change_the_entry(directory: Directory) -> None:
    service_id = directory.add("Kafeen", "meals", "24/7", at=MONDAY)
    entry = Entry(name="Kafeen ny", kinds=("meals",))
    version = Service.objects.get(pk=service_id).version

    for stranger in ("frogner.lead", "politi.officer", "oslo.administrator"):
        with pytest.raises(NotAllowed):
            operations.change_service(service_id, entry=entry, version=version, by=directory.city[stranger], at=MONDAY)
    changed = operations.change_service(
        service_id, entry=entry, version=version, by=directory.city["frivillig.worker"], at=MONDAY
    )
    assert changed.name == "Kafeen ny"
    assert LogLine.objects.filter(event="directory.service.changed", subject_id=service_id).count() == 1


def test_mending_a_spelling_confirms_nothing(directory: Directory) -> None:
    service_id = directory.add("Kafeen", "meals", "24/7", at=MONDAY)
    before = Service.objects.get(pk=service_id)
    later = MONDAY + timedelta(days=100)
    owner = directory.city["frivillig.lead"]

    operations.change_service(
        service_id, entry=Entry(name="Kaféen", kinds=("meals",)), version=before.version, by=owner, at=later
    )
    after = Service.objects.get(pk=service_id)
    assert (after.verified_on, after.updated_at) == (before.verified_on, later)

    operations.confirm(service_id, by=owner, at=later)
    after.refresh_from_db()
    assert after.verify_by == later.date() + timedelta(days=182)
    assert after.verified_by_id == owner.post_id


def test_the_second_of_two_editors_is_told(directory: Directory) -> None:
    service_id = directory.add("Kafeen", "meals", "24/7", at=MONDAY)
    version = Service.objects.get(pk=service_id).version
    first, second = Entry(name="En", kinds=("meals",)), Entry(name="To", kinds=("meals",))
    operations.change_service(service_id, entry=first, version=version, by=directory.city["frivillig.lead"], at=MONDAY)

    with pytest.raises(SomebodyWasFirst):
        operations.change_service(
            service_id, entry=second, version=version, by=directory.city["frivillig.worker"], at=MONDAY
        )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"minimum_age": 25, "maximum_age": 12}, "maximum_age"),
        ({"minimum_age": 130}, "minimum_age"),
        ({"kinds": ("finnes-ikke",)}, "kinds"),
        ({"kinds": ()}, "kinds"),
        ({"name": " "}, "name"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_field(directory: Directory, said: dict, field: str) -> None:
    entry = Entry(**{"name": "X", "kinds": ("meals",), **said})
    with pytest.raises(DomainError) as refusal:
        operations.register_service(
            "x",
            entry=entry,
            organization_id=directory.city.unit_id("frivillig"),
            by=directory.city["frivillig.lead"],
            at=MONDAY,
        )
    assert refusal.value.field == field


def test_rows_that_cannot_be_are_refused_by_number_and_nothing_changes(directory: Directory) -> None:
    directory.add("Kafeen", "meals", "Mo-Fr 08:00-15:00", at=MONDAY)
    place, owner = directory.places["Kafeen"], directory.city["frivillig.lead"]
    backwards = [Row(0, Span(480, 900)), Row(1, Span(900, 480))]
    doubled = [Row(0, Span(480, 900)), Row(0, Span(840, 960))]

    for rows, sentence in ((backwards, "Row 2 ends before"), (doubled, "Row 2 is open at the same time as row 1")):
        with pytest.raises(DomainError, match=sentence):
            operations.set_hours(place.pk, rows=rows, holiday_policy="AS_USUAL", by=owner, at=MONDAY)
    assert OpeningRow.objects.filter(place=place).count() == 5


def test_the_database_refuses_a_row_of_more_than_a_day(directory: Directory) -> None:
    directory.add("Kafeen", "meals", "Mo-Fr 08:00-15:00", at=MONDAY)

    for change in ({"closes_min": 480 + 1441}, {"closes_min": 480}, {"weekday": 8}, {"opens_min": 1440}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OpeningRow.objects.filter(place=directory.places["Kafeen"]).update(**change)


def test_an_end_has_a_date_and_says_what_came_instead(directory: Directory) -> None:
    old = directory.add("Gammel", "meals", "24/7", at=MONDAY)
    new = directory.add("Ny", "meals", "24/7", at=MONDAY)
    owner = directory.city["frivillig.lead"]
    with pytest.raises(DomainError, match="from which day"):
        operations.end(old, ended_on=None, by=owner, at=MONDAY)

    operations.end(old, ended_on=date(2026, 11, 1), replaced_by_id=new, by=owner, at=MONDAY)

    view = service_view(old, at=MONDAY)
    assert view.service.replaced_by == directory.services["Ny"]
    assert view.places[0].openness is Openness.CLOSED
    with pytest.raises(DomainError, match="cannot become"):
        operations.publish(old, by=owner, at=MONDAY)


def test_more_free_places_than_there_are_is_refused(directory: Directory) -> None:
    service_id, owner = directory.add("Seng", "acute-overnight", "24/7", at=MONDAY), directory.city["frivillig.worker"]

    for said in ({"maximum": 4, "available": 5}, {"maximum": -1, "available": None}):
        with pytest.raises(DomainError):
            operations.report_capacity(service_id, unit="BEDS", by=owner, at=MONDAY, **said)
    operations.report_capacity(service_id, unit="BEDS", maximum=4, available=2, by=owner, at=MONDAY)
    capacity = service_view(service_id, at=MONDAY).capacity
    assert capacity is not None
    assert capacity.available == 2


def test_a_draft_is_seen_by_its_owner_alone(directory: Directory) -> None:
    draft = directory.add("Kladd", "meals", "24/7", at=MONDAY, is_published=False)

    assert service_view(draft, by=directory.city["frivillig.worker"], at=MONDAY).may_edit
    for stranger in (None, directory.city["frogner.lead"]):
        with pytest.raises(NotFound):
            service_view(draft, by=stranger, at=MONDAY)


def test_lines_for_staff_are_for_staff(directory: Directory) -> None:
    said = {"staff_phone": "22 11 11 11", "staff_note": "Ring vakten"}
    service_id = directory.add("Seng", "acute-overnight", "24/7", at=MONDAY, **said)

    assert service_view(service_id, by=directory.city["frogner.worker"], at=MONDAY).staff_phone == "22 11 11 11"
    for reader in (None, directory.city["politi.officer"]):
        view = service_view(service_id, by=reader, at=MONDAY)
        assert (view.staff_phone, view.staff_note) == ("", "")


@given(opens=st.integers(0, 1439), length=st.integers(1, 1440), days=st.sets(st.integers(0, 6), min_size=1))
def test_the_openings_kept_are_those_of_the_rules(city: City, opens: int, length: int, days: set[int]) -> None:
    from tests.directory import build_directory

    with transaction.atomic():
        directory = build_directory(city)
        directory.add("Hus", "meals", "?", at=MONDAY)
        place = directory.places["Hus"]
        rows = [Row(day, Span(opens, opens + length)) for day in sorted(days)]
        if rules.overlapping(rows) is None:
            operations.set_hours(place.pk, rows=rows, holiday_policy="CLOSED", by=city["frivillig.lead"], at=MONDAY)
            wanted = rules.shifts(
                rules.Hours(tuple(rows), {}, "CLOSED"), date(2026, 11, 22), date(2026, 11, 22) + timedelta(days=60)
            )
            kept = Opening.objects.filter(place=place).values_list("starts_at", "ends_at")
            assert sorted(kept) == sorted((s.starts_at, s.ends_at) for s in wanted)
        transaction.set_rollback(True)


def test_every_state_leads_to_an_end_and_an_end_to_nothing() -> None:
    assert set(NEXT_STATES) == set(ServiceStatus)
    assert all(ServiceStatus.ENDED in after for state, after in NEXT_STATES.items() if state != ServiceStatus.ENDED)
    assert NEXT_STATES[ServiceStatus.ENDED] == frozenset()

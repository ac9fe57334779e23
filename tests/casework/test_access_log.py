"""Too many people in an hour: it stops. The log is read by those who may, and that they read is in the log."""

from datetime import timedelta
from typing import Any

import pytest

from rodtrad.casework.access import readings
from rodtrad.casework.access.operations import open_person
from rodtrad.casework.access.readings import Wanted, code_of, export_log, read_log, review_log
from rodtrad.casework.access.vocabulary import Purpose
from rodtrad.casework.persons.models import Person
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City

WEEK = Wanted(since=MONDAY - timedelta(days=7), until=MONDAY + timedelta(days=1))


def _open(city: City, person_id: Any, *, by: str = "mottak.worker", at: Any = MONDAY) -> None:
    open_person(person_id, by=city[by], purpose=Purpose.FOLLOW_UP, at=at)


def test_the_sixty_first_person_in_an_hour_is_refused_and_others_are_told(city: City, settings: Any) -> None:
    settings.RODTRAD_MOST_PEOPLE_AN_HOUR = 5
    people = [city.take_in(alias=f"Person {number}").person_id for number in range(6)]
    for person_id in people[:5]:
        _open(city, person_id)
    _open(city, people[0])

    with pytest.raises(NotAllowed) as stopped:
        _open(city, people[5])
    assert stopped.value.record_refusal is not None
    for _again in range(2):
        stopped.value.record_refusal()
    assert Entry.objects.filter(event="access.pace.stopped", outcome="REFUSED").count() == 2
    told = Item.objects.filter(kind="MANY_OPENINGS").values_list("unit", "post")
    assert set(told) == {(city.unit_id("mottak"), None), (city.unit_id("oslo"), city["oslo.privacy"].post_id)}
    _open(city, people[5], by="mottak.lead")
    _open(city, people[5], at=MONDAY + timedelta(hours=1))


def test_the_limit_is_sixty(settings: Any) -> None:
    assert settings.RODTRAD_MOST_PEOPLE_AN_HOUR == 60


def test_a_lead_reads_the_units_own_lines_and_the_privacy_officer_all(city: City) -> None:
    _open(city, city.take_in().person_id)
    _open(city, city.take_in(by="frogner.worker").person_id, by="frogner.worker")

    mine = read_log(WEEK, by=city["mottak.lead"], at=MONDAY)
    every = read_log(WEEK, by=city["oslo.privacy"], at=MONDAY + timedelta(minutes=1))
    assert {line.unit for line in mine.lines} == {"Mottaket"}
    assert {line.unit for line in every.lines} == {"Mottaket", "Bydel Frogner"}
    assert {one.who for one in every.workers} >= {"Mottak.Worker", "Frogner.Worker"}


@pytest.mark.parametrize("who", ["mottak.worker", "mottak.coordinator", "politi.officer", "oslo.administrator"])
def test_others_do_not(city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        read_log(WEEK, by=city[who], at=MONDAY)
    with pytest.raises(NotAllowed):
        export_log(WEEK, by=city[who], at=MONDAY)


def test_a_line_names_no_person_and_finds_none(city: City) -> None:
    person_id = city.take_in(alias="Blåveis Kvitveis").person_id
    _open(city, person_id)
    line = read_log(WEEK, by=city["oslo.privacy"], at=MONDAY).lines[0]

    assert line.person == code_of(person_id)
    assert line.person not in str(person_id).upper()
    assert line.person != Person.objects.get(pk=person_id).reference


def test_reading_and_exporting_are_lines_themselves_and_stand_in_the_persons_own_log(city: City) -> None:
    person_id = city.take_in().person_id
    _open(city, person_id)
    code = Person.objects.get(pk=person_id).reference
    about_one = Wanted(since=WEEK.since, until=WEEK.until, person_code=code)
    assert read_log(about_one, by=city["oslo.privacy"], at=MONDAY).total == 1
    assert len(export_log(about_one, by=city["oslo.privacy"], at=MONDAY)) == 2, "the opening, and that it was read"

    events = Entry.objects.filter(person_id=person_id, event__startswith="access.log").values_list("event", "kind")
    assert set(events) == {("access.log.read", "LOG_READ"), ("access.log.exported", "EXPORT")}


def test_it_is_looked_through_at_set_times_with_what_was_found(city: City) -> None:
    _open(city, city.take_in().person_id)
    first = read_log(WEEK, by=city["mottak.lead"], at=MONDAY + timedelta(days=2))
    assert first.last_review is None
    assert first.review_due_at <= MONDAY + timedelta(days=2)

    with pytest.raises(DomainError):
        review_log(since=WEEK.since, until=WEEK.until, note=" ", by=city["mottak.lead"], at=MONDAY + timedelta(days=2))
    found = review_log(
        since=WEEK.since, until=WEEK.until, note="Ingenting", by=city["mottak.lead"], at=MONDAY + timedelta(days=2)
    )
    after = read_log(WEEK, by=city["mottak.lead"], at=MONDAY + timedelta(days=2))
    assert (found.lines, after.review_due_at) == (1, WEEK.until + readings.REVIEW_EVERY)
    assert read_log(WEEK, by=city["oslo.privacy"], at=MONDAY + timedelta(days=2)).last_review is None


def test_what_is_odd_can_be_seen(city: City) -> None:
    person_id = city.take_in(at=MONDAY - timedelta(days=1)).person_id
    _open(city, person_id, at=MONDAY.replace(hour=3))

    (worker, *_rest) = read_log(WEEK, by=city["mottak.lead"], at=MONDAY).workers
    assert (worker.openings, worker.people, worker.at_night) == (1, 1, 1)

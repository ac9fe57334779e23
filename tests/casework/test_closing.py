"""Ending a follow-up: with nothing left hanging, and never because of a bed for a while."""

from datetime import date, timedelta

import pytest

from rodtrad.casework.closing.operations import end_follow_up
from rodtrad.casework.encounters.operations import Met, WhatNext, register_encounter
from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.responsibility.models import Case, Period
from rodtrad.casework.responsibility.vocabulary import CaseStatus, CloseReason
from rodtrad.casework.stays.operations import NewStay, begin_stay, end_stay
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.operations import finish_task, write_task
from rodtrad.casework.transitions.operations import NewTransition, plan_transition
from rodtrad.casework.transitions.vocabulary import TransitionKind
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from tests.city import MONDAY, City

TODAY = MONDAY.date()


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(alias="Blå", by="frogner.coordinator")


def _end(city: City, case: Case, reason: CloseReason = CloseReason.GOAL_REACHED, *, by: str = "frogner.lead") -> Case:
    case.refresh_from_db()
    return end_follow_up(
        case.pk, reason=reason, last_word="Ring Mottaket", version=case.version, by=city[by], at=MONDAY
    )


def _try_in_vain(city: City, case: Case) -> None:
    register_encounter(
        Met(kind=EncounterKind.PHONE),
        next=WhatNext(ending=Ending.NOT_REACHED),
        person_id=case.person_id,
        command_id=new_id(),
        by=city["frogner.coordinator"],
        at=MONDAY,
    )


def _stay(city: City, case: Case, kind: StayKind, *, until: date | None = None, starts_on: date = TODAY) -> object:
    new = NewStay(kind=kind, starts_on=starts_on, planned_end_on=until)
    return begin_stay(case.person_id, new=new, command_id=new_id(), by=city["frogner.coordinator"], at=MONDAY)


def test_a_task_that_is_open_is_named_and_stops_the_end(city: City, case: Case) -> None:
    task = write_task(case.person_id, text="Søke bostøtte", due_on=TODAY, by=city["frogner.coordinator"], at=MONDAY)

    with pytest.raises(DomainError, match="«Søke bostøtte»"):
        _end(city, case)

    finish_task(task.pk, by=city["frogner.coordinator"], at=MONDAY)
    assert _end(city, case).status == CaseStatus.CLOSED


def test_a_change_that_is_planned_is_carried_through_or_called_off_first(city: City, case: Case) -> None:
    new = NewTransition(kind=TransitionKind.DISCHARGE, happens_on=TODAY + timedelta(days=5))
    plan_transition(case.person_id, new=new, command_id=new_id(), by=city["frogner.coordinator"], at=MONDAY)

    with pytest.raises(DomainError, match="A change is planned: discharge"):
        _end(city, case)


def test_nobody_reached_takes_three_attempts_on_record(city: City, case: Case) -> None:
    for tried in range(3):
        with pytest.raises(DomainError, match=f"{tried} of 3 attempts"):
            _end(city, case, CloseReason.NOT_REACHED)
        _try_in_vain(city, case)

    assert _end(city, case, CloseReason.NOT_REACHED).close_reason == CloseReason.NOT_REACHED


def test_nobody_in_particular_cannot_be_tried_in_vain(city: City) -> None:
    with pytest.raises(DomainError, match="on record"):
        register_encounter(
            Met(kind=EncounterKind.PHONE),
            next=WhatNext(ending=Ending.NOT_REACHED),
            command_id=new_id(),
            by=city["frogner.coordinator"],
            at=MONDAY,
        )


def test_another_unit_ends_nothing(city: City, case: Case) -> None:
    with pytest.raises(NotFound):
        _end(city, case, by="sagene.lead")


@pytest.mark.parametrize("kind", [StayKind.HOSPITAL, StayKind.PRISON, StayKind.TREATMENT, StayKind.REHABILITATION])
def test_through_a_stay_the_coordinator_is_the_same_and_looks_in_three_times(
    city: City, case: Case, kind: StayKind
) -> None:
    before = list(Period.objects.filter(case=case).values_list("pk", "unit", "coordinator"))
    stay = _stay(city, case, kind, until=TODAY + timedelta(days=60))

    assert list(Period.objects.filter(case=case).values_list("pk", "unit", "coordinator")) == before
    found = Task.objects.open().filter(person=case.person_id).order_by("due_on").values_list("step", "due_on", "owner")
    assert list(found) == [
        ("IN", TODAY + timedelta(days=3), case.coordinator_id),
        ("MIDWAY", TODAY + timedelta(days=30), case.coordinator_id),
        ("BEFORE_END", TODAY + timedelta(days=46), case.coordinator_id),
    ]

    end_stay(stay.pk, ends_on=TODAY + timedelta(days=1), by=city["frogner.coordinator"], at=MONDAY + timedelta(days=1))  # type: ignore[attr-defined]
    assert not Task.objects.open().exists()


def test_a_bed_elsewhere_is_no_reason_to_end(city: City, case: Case) -> None:
    _stay(city, case, StayKind.HOSPITAL, starts_on=TODAY - timedelta(days=40))
    for task in Task.objects.open():
        finish_task(task.pk, by=city["frogner.coordinator"], at=MONDAY)

    with pytest.raises(DomainError, match="A stay ends no follow-up"):
        _end(city, case)
    assert _end(city, case, CloseReason.DIED).status == CaseStatus.CLOSED


def test_a_stay_told_of_late_still_asks_for_one_contact(city: City, case: Case) -> None:
    _stay(city, case, StayKind.PRISON, starts_on=TODAY - timedelta(days=90))

    assert list(Task.objects.open().values_list("step", "due_on")) == [("MIDWAY", TODAY)]


def test_a_night_with_a_friend_asks_for_nothing(city: City, case: Case) -> None:
    _stay(city, case, StayKind.WITH_OTHERS)

    assert not Task.objects.open().exists()

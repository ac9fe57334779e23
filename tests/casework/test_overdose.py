"""After an overdose: a form without a name, a card that is not stretched, and somebody who comes within two days."""

from datetime import date, timedelta

import pytest

from rodtrad.casework.overdose import operations, queries
from rodtrad.casework.overdose.models import Overdose, Step
from rodtrad.casework.overdose.operations import Form
from rodtrad.casework.overdose.vocabulary import Cause, Help, Outcome, Place, StepKind, Substance
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.transitions import windows
from rodtrad.casework.transitions.models import Window
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City

TODAY, BY = MONDAY.date(), "frogner.coordinator"


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(by=BY, alias="Blåveis")


def happened(city: City, *, hours_ago: int = 0, by: str = "mottak.worker") -> Overdose:
    return operations.register_overdose(
        place=Place.ROOM, occurred_at=MONDAY - timedelta(hours=hours_ago), command_id=new_id(), by=city[by], at=MONDAY
    )


def follow(city: City, case: Case, *, says_yes: bool = True) -> Window:
    return operations.follow_up(
        case.person_id, occurred_on=TODAY, says_yes=says_yes, command_id=new_id(), by=city[BY], at=MONDAY
    )


def take(city: City, case: Case, kind: StepKind, *, on: date = TODAY, confirmed: bool = False) -> Step:
    return operations.record_step(case.person_id, kind=kind, done_on=on, confirmed=confirmed, by=city[BY], at=MONDAY)


def test_an_overdose_is_registered_without_anybodys_name_and_the_card_lasts_48_hours(city: City) -> None:
    row = happened(city, hours_ago=8)

    assert row.card_until == row.occurred_at + timedelta(hours=48)
    assert {field.name for field in Overdose._meta.concrete_fields}.isdisjoint({"person", "called", "name"})


def test_a_time_ahead_is_refused_and_so_is_whoever_gives_no_care(city: City) -> None:
    with pytest.raises(DomainError, match="not ahead"):
        happened(city, hours_ago=-1)
    with pytest.raises(NotAllowed):
        happened(city, by="politi.officer")


def test_the_form_is_filled_in_once_and_a_missing_one_is_shown_to_the_lead(city: City) -> None:
    row = happened(city, hours_ago=30)
    assert operations.tell_of_missing_forms(at=MONDAY) == 1
    assert Item.objects.open().get(kind="OVERDOSE_FORM_MISSING").post_id is None

    form = Form(
        substances=[Substance.HEROIN, Substance.BENZODIAZEPINE],
        causes=[Cause.OPIOID_FREE],
        helped_with=[Help.NALOXONE],
        outcome=Outcome.RECOVERED,
    )
    operations.fill_in(row.pk, form=form, by=city["mottak.lead"], at=MONDAY)

    assert not Item.objects.open().filter(kind="OVERDOSE_FORM_MISSING").exists()
    with pytest.raises(DomainError, match="already"):
        operations.fill_in(row.pk, form=form, by=city["mottak.lead"], at=MONDAY)
    with pytest.raises(NotFound):
        queries.overdose_line(row.pk, by=city["frogner.lead"])


def test_a_form_without_outcome_is_refused_and_a_death_opens_the_routine(city: City) -> None:
    row = happened(city)
    with pytest.raises(DomainError) as refusal:
        operations.fill_in(row.pk, form=Form(), by=city["mottak.worker"], at=MONDAY)
    assert refusal.value.field == "outcome"

    operations.fill_in(row.pk, form=Form(outcome=Outcome.DIED), by=city["mottak.worker"], at=MONDAY)
    assert Item.objects.filter(kind="OVERDOSE_DEATH").exists()


def test_who_says_yes_is_met_within_a_day_two_days_and_a_week(city: City, case: Case) -> None:
    window = follow(city, case)

    due = dict(Task.objects.filter(source_id=window.pk).values_list("step", "due_on"))
    assert {step: (day - TODAY).days for step, day in due.items()} == {
        "NALOXONE": 1,
        "TALK": 1,
        "MEET_24": 1,
        "MEET": 2,
        "MEET_AGAIN": 7,
    }
    assert all(task.owner_id == city[BY].post_id for task in Task.objects.filter(source_id=window.pk))
    assert Item.objects.get(kind="OVERDOSE_FOLLOW_UP").post_id == city[BY].post_id
    assert windows.tell_of_not_met(at=MONDAY + timedelta(days=2)) == 0
    assert windows.tell_of_not_met(at=MONDAY + timedelta(days=3)) == 1


def test_without_a_yes_nobody_is_told(city: City, case: Case) -> None:
    with pytest.raises(DomainError, match="The person decides"):
        follow(city, case, says_yes=False)

    assert not Window.objects.exists()
    assert not Item.objects.filter(kind="OVERDOSE_FOLLOW_UP").exists()


def test_no_key_leads_from_the_person_to_the_form(city: City, case: Case) -> None:
    row = happened(city)
    window = follow(city, case)

    assert window.source_id not in {row.pk, row.command_id}


def test_a_step_settles_its_own_task_and_no_other(city: City, case: Case) -> None:
    window = follow(city, case)
    take(city, case, StepKind.NALOXONE_GIVEN)

    left = set(Task.objects.open().filter(source_id=window.pk).values_list("step", flat=True))
    assert left == {"TALK", "MEET_24", "MEET", "MEET_AGAIN"}
    page = queries.prevention_page(case.person_id, by=city[BY], at=MONDAY)
    assert page.steps[0].is_overdue
    assert next(step for step in page.steps if step.kind == StepKind.NALOXONE_GIVEN).done_on == TODAY


def test_a_step_before_the_person_was_known_asks_and_one_ahead_is_refused(city: City, case: Case) -> None:
    before = TODAY - timedelta(days=3)
    with pytest.raises(DomainError) as refusal:
        take(city, case, StepKind.TALK, on=before)
    assert refusal.value.field == "confirmed"
    assert take(city, case, StepKind.TALK, on=before, confirmed=True).done_on == before

    with pytest.raises(DomainError, match="has not been taken"):
        take(city, case, StepKind.TALK, on=TODAY + timedelta(days=1))


def test_another_unit_neither_reads_nor_writes_the_steps(city: City, case: Case) -> None:
    with pytest.raises(NotFound):
        queries.prevention_page(case.person_id, by=city["sagene.worker"], at=MONDAY)
    with pytest.raises(NotFound):
        operations.record_step(case.person_id, kind=StepKind.TALK, done_on=TODAY, by=city["sagene.worker"], at=MONDAY)

"""No known change comes as a surprise, and nobody is let go of to nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.casework.encounters.operations import Met, WhatNext, register_encounter
from rodtrad.casework.encounters.vocabulary import EncounterKind, Ending
from rodtrad.casework.persons import belongings
from rodtrad.casework.persons.vocabulary import BelongingSource, BelongingStatus
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.responsibility.vocabulary import Urgency
from rodtrad.casework.stays import operations as stays
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.casework.tasks.models import Task
from rodtrad.casework.tasks.operations import finish_task
from rodtrad.casework.transitions import clock, leaving, moving, operations, queries, windows
from rodtrad.casework.transitions.leaving import Departure, Leaving
from rodtrad.casework.transitions.models import Transition, Window
from rodtrad.casework.transitions.months import LeavingMonth, leaving_month
from rodtrad.casework.transitions.operations import NewTransition
from rodtrad.casework.transitions.rules import NOTICE_DAYS, eighteenth_birthday, months_after, notice_due
from rodtrad.casework.transitions.vocabulary import (
    ASKS_FOR_HOME,
    POINTS,
    HomeAnswer,
    Point,
    PointState,
    Readiness,
    Side,
    TransitionKind,
    WindowCause,
)
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.registry.inbox.models import Item
from rodtrad.registry.organisations.models import Organisation
from tests.city import MONDAY, City

TODAY = MONDAY.date()
BY = "frogner.coordinator"


def days(count: int) -> timedelta:
    return timedelta(days=count)


@pytest.fixture
def case(city: City) -> Case:
    return city.take_in(by=BY, alias="Blåveis")


def plan(
    city: City,
    case: Case,
    kind: TransitionKind = TransitionKind.DISCHARGE,
    *,
    ahead: int = 40,
    by: str = BY,
    **more: object,
) -> Transition:
    new = NewTransition(kind=kind, happens_on=TODAY + days(ahead), **more)  # type: ignore[arg-type]
    return operations.plan_transition(case.person_id, new=new, command_id=new_id(), by=city[by], at=MONDAY)


def notices(kind: str) -> int:
    return Item.objects.open().filter(kind=kind).count()


def with_home(city: City, row: Transition, home: HomeAnswer = HomeAnswer.OWN_HOME) -> None:
    operations.answer_point(row.pk, point=Point.HOME, state=PointState.IN_PLACE, home=home, by=city[BY], at=MONDAY)


def test_whoever_has_the_ball_is_told_at_once_and_on_the_four_days(city: City, case: Case) -> None:
    row = plan(city, case)
    assert (notices("TRANSITION_PLANNED"), notices("TRANSITION_SOON")) == (1, 0)

    for told, left in enumerate((30, 14, 7, 1), start=1):
        at = MONDAY + days(40 - left)
        clock.keep_transitions(at=at)
        clock.keep_transitions(at=at)
        assert notices("TRANSITION_SOON") == told
    assert {item.post_id for item in Item.objects.filter(reference_id=row.pk)} == {city[BY].post_id}


def test_with_three_days_left_what_has_passed_is_told_at_once(city: City, case: Case) -> None:
    plan(city, case, ahead=3)

    assert notices("TRANSITION_SOON") == 1


def test_the_notices_follow_a_moved_day_and_a_close_one_is_told_to_the_lead(city: City, case: Case) -> None:
    row = plan(city, case, TransitionKind.RELEASE, ahead=70)
    first = Task.objects.get(source_id=row.pk, step="NEEDS")
    assert first.due_on == TODAY + days(14)

    operations.move_day(row.pk, happens_on=TODAY + days(1), reason="Ny dato fra fengselet", by=city[BY], at=MONDAY)

    assert set(Task.objects.open().filter(source_id=row.pk).values_list("due_on", flat=True)) == {TODAY}
    told = Item.objects.open().filter(kind="TRANSITION_MOVED")
    assert {item.post_id for item in told} == {city[BY].post_id, None}
    assert notices("TRANSITION_PLANNED") == 0


@pytest.mark.parametrize("ahead", [-1, 2000])
def test_a_day_that_has_passed_or_is_far_off_is_refused(city: City, case: Case, ahead: int) -> None:
    with pytest.raises(DomainError) as refusal:
        plan(city, case, ahead=ahead)

    assert refusal.value.field == "happens_on"


def test_a_unit_that_does_not_follow_the_person_up_plans_nothing(city: City, case: Case) -> None:
    with pytest.raises(NotFound):
        plan(city, case, by="sagene.coordinator")


def test_a_second_plan_of_the_same_kind_is_refused_and_sending_twice_is_planning_once(city: City, case: Case) -> None:
    command = new_id()
    new = NewTransition(kind=TransitionKind.DISCHARGE, happens_on=TODAY + days(5))
    for _time in range(2):
        operations.plan_transition(case.person_id, new=new, command_id=command, by=city[BY], at=MONDAY)
    assert Transition.objects.count() == 1

    with pytest.raises(DomainError, match="planned already"):
        plan(city, case)


def test_nobody_is_let_go_of_to_nothing(city: City, case: Case) -> None:
    row = plan(city, case, ahead=0)
    with pytest.raises(DomainError, match="Frogner.Coordinator, Bydel Frogner can answer"):
        operations.complete(row.pk, by=city[BY], at=MONDAY)

    operations.complete(row.pk, override_because="Plassen trengs i natt", by=city[BY], at=MONDAY)

    row.refresh_from_db()
    assert (row.end, row.overridden_because) == ("DONE", "Plassen trengs i natt")
    told = Item.objects.open().filter(kind="TRANSITION_OVERRIDDEN")
    assert {item.post_id for item in told} == {city[BY].post_id, None}


def test_with_friends_for_a_while_is_an_answer(city: City, case: Case) -> None:
    row = plan(city, case, ahead=0)
    with_home(city, row, HomeAnswer.WITH_OTHERS)

    operations.complete(row.pk, by=city[BY], at=MONDAY)

    assert queries.home_of(row.pk) == HomeAnswer.WITH_OTHERS
    assert notices("TRANSITION_OVERRIDDEN") == 0


def test_the_month_counts_who_was_let_go_of_without_a_place_to_live(city: City, case: Case) -> None:
    row = plan(city, case, ahead=0)
    operations.complete(row.pk, override_because="Plassen trengs i natt", by=city[BY], at=MONDAY)
    other = city.take_in(by=BY, alias="Hvitveis")
    row = plan(city, other, TransitionKind.END_OF_PLACE, ahead=0)
    with_home(city, row, HomeAnswer.WITH_OTHERS)
    operations.complete(row.pk, by=city[BY], at=MONDAY)
    late = Departure(kind=TransitionKind.END_OF_PLACE, left_on=TODAY - days(1), late_because="Helg")
    leaving.record_departure(other.person_id, left=late, command_id=new_id(), by=city[BY], at=MONDAY)

    found = leaving_month(city.unit_id("frogner"), since=MONDAY - days(1), until=MONDAY + days(1))

    assert found == LeavingMonth(happened=2, without_own_home=1, overridden=1, left=1, told_late=1)
    assert leaving_month(city.unit_id("sagene"), since=MONDAY - days(1), until=MONDAY + days(1)).happened == 0


def test_every_kind_has_a_checklist_and_those_that_leave_a_place_ask_for_a_home() -> None:
    assert set(POINTS) == set(TransitionKind)
    assert {kind for kind, points in POINTS.items() if Point.HOME in points} >= ASKS_FOR_HOME


def test_a_discharge_opens_the_days_of_lower_tolerance_with_tasks(city: City, case: Case) -> None:
    row = plan(city, case, ahead=0)
    with_home(city, row)
    operations.complete(row.pk, by=city[BY], at=MONDAY)

    window = Window.objects.get()
    assert (window.cause, window.until_on) == (WindowCause.DISCHARGE, TODAY + days(28))
    due = {task.step: task.due_on for task in Task.objects.filter(source_id=window.pk)}
    assert due == {
        "NALOXONE": TODAY + days(1),
        "TALK": TODAY + days(1),
        "MEET": TODAY + days(3),
        "MEET_AGAIN": TODAY + days(7),
    }
    finish_task(Task.objects.get(step="NALOXONE").pk, note="Gitt, og øvd", by=city[BY], at=MONDAY)
    assert Task.objects.open().filter(source_id=window.pk).count() == 3


def test_the_window_opens_by_itself_on_the_day_though_nobody_has_said_that_it_happened(city: City, case: Case) -> None:
    plan(city, case, TransitionKind.RELEASE, ahead=9)
    clock.keep_transitions(at=MONDAY + days(8))
    assert not Window.objects.exists()

    for _time in range(2):
        clock.keep_transitions(at=MONDAY + days(9))

    assert Window.objects.get().cause == WindowCause.RELEASE
    clock.keep_transitions(at=MONDAY + days(10))
    assert notices("TRANSITION_PASSED") == 1


def test_whoever_is_not_met_in_time_is_told_of_and_an_encounter_is_enough(city: City, case: Case) -> None:
    left = Departure(from_place="Avrusningen", left_on=TODAY)
    leaving.record_departure(case.person_id, left=left, command_id=new_id(), by=city[BY], at=MONDAY)
    other = city.take_in(by=BY, alias="Hvitveis")
    leaving.record_departure(other.person_id, left=left, command_id=new_id(), by=city[BY], at=MONDAY)
    met, later = Met(kind=EncounterKind.OUTREACH, place="Brugata"), MONDAY + days(2)
    ending = WhatNext(ending=Ending.OPEN_DOOR)
    register_encounter(met, next=ending, person_id=other.person_id, command_id=new_id(), by=city[BY], at=later)

    assert windows.tell_of_not_met(at=MONDAY + days(3)) == 0
    assert windows.tell_of_not_met(at=MONDAY + days(4)) == 1
    assert notices("TOLERANCE_NOT_MET") == 1


def test_a_window_is_closed_with_a_reason_only(city: City, case: Case) -> None:
    left = Departure(left_on=TODAY)
    leaving.record_departure(case.person_id, left=left, command_id=new_id(), by=city[BY], at=MONDAY)
    window = Window.objects.get()
    with pytest.raises(DomainError, match="why the risk is not there"):
        windows.close_window(window.pk, because=" ", by=city[BY], at=MONDAY)

    windows.close_window(window.pk, because="Bruker ikke opioider", by=city[BY], at=MONDAY)

    assert not Task.objects.open().filter(source_id=window.pk).exists()
    assert queries.open_windows_of([case.person_id], on=TODAY) == []


def test_leaving_unplanned_gives_a_task_today_and_ends_what_was_planned(city: City, case: Case) -> None:
    row = plan(city, case, ahead=12)

    left = Departure(left_on=TODAY)
    leaving.record_departure(case.person_id, left=left, command_id=new_id(), by=city[BY], at=MONDAY)

    row.refresh_from_db()
    assert (row.end, row.happens_on) == ("LEFT", TODAY)
    assert Task.objects.get(source_id=row.pk, step="MEET").due_on == TODAY
    assert (notices("LEFT_UNPLANNED"), notices("TRANSITION_PLANNED")) == (1, 0)


def test_a_departure_written_down_later_says_why(city: City, case: Case) -> None:
    left = Departure(left_on=TODAY - days(1))
    with pytest.raises(DomainError) as refusal:
        leaving.record_departure(case.person_id, left=left, command_id=new_id(), by=city[BY], at=MONDAY)
    assert refusal.value.field == "late_because"

    why = Departure(left_on=TODAY - days(1), late_because="Helg, ingen på vakt")
    leaving.record_departure(case.person_id, left=why, command_id=new_id(), by=city[BY], at=MONDAY)
    assert Transition.objects.exclude(late_because="").count() == 1


def test_a_stay_ends_with_a_place_to_live_or_a_reason(city: City, case: Case) -> None:
    new = stays.NewStay(kind=StayKind.TREATMENT, place="Furua", starts_on=TODAY - days(20))
    stay = stays.begin_stay(case.person_id, new=new, command_id=new_id(), by=city[BY], at=MONDAY)
    with pytest.raises(DomainError, match="nobody is let go of to nothing"):
        leaving.leave_stay(stay.pk, ends_on=TODAY, how=Leaving(is_planned=True), by=city[BY], at=MONDAY)

    how = Leaving(is_planned=True, home=HomeAnswer.OWN_HOME)
    leaving.leave_stay(stay.pk, ends_on=TODAY, how=how, by=city[BY], at=MONDAY)

    assert Transition.objects.get().kind == TransitionKind.DISCHARGE
    assert Window.objects.exists()


def test_a_ward_that_helps_may_tell_of_a_discharge_though_it_writes_nothing_else(city: City, case: Case) -> None:
    with pytest.raises(NotFound):
        plan(city, case, by="klinikk.worker")
    asked = responsibility.offer_referral(
        case.pk, to_unit_id=city.unit_id("klinikk"), need="Avrusning", urgency=Urgency.HIGH, shares=["FOLLOW_UP"],
        version=case.version, command_id=new_id(), by=city[BY], at=MONDAY,
    )  # fmt: skip
    responsibility.accept_referral(asked.pk, version=asked.version, by=city["klinikk.coordinator"], at=MONDAY)

    row = plan(city, case, by="klinikk.worker", overlap_days=14)

    assert queries.transition_page(row.pk, by=city["klinikk.worker"], at=MONDAY).may_write
    assert Item.objects.get(kind="TRANSITION_PLANNED").unit_id == city.unit_id("frogner")
    with_home(city, row)
    operations.move_day(row.pk, happens_on=TODAY, reason="Ferdig før", by=city["klinikk.worker"], at=MONDAY)
    operations.complete(row.pk, by=city["klinikk.worker"], at=MONDAY)
    assert case.supports.get().unit_id == city.unit_id("klinikk")


def test_views_stand_side_by_side_and_a_disagreement_is_a_task(city: City, case: Case) -> None:
    row = plan(city, case)
    operations.say_view(
        row.pk, side=Side.PERSON, readiness=Readiness.NOT_READY, words="Ikke ennå", by=city[BY], at=MONDAY
    )
    operations.say_view(row.pk, side=Side.DISTRICT, readiness=Readiness.READY, words="", by=city[BY], at=MONDAY)

    assert Task.objects.get(source_id=row.pk, step="SETTLE").due_on == TODAY
    with pytest.raises(DomainError, match="not the other side's"):
        operations.say_view(row.pk, side=Side.PLACE, readiness=Readiness.READY, words="", by=city[BY], at=MONDAY)


def test_a_journey_home_begins_with_a_yes_and_is_followed_to_the_fourteenth_day(city: City, case: Case) -> None:
    for more in ({"to_area_code": "4601"}, {"wants_it": True}):
        with pytest.raises(DomainError):
            plan(city, case, TransitionKind.HOME_TRAVEL, **more)

    row = plan(city, case, TransitionKind.HOME_TRAVEL, to_area_code="4601", wants_it=True, own_words="Vil hjem")

    steps = dict(Task.objects.filter(source_id=row.pk).values_list("step", "due_on"))
    operations.answer_point(row.pk, point=Point.CONTACT, state=PointState.IN_PLACE, by=city[BY], at=MONDAY)
    assert Task.objects.open().filter(source_id=row.pk, step="CONTACT").count() == 0
    assert steps == {"CONTACT": TODAY + days(33), "ARRIVAL": TODAY + days(41), "CHECK_14": TODAY + days(54)}


def test_moving_drafts_the_hand_over_and_the_old_unit_keeps_the_ball(city: City, case: Case) -> None:
    Organisation.objects.filter(pk=city.unit_id("gamle-oslo")).update(district_code="030101")

    def belongs(code: str, since: date) -> Transition | None:
        _said, row = moving.set_belonging(
            case.person_id, status=BelongingStatus.CLEAR, area_code=code, source=BelongingSource.REGISTER,
            valid_from=since, by=city[BY], at=MONDAY,
        )  # fmt: skip
        return row

    assert belongs("030105", TODAY - days(90)) is None
    row = belongs("030101", TODAY)

    assert row is not None
    draft = queries.drafted_handover(case.person_id)
    assert draft is not None
    assert (draft.to_unit_id, draft.support_days) == (city.unit_id("gamle-oslo"), 30)
    case.refresh_from_db()
    assert case.unit_id == city.unit_id("frogner")
    city.accept(city.offer(case, "gamle-oslo", by=BY), by="gamle-oslo.lead")
    clock.keep_transitions(at=MONDAY + days(1))
    row.refresh_from_db()
    assert row.end == "DONE"
    assert not Task.objects.open().filter(source_id=row.pk).exists()


def test_turning_18_is_followed_for_three_years(city: City, case: Case) -> None:
    row = plan(city, case, TransitionKind.TURNING_18, ahead=300)
    assert notices("TRANSITION_SOON") == 1  # the notice of a year before

    operations.move_day(row.pk, happens_on=TODAY, reason="Fødselsdatoen er rettet", by=city[BY], at=MONDAY)
    operations.complete(row.pk, by=city[BY], at=MONDAY)

    after = Task.objects.filter(source_id=row.pk, step__startswith="AFTER_").values_list("due_on", flat=True)
    assert sorted(after) == [months_after(TODAY, months) for months in (6, 12, 24, 36)]


def test_a_called_off_transition_takes_its_tasks_and_notices_with_it(city: City, case: Case) -> None:
    row = plan(city, case, TransitionKind.RELEASE)
    operations.call_off(row.pk, reason="Datoen var feil", by=city[BY], at=MONDAY)

    assert not Task.objects.open().filter(source_id=row.pk).exists()
    assert not Item.objects.open().filter(reference_id=row.pk).exists()
    with pytest.raises(DomainError, match="is over"):
        operations.call_off(row.pk, reason="Igjen", by=city[BY], at=MONDAY)


def test_the_district_of_belonging_is_found_for_whoever_has_no_open_case(city: City, case: Case) -> None:
    Organisation.objects.filter(pk=city.unit_id("gamle-oslo")).update(district_code="030101")
    belongings.set_belonging(
        case.person_id, status=BelongingStatus.CLEAR, area_code="030101", source=BelongingSource.REGISTER,
        valid_from=TODAY, by=city[BY], at=MONDAY,
    )  # fmt: skip

    assert queries.unit_of_belonging(case.person_id, at=MONDAY) == city.unit_id("gamle-oslo")


@given(st.integers(-5, 500), st.integers(0, 500))
def test_every_day_before_is_told_of_once_however_seldom_the_clock_looks(ahead: int, skipped: int) -> None:
    """Whenever the clock looks, the notice is the nearest day that has come; looking again gives the same."""
    happens_on = TODAY + days(ahead)
    on = TODAY + days(skipped)
    due = notice_due(TransitionKind.DISCHARGE, happens_on, on=on)

    left = (happens_on - on).days
    assert due == min((d for d in NOTICE_DAYS if left <= d), default=None)
    assert (due is None) == (left > 30)


@given(st.dates(date(1990, 1, 1), date(2012, 12, 31)))
def test_a_birthday_is_never_before_the_day_one_turns_18(born: date) -> None:
    turned = eighteenth_birthday(born)

    assert turned.year == born.year + 18
    assert (turned.month, turned.day) in {(born.month, born.day), (3, 1)}

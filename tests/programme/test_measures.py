"""Who is asked, who answers, what time does, and what becomes of a measure when its plan ends."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.foundation.errors import DomainError, NotAllowed, SomebodyWasFirst
from rodtrad.programme.measures import clock, queries
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures import review as reviews
from rodtrad.programme.measures.models import Measure, Part
from rodtrad.programme.measures.names import UnitNames
from rodtrad.programme.measures.operations import Wanted
from rodtrad.programme.measures.rules import Deadline, quarter, read_quarter, standing
from rodtrad.programme.measures.vocabulary import (
    ENDS,
    NEXT_STATES,
    AimKind,
    Answer,
    Choice,
    DeadlineKind,
    Standing,
    Status,
)
from rodtrad.registry.inbox import queries as inbox
from rodtrad.registry.inbox.models import Item
from tests.city import MONDAY, City
from tests.programme.plans import OFFICE, a_measure, a_plan, factors, in_days


def _kinds(city: City, who: str) -> list[str]:
    return [item.kind for item in inbox.open_items(city[who])]


def test_a_unit_is_asked_when_the_plan_is_adopted_and_not_before(city: City) -> None:
    plan = a_plan(city, in_force=False)
    a_measure(city, plan, "frogner")
    assert _kinds(city, "frogner.lead") == []

    measures.adopt_plan(plan.pk, body_id=city.unit_id("oslo"), adopted_on=MONDAY.date(), by=city[OFFICE], at=MONDAY)
    assert _kinds(city, "frogner.lead") == ["MEASURE_ASKED"]


def test_an_accepted_part_is_settled_and_a_declined_one_goes_to_the_office_with_its_reason(city: City) -> None:
    measure = a_measure(city, a_plan(city), "frogner", "sagene")
    mine, theirs = (measure.parts.get(unit=city.unit_id(unit)) for unit in ("frogner", "sagene"))
    measures.answer_part(mine.pk, accepts=True, by=city["frogner.lead"], at=MONDAY)
    measures.answer_part(theirs.pk, accepts=False, reason="Ingen ansatte", by=city["sagene.lead"], at=MONDAY)

    assert _kinds(city, "frogner.lead") == _kinds(city, "sagene.lead") == []
    assert _kinds(city, OFFICE) == ["MEASURE_DECLINED"]
    assert set(measure.parts.values_list("answer", flat=True)) == {Answer.ACCEPTED, Answer.DECLINED}


def test_no_unit_answers_for_another_and_no_is_said_with_a_reason(city: City) -> None:
    part = a_measure(city, a_plan(city), "frogner").parts.get()

    for who in ("sagene.lead", OFFICE, "frogner.worker", "politi.officer"):
        with pytest.raises(NotAllowed):
            measures.answer_part(part.pk, accepts=True, by=city[who], at=MONDAY)
    with pytest.raises(DomainError, match="steering group"):
        measures.answer_part(part.pk, accepts=False, by=city["frogner.lead"], at=MONDAY)


def test_the_police_answer_for_their_own_part(city: City) -> None:
    part = a_measure(city, a_plan(city), "politi").parts.get()
    assert _kinds(city, "politi.officer") == ["MEASURE_ASKED"]

    assert measures.answer_part(part.pk, accepts=True, by=city["politi.officer"], at=MONDAY).answer == Answer.ACCEPTED


def test_time_reminds_once_of_each_thing(city: City) -> None:
    plan = a_plan(city)
    a_measure(city, plan, "frogner", title="Går ut", due_on=in_days(10).date())
    a_measure(city, plan, title="Ingen eier", due_on=in_days(300).date())
    a_measure(city, plan, "sagene", title="Løpende")
    for _again in range(2):
        clock.remind(at=in_days(1))
    assert sorted(_kinds(city, OFFICE)) == ["MEASURE_WITHOUT_OWNER"]
    assert sorted(_kinds(city, "frogner.lead")) == ["MEASURE_ASKED", "MEASURE_DUE_SOON"]

    for _again in range(2):
        clock.remind(at=in_days(95))
    assert sorted(_kinds(city, "frogner.lead")) == ["MEASURE_ASKED", "MEASURE_DUE_SOON", "MEASURE_LATE"]
    assert sorted(_kinds(city, "sagene.lead")) == ["MEASURE_ASKED", "MEASURE_SILENT"]
    assert sorted(_kinds(city, OFFICE)) == [
        "MEASURE_ANSWER_LATE",
        "MEASURE_ANSWER_LATE",
        "MEASURE_LATE",
        "MEASURE_WITHOUT_OWNER",
    ]


def test_a_reminder_of_silence_stops_when_somebody_tells(city: City) -> None:
    measure = a_measure(city, a_plan(city), "sagene")
    clock.remind(at=in_days(95))
    measures.tell_news(
        measure.pk, status=Status.UNDER_WAY, text="Vi er i gang.", by=city["sagene.lead"], at=in_days(96)
    )
    clock.remind(at=in_days(97))

    assert "MEASURE_SILENT" not in _kinds(city, "sagene.lead")


def test_only_those_with_a_part_tell_how_it_goes(city: City) -> None:
    measure = a_measure(city, a_plan(city), "sagene")

    for who in ("frogner.lead", "sagene.worker", "politi.officer"):
        with pytest.raises(NotAllowed):
            measures.tell_news(measure.pk, status=Status.STARTED, text="Nytt", by=city[who], at=MONDAY)


def test_two_who_change_one_measure_do_not_overwrite_each_other(city: City) -> None:
    measure = a_measure(city, a_plan(city), "frogner")
    first, second = (
        Wanted(title=title, deadline=Deadline(DeadlineKind.RUNNING), responsible=(city.unit_id("frogner"),))
        for title in ("Først", "Sist")
    )
    measures.change_measure(measure.pk, wanted=first, version=1, by=city[OFFICE], at=MONDAY)

    with pytest.raises(SomebodyWasFirst):
        measures.change_measure(measure.pk, wanted=second, version=1, by=city[OFFICE], at=MONDAY)
    assert Measure.objects.get().title == "Først"


def test_a_unit_that_leaves_a_measure_keeps_what_it_answered(city: City) -> None:
    measure = a_measure(city, a_plan(city), "frogner")
    measures.answer_part(measure.parts.get().pk, accepts=True, by=city["frogner.lead"], at=MONDAY)
    wanted = Wanted(title="Nytt", deadline=Deadline(DeadlineKind.RUNNING), responsible=(city.unit_id("sagene"),))
    measures.change_measure(measure.pk, wanted=wanted, version=1, by=city[OFFICE], at=in_days(1))

    old = Part.objects.get(unit=city.unit_id("frogner"))
    assert (old.answer, old.left_at) == (Answer.ACCEPTED, in_days(1))
    assert _kinds(city, "sagene.lead") == ["MEASURE_ASKED"]


def test_a_measure_ends_with_what_it_gave_or_with_why_nobody_knows(city: City) -> None:
    measure = a_measure(city, a_plan(city), "frogner")
    with pytest.raises(DomainError, match="evaluation"):
        measures.end_measure(measure.pk, status=Status.DONE, by=city["frogner.lead"], at=MONDAY)
    with pytest.raises(DomainError, match="End the measure"):
        measures.tell_news(measure.pk, status=Status.DONE, text="Ferdig", by=city["frogner.lead"], at=MONDAY)

    measures.end_measure(measure.pk, status=Status.DONE, what_was_done="Åpnet", by=city["frogner.lead"], at=in_days(1))
    assert not Item.objects.open().filter(reference_id=measure.pk).exists()


def test_a_plan_closes_only_when_every_open_measure_has_been_chosen_for(city: City) -> None:
    plan = a_plan(city)
    goes_on = a_measure(city, plan, "frogner", title="Går videre", due_on=date(2026, 12, 31))
    a_measure(city, plan, "sagene", title="Tas bort")
    later = a_plan(city, title="Neste", after=plan)
    with pytest.raises(DomainError, match="2 open measures"):
        reviews.close_plan(plan.pk, by=city[OFFICE], at=MONDAY)

    measures.tell_news(goes_on.pk, status=Status.STARTED, text="I gang", by=city["frogner.lead"], at=MONDAY)
    carried = reviews.review_measure(goes_on.pk, choice=Choice.CARRIED, by=city[OFFICE], at=MONDAY)
    ended = plan.measures.get(title="Tas bort")
    reviews.review_measure(ended.pk, choice=Choice.ENDED, reason="Ikke lenger nødvendig", by=city[OFFICE], at=MONDAY)
    reviews.close_plan(plan.pk, by=city[OFFICE], at=MONDAY)

    assert carried
    assert carried.plan == later
    assert (carried.deadline_kind, carried.due_on) == (DeadlineKind.BY, date(2027, 12, 31))
    assert [part.unit_id for part in carried.parts.all()] == [city.unit_id("frogner")]
    assert [(one.measure.pk, one.steps) for one in queries.descent_of(carried.pk)] == [(goes_on.pk, -1)]
    assert goes_on.log.count() == 2
    with pytest.raises(DomainError, match="closed"):
        measures.tell_news(goes_on.pk, status=Status.UNDER_WAY, text="For sent", by=city[OFFICE], at=MONDAY)


def test_carrying_on_needs_a_plan_to_carry_into_and_a_change_needs_a_reason(city: City) -> None:
    measure = a_measure(city, a_plan(city), "frogner")

    with pytest.raises(DomainError, match="No plan follows"):
        reviews.review_measure(measure.pk, choice=Choice.CARRIED, by=city[OFFICE], at=MONDAY)
    with pytest.raises(DomainError, match="why"):
        reviews.review_measure(measure.pk, choice=Choice.CHANGED, by=city[OFFICE], at=MONDAY)


def test_a_goal_without_a_source_is_refused_and_the_same_words_twice_are_too(city: City) -> None:
    plan = a_plan(city)
    with pytest.raises(DomainError, match="source"):
        measures.add_aim(plan.pk, kind=AimKind.GOAL, title="Færre", source=" ", by=city[OFFICE], at=MONDAY)
    measures.add_aim(plan.pk, kind=AimKind.GOAL, title="Færre ute", source="Sak 1", by=city[OFFICE], at=MONDAY)

    with pytest.raises(DomainError, match="already"):
        measures.add_aim(plan.pk, kind=AimKind.GOAL, title="færre ute", source="Sak 2", by=city[OFFICE], at=MONDAY)


def test_a_plan_that_ends_before_it_starts_is_refused_also_by_the_database(city: City) -> None:
    plan = a_plan(city)

    with pytest.raises(IntegrityError, match="measures_plan_forwards"), transaction.atomic():
        type(plan).objects.filter(pk=plan.pk).update(valid_until=plan.valid_from)


def test_a_lead_writes_in_the_plan_of_the_own_unit_and_in_no_other(city: City) -> None:
    plan = a_plan(city)
    wanted = Wanted(title="Nytt", deadline=Deadline(DeadlineKind.RUNNING))

    for who in ("frogner.lead", "politi.officer", "oslo.administrator"):
        with pytest.raises(NotAllowed):
            measures.add_measure(plan.pk, wanted=wanted, by=city[who], at=MONDAY)


def test_a_factor_that_nobody_works_on_is_seen(city: City) -> None:
    factors()
    plan = a_plan(city)
    a_measure(city, plan, "frogner", factors=(1, 3))
    a_measure(city, plan, "frogner")

    found = queries.coverage(plan.pk)
    assert (found.counts, found.untagged) == ([1, 0, 1, 0, 0, 0, 0, 0], 1)


def test_alle_means_every_district_and_an_old_name_its_heir(city: City) -> None:
    names = UnitNames(on=MONDAY.date())

    assert len(names.read("Alle").unit_ids) == 3
    assert names.read("bydel frogner; Bydel Sagene").unit_ids == (city.unit_id("frogner"), city.unit_id("sagene"))
    assert names.read("Frogner kommune\nBydel Sagene").unknown == ("Frogner kommune",)


@pytest.mark.parametrize("text", ["Q5 2027", "5. kvartal 2027", "32. mars", "Q1", "kvartal 1 2027", ""])
def test_what_is_no_quarter_is_not_read_as_one(text: str) -> None:
    assert read_quarter(text) is None


@pytest.mark.parametrize("text", ["Q1 2012", "1. kvartal 2012", "1.kv. 2012", "q1 2012", "1 2012"])
def test_a_quarter_is_late_from_the_first_day_after_it(text: str) -> None:
    assert read_quarter(text) == quarter(1, 2012)
    assert quarter(1, 2012).due_on == date(2012, 3, 31)


@given(number=st.integers(1, 4), year=st.integers(1900, 2200))
def test_quarters_follow_each_other_without_a_gap(number: int, year: int) -> None:
    following = quarter(number + 1, year) if number < 4 else quarter(1, year + 1)

    assert quarter(number, year).until == following.starts_on


@given(
    status=st.sampled_from(sorted(Status)),
    due=st.none() | st.integers(-400, 400),
    quiet=st.integers(0, 400),
    is_open=st.booleans(),
)
def test_silence_is_never_green_and_an_end_is_never_late(
    status: Status, due: int | None, quiet: int, is_open: bool
) -> None:
    on = date(2026, 11, 23)
    found = standing(
        status,
        due_on=None if due is None else on + timedelta(days=due),
        last_news_on=on - timedelta(days=quiet),
        on=on,
        quiet_days=90,
        soon_days=14,
        plan_is_open=is_open,
    )

    assert (found in (Standing.DONE, Standing.ENDED)) == (status in ENDS)
    assert not (found == Standing.ON_TRACK and (quiet >= 90 or (due is not None and due < 0)))
    assert (found == Standing.LATE) == (is_open and status not in ENDS and due is not None and due < 0)


def test_the_table_of_statuses_is_whole_and_no_status_follows_itself() -> None:
    assert set(NEXT_STATES) == set(Status)
    assert not any(status in after for status, after in NEXT_STATES.items())
    assert all(not (ENDS & NEXT_STATES[status]) for status in ENDS)

"""The plans of the public documents: every row, with its source, its units and its line to other plans."""

from datetime import date

import pytest

from rodtrad.cli.demo.city import load_official_lists
from rodtrad.programme.measures import queries
from rodtrad.programme.measures.documents import known_plans, load_documents
from rodtrad.programme.measures.models import ActionPlan, Aim, Descent, Measure, Part, SuccessFactor
from rodtrad.programme.measures.vocabulary import Answer, Standing
from tests.city import MONDAY, SETUP

# What was counted in the documents, row by row.
ROWS = {
    "action-plan-2011": (33, 1),
    "action-plan-2012": (32, 9),
    "city-goals-strategies": (0, 4 + 6 + 9 + 8 + 11 + 5 + 7 + 2),
    "focus-2013-2015": (10, 2),
    "frogner-2021-2024": (57, 2 + 3 + 9 + 45 + 1),
    "police-plan-2011": (6, 0),
}


@pytest.fixture
def loaded(db: None) -> None:
    load_official_lists(at=MONDAY)
    load_documents(known_plans(), by=SETUP, at=MONDAY)


@pytest.mark.parametrize("code", ROWS)
def test_every_row_of_a_plan_is_there(loaded: None, code: str) -> None:
    plan = ActionPlan.objects.get(code=code)

    assert (plan.measures.count(), plan.aims.count()) == ROWS[code]


def test_loading_twice_makes_no_double(loaded: None) -> None:
    before = Measure.objects.count()

    assert load_documents(known_plans(), by=SETUP, at=MONDAY) == 0
    assert Measure.objects.count() == before == sum(measures for measures, _aims in ROWS.values())


def test_every_measure_and_goal_says_where_it_was_read(loaded: None) -> None:
    assert not Measure.objects.filter(sources=[]).exists()
    assert not Aim.objects.filter(sources=[]).exists()


def test_nobody_is_said_to_have_answered_what_no_document_tells(loaded: None) -> None:
    assert set(Part.objects.values_list("answer", flat=True)) == {Answer.NOT_ASKED}


def test_a_loose_column_is_told_as_such(loaded: None) -> None:
    """The responsibility column of the district's plan had come apart in the scan."""
    inferred = Part.objects.filter(is_inferred=True)

    assert inferred.exists()
    assert set(inferred.values_list("measure__plan__code", flat=True)) == {"frogner-2021-2024"}


def test_the_line_runs_from_2011_to_2015_both_ways(loaded: None) -> None:
    first = Measure.objects.get(code="ap11-02")
    became = {one.measure.code for one in queries.descent_of(first.pk)}
    assert {"ap12-11", "ap12-12", "ap12-13"} <= became

    last = Descent.objects.filter(later__plan__code="focus-2013-2015").first()
    assert last
    assert all(one.steps < 0 for one in queries.descent_of(last.later_id))


def test_sixteen_measures_of_2011_have_no_visible_successor(loaded: None) -> None:
    left = Measure.objects.filter(plan__code="action-plan-2011").exclude(became__isnull=False)

    assert left.count() == 16


def test_a_quarter_is_understood_and_an_unreadable_deadline_is_kept_as_text(loaded: None) -> None:
    measure = Measure.objects.get(code="ap11-25")

    assert (measure.starts_on, measure.until, measure.due_on) == (
        date(2011, 10, 1),
        date(2012, 1, 1),
        date(2011, 12, 31),
    )
    assert Measure.objects.filter(deadline_kind="NOT_STATED", due_on=None).count() == 5 + 3 + 6


def test_a_closed_plan_is_never_late(loaded: None) -> None:
    lines = queries.measure_lines(Measure.objects.filter(plan__code="action-plan-2011"), on=MONDAY.date())

    assert {line.standing for line in lines} == {Standing.HISTORY, Standing.DONE}


def test_the_police_plan_tells_that_one_point_of_seven_is_missing(loaded: None) -> None:
    plan = ActionPlan.objects.get(code="police-plan-2011")

    assert plan.measures.count() == 6
    assert "seks punkter" in plan.quality_note
    assert plan.measures.filter(is_out_of_scope=True).exists()


def test_the_eight_factors_and_which_of_them_a_plan_forgets(loaded: None) -> None:
    assert SuccessFactor.objects.count() == 8
    found = queries.coverage(ActionPlan.objects.get(code="police-plan-2011").pk)
    assert len(found.factors) == 8
    assert 0 in found.counts
    assert sum(any(marks) for _measure, marks in found.rows) == 6 - found.untagged


def test_the_goals_of_the_city_were_adopted_by_the_city_council(loaded: None) -> None:
    (adopted,) = queries.adoptions(ActionPlan.objects.get(code="city-goals-strategies"))

    assert adopted[:2] == ("Bystyret", date(2012, 8, 29))

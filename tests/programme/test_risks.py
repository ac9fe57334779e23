"""Risks and consequences: nothing is adopted before they are thought through or waived aloud."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from rodtrad.foundation.errors import DomainError, NotAllowed, SomebodyWasFirst
from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums.models import AgendaItem, Decision
from rodtrad.programme.forums.operations import Decided
from rodtrad.programme.forums.vocabulary import Outcome
from rodtrad.programme.measures.models import Measure
from rodtrad.programme.risks import operations as risks
from rodtrad.programme.risks import queries
from rodtrad.programme.risks.models import Analysis, Risk
from rodtrad.programme.risks.operations import Wanted
from rodtrad.programme.risks.rules import Level, level
from tests.city import MONDAY, City
from tests.programme.forums import a_forum, a_meeting
from tests.programme.plans import OFFICE, a_measure, a_plan
from tests.web.conftest import SignedIn, desk

__all__ = ["desk"]
SAID = {"for_users": "Kortere vei.", "for_neighbours": "Flere folk.", "for_services": "Færre om natten."}


@pytest.fixture
def measure(city: City) -> Measure:
    return a_measure(city, a_plan(city), "frogner", title="Flytte sprøytebyttet")


def _asked(city: City, measure: Measure) -> Analysis:
    return risks.ask_for_analysis(measure_id=measure.pk, by=city[OFFICE], at=MONDAY)


def _add(city: City, analysis: Analysis, **said: object) -> Risk:
    wanted = Wanted(**{"what": "Naboene klager", "likelihood": 4, "severity": 4, **said})  # type: ignore[arg-type]
    return risks.add_risk(analysis.pk, wanted=wanted, by=city[OFFICE], at=MONDAY)


def _item(city: City, measure: Measure) -> AgendaItem:
    meeting = a_meeting(city, a_forum(city, "frogner"))
    item = forums.raise_item(meeting.pk, title="Flytting", by=city[OFFICE], at=MONDAY)
    AgendaItem.objects.filter(pk=item.pk).update(measure=measure)
    return item


def _adopt(city: City, item: AgendaItem, outcome: Outcome = Outcome.ADOPTED) -> Decision:
    decided = Decided(text="Flyttes.", outcome=outcome, owner_id=city.unit_id("frogner"), due_on=MONDAY.date())
    return forums.decide(item.pk, decided=decided, by=city[OFFICE], at=MONDAY)


def test_nothing_is_adopted_before_the_analysis_is_finished(city: City, measure: Measure) -> None:
    analysis, item = _asked(city, measure), _item(city, measure)

    with pytest.raises(DomainError, match="analysed before it is adopted"):
        _adopt(city, item)
    _adopt(city, item, Outcome.INFORMATION)
    risks.write_consequences(analysis.pk, **SAID, version=1, by=city[OFFICE], at=MONDAY)
    _add(city, analysis)
    risks.finish(analysis.pk, by=city[OFFICE], at=MONDAY)
    assert _adopt(city, item).outcome == Outcome.ADOPTED


def test_it_can_be_waived_with_a_reason_that_stands(city: City, measure: Measure) -> None:
    analysis, item = _asked(city, measure), _item(city, measure)

    with pytest.raises(DomainError, match="Write why"):
        risks.waive(analysis.pk, reason=" ", by=city[OFFICE], at=MONDAY)
    risks.waive(analysis.pk, reason="Flytter bare over gaten.", by=city[OFFICE], at=MONDAY)
    assert _adopt(city, item).outcome == Outcome.ADOPTED
    assert queries.get_analysis(analysis.pk).waived_reason == "Flytter bare over gaten."


def test_an_empty_analysis_cannot_be_finished(city: City, measure: Measure) -> None:
    analysis = _asked(city, measure)

    with pytest.raises(DomainError, match="what it means for users"):
        risks.finish(analysis.pk, by=city[OFFICE], at=MONDAY)
    risks.write_consequences(analysis.pk, **SAID, version=1, by=city[OFFICE], at=MONDAY)
    with pytest.raises(DomainError, match="at least one thing"):
        risks.finish(analysis.pk, by=city[OFFICE], at=MONDAY)


@pytest.mark.parametrize(("likelihood", "severity"), [(0, 3), (6, 3), (3, 0), (3, 6)])
def test_a_score_outside_the_scale_is_refused_and_the_database_refuses_too(
    city: City, measure: Measure, likelihood: int, severity: int
) -> None:
    analysis = _asked(city, measure)
    with pytest.raises(DomainError, match="one to five"):
        _add(city, analysis, likelihood=likelihood, severity=severity)

    risk = _add(city, analysis)
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.filter(pk=risk.pk).update(likelihood=likelihood, severity=severity)


def test_an_action_needs_an_owner(city: City, measure: Measure) -> None:
    with pytest.raises(DomainError, match="without an owner is nobody's"):
        _add(city, _asked(city, measure), action="Vert ute")


def test_the_owner_tells_whether_it_came_true(city: City, measure: Measure) -> None:
    risk = _add(city, _asked(city, measure), action="Vert ute", owner_id=city.unit_id("sagene"))

    with pytest.raises(NotAllowed):
        risks.tell_of_risk(risk.pk, came_true=True, outcome="Ja.", by=city["frogner.lead"], at=MONDAY)
    risks.tell_of_risk(risk.pk, came_true=True, outcome="Tre klager.", by=city["sagene.lead"], at=MONDAY)
    assert queries.open_risks() == []


def test_two_who_write_consequences_lose_nothing_in_silence(city: City, measure: Measure) -> None:
    analysis = _asked(city, measure)
    risks.write_consequences(analysis.pk, **SAID, version=1, by=city[OFFICE], at=MONDAY)

    with pytest.raises(SomebodyWasFirst):
        risks.write_consequences(analysis.pk, **SAID, version=1, by=city[OFFICE], at=MONDAY)


def test_a_plan_can_be_analysed_too_and_asking_twice_asks_once(city: City) -> None:
    plan = a_plan(city)
    first = risks.ask_for_analysis(plan_id=plan.pk, by=city[OFFICE], at=MONDAY)

    assert risks.ask_for_analysis(plan_id=plan.pk, by=city[OFFICE], at=MONDAY) == first


def test_a_high_risk_that_nobody_does_anything_about_is_red(city: City, measure: Measure, desk: SignedIn) -> None:
    analysis = _asked(city, measure)
    _add(city, analysis)
    client = desk(OFFICE)

    assert "High, and nothing is done" in client.get(f"/risks/{analysis.pk}/").text
    assert "High, and nothing is done" in client.get("/risks/").text
    typed = {"what": "X", "likelihood": "9", "severity": "1"}
    assert client.post(f"/risks/{analysis.pk}/new/", typed).status_code == 422
    assert client.get(f"/measures/{measure.pk}/risks/").status_code == 302
    assert desk("frogner.worker").get(f"/risks/{analysis.pk}/").status_code == 200
    assert desk("frogner.worker").get(f"/risks/{analysis.pk}/new/").status_code == 403


@given(st.integers(1, 5), st.integers(1, 5))
def test_more_likely_or_more_severe_is_never_a_lower_level(likelihood: int, severity: int) -> None:
    order = [Level.LOW, Level.MIDDLE, Level.HIGH]
    here = order.index(level(likelihood, severity))

    assert order.index(level(min(5, likelihood + 1), severity)) >= here
    assert order.index(level(likelihood, min(5, severity + 1))) >= here

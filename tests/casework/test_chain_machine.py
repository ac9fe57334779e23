"""Any sequence of acts, by anybody, at any time: at no moment nobody, or two, has the ball.

A machine makes random sequences of the real operations on real PostgreSQL. After every step an oracle written from
the domain's prose looks at the tables, and the product's own check must agree.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rodtrad.casework.responsibility import clock, invariants
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import CloseReason, Urgency
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.organisations.models import Absence
from rodtrad.registry.organisations.queries import actor_for, local_day
from tests.city import MONDAY, City, build_city

UNITS = ("mottak", "frogner", "gamle-oslo", "sagene", "klinikk")
DECIDER = "koordinering.decider"
LONG_STORIES = 400


class LiveCity(City):
    """Who acts is looked up anew at each act, as the web does: an ended post or a closed unit gives nobody."""

    at = MONDAY

    def __getitem__(self, name: str) -> Actor:
        known = self.actors[name]
        assert known.post_id and known.user_id
        found = actor_for(known.post_id, user_id=known.user_id, at=self.at)
        if found is None:
            raise DomainError("Nobody acts from that post now.")
        return found


class Chain(RuleBasedStateMachine):
    """Nothing is remembered here but the clock: what is open is read from the tables, as a user would."""

    city: LiveCity
    at: datetime

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        built = build_city()
        self.city = LiveCity(built.units, built.actors)
        self.at = MONDAY
        self.closed_units: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    # What people do ------------------------------------------------------------------------------------------

    @rule(
        unit=st.sampled_from(UNITS), who=st.sampled_from(["worker", "coordinator", "lead"]), alias=st.text(max_size=8)
    )
    def take_in(self, unit: str, who: str, alias: str) -> None:
        self._try(lambda: self.city.take_in(f"{unit}.{who}", alias=alias, at=self.at))

    @rule(
        place=st.integers(0, 9), to=st.sampled_from(UNITS), urgency=st.sampled_from(Urgency), beside=st.integers(0, 20)
    )
    def offer(self, place: int, to: str, urgency: Urgency, beside: int) -> None:
        if case := self._case(place):
            by = f"{self._code(case.unit_id)}.worker"
            self._try(lambda: self.city.offer(case, to, by=by, urgency=urgency, support_days=beside, at=self.at))

    @rule(place=st.integers(0, 9), who=st.sampled_from(["coordinator", "lead", "worker"]), names=st.booleans())
    def accept(self, place: int, who: str, names: bool) -> None:
        if request := self._request(place):
            unit = self._code(request.to_unit_id)
            named = f"{unit}.coordinator" if names else ""
            self._try(lambda: self.city.accept(request, by=f"{unit}.{who}", coordinator=named, at=self.at))

    @rule(place=st.integers(0, 9), suggest=st.sampled_from(UNITS))
    def decline(self, place: int, suggest: str) -> None:
        if request := self._request(place):
            by = f"{self._code(request.to_unit_id)}.lead"
            self._try(lambda: self.city.decline(request, by=by, suggest=suggest, at=self.at))

    @rule(place=st.integers(0, 9))
    def withdraw(self, place: int) -> None:
        if request := self._request(place):
            by = f"{self._code(request.from_unit_id)}.worker"
            self._try(
                lambda: responsibility.withdraw(
                    request.pk, reason="Feil", version=request.version, by=self.city[by], at=self.at
                )
            )

    @rule(place=st.integers(0, 9), gives=st.booleans())
    def ask_or_give_information(self, place: int, gives: bool) -> None:
        request = self._request(place)
        if request is None:
            return
        to, sender = self._code(request.to_unit_id), self._code(request.from_unit_id)
        if gives:
            self._try(
                lambda: responsibility.give_information(
                    request.pk, answer="Ute", version=request.version, by=self.city[f"{sender}.worker"], at=self.at
                )
            )
        else:
            self._try(
                lambda: responsibility.ask_for_information(
                    request.pk, question="Hvor?", version=request.version, by=self.city[f"{to}.lead"], at=self.at
                )
            )

    @rule(place=st.integers(0, 9), to=st.sampled_from(UNITS))
    def assign(self, place: int, to: str) -> None:
        if case := self._case(place):
            self._try(
                lambda: responsibility.assign(
                    case.pk,
                    to_unit_id=self.city.unit_id(to),
                    reason="Bor der",
                    version=case.version,
                    by=self.city[DECIDER],
                    at=self.at,
                )
            )

    @rule(place=st.integers(0, 9))
    def leave_it(self, place: int) -> None:
        if case := self._case(place):
            self._try(
                lambda: responsibility.leave_where_it_is(
                    case.pk, reason="Får hjelp der", by=self.city[DECIDER], at=self.at
                )
            )

    @rule(place=st.integers(0, 9), who=st.sampled_from(["coordinator", "colleague", "lead"]))
    def name_coordinator(self, place: int, who: str) -> None:
        if case := self._case(place):
            unit = self._code(case.unit_id)
            self._try(
                lambda: responsibility.name_coordinator(
                    case.pk,
                    coordinator_id=self.city.actors[f"{unit}.{who}"].post_id,
                    reason="Kjenner personen",
                    version=case.version,
                    by=self.city[f"{unit}.lead"],
                    at=self.at,
                )
            )

    @rule(unit=st.sampled_from(UNITS), who=st.sampled_from(["coordinator", "colleague", "lead"]))
    def leave_for_good(self, unit: str, who: str) -> None:
        post_id = self.city.actors[f"{unit}.{who}"].post_id
        self._try(
            lambda: responsibility.end_post(post_id, on=local_day(self.at), by=self.city[f"{unit}.lead"], at=self.at)
        )

    @rule(unit=st.sampled_from(UNITS), days=st.integers(1, 20), in_days=st.integers(0, 3), covered=st.booleans())
    def be_away(self, unit: str, days: int, in_days: int, covered: bool) -> None:
        starts = local_day(self.at) + timedelta(days=in_days)
        self._try(
            lambda: responsibility.record_absence(
                self.city.actors[f"{unit}.coordinator"].post_id,
                starts_on=starts,
                ends_on=starts + timedelta(days=days),
                stand_in_id=self.city.actors[f"{unit}.colleague"].post_id if covered else None,
                by=self.city[f"{unit}.lead"],
                at=self.at,
            )
        )

    @rule(place=st.integers(0, 9))
    def come_back(self, place: int) -> None:
        absences = list(Absence.objects.order_by("starts_on", "pk"))
        if absences:
            absence = absences[place % len(absences)]
            unit = self._code(absence.post.unit_id)
            self._try(lambda: responsibility.end_absence(absence.pk, by=self.city[f"{unit}.lead"], at=self.at))

    @rule(place=st.integers(0, 9), reason=st.sampled_from([CloseReason.GOAL_REACHED, CloseReason.NOT_REACHED]))
    def close(self, place: int, reason: CloseReason) -> None:
        if case := self._case(place):
            by = f"{self._code(case.unit_id)}.worker"
            self._try(
                lambda: responsibility.close_case(
                    case.pk, reason=reason, last_word="Ring oss", version=case.version, by=self.city[by], at=self.at
                )
            )

    @rule(place=st.integers(0, 9), unit=st.sampled_from(UNITS))
    def reopen(self, place: int, unit: str) -> None:
        closed = list(Case.objects.filter(status="CLOSED").order_by("opened_at", "pk"))
        if closed:
            case = closed[place % len(closed)]
            self._try(
                lambda: responsibility.reopen_case(
                    case.pk, reason="Kom tilbake", by=self.city[f"{unit}.worker"], at=self.at
                )
            )

    @rule(first=st.integers(0, 9), second=st.integers(0, 9), chooses=st.booleans())
    def merge(self, first: int, second: int, chooses: bool) -> None:
        one, two = self._case(first), self._case(second)
        if one and two and one.person_id != two.person_id:
            self._try(
                lambda: responsibility.merge_persons(
                    one.person_id,
                    absorbed_id=two.person_id,
                    goes_on=two.pk if chooses else one.pk,
                    reason="Samme person",
                    by=self.city[DECIDER],
                    at=self.at,
                )
            )

    @rule(place=st.integers(0, 9))
    def undo_merge(self, place: int) -> None:
        merges = [merge for merge in responsibility.joins(by=self.city[DECIDER]) if merge.undone_at is None]
        if merges:
            merge = merges[place % len(merges)]
            self._try(lambda: responsibility.undo_merge(merge.pk, by=self.city[DECIDER], at=self.at))

    @precondition(lambda self: len(self.closed_units) < 2)
    @rule(unit=st.sampled_from(["gamle-oslo", "sagene"]), successor=st.sampled_from(["frogner", "mottak", ""]))
    def close_unit(self, unit: str, successor: str) -> None:
        def act() -> None:
            responsibility.close_unit(
                self.city.unit_id(unit),
                successor_id=self.city.unit_id(successor) if successor else None,
                by=self.city[DECIDER],
                at=self.at,
            )
            self.closed_units.add(unit)

        self._try(act)

    # What time does ------------------------------------------------------------------------------------------

    @rule(hours=st.sampled_from([1, 5, 26, 80]))
    def time_passes(self, hours: int) -> None:
        self._pass(timedelta(hours=hours))
        responsibility.keep_posts(at=self.at)
        clock.keep_deadlines(at=self.at)

    # What must hold ------------------------------------------------------------------------------------------

    @invariant()
    def exactly_one_has_the_ball(self) -> None:
        if not hasattr(self, "city"):
            return
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(ORACLE, {"at": self.at, "day": local_day(self.at)})
            wrong = cursor.fetchall()
        assert wrong == []

    @invariant()
    def the_products_own_check_agrees(self) -> None:
        if hasattr(self, "city"):
            assert invariants.check(at=self.at).violations == ()

    # -----------------------------------------------------------------------------------------------------------

    def _try(self, act: Callable[[], Any]) -> None:
        """A refusal is a fine answer, as long as nothing was half done. Each act takes a moment."""
        self._pass(timedelta(minutes=1))
        try:
            act()
        except DomainError as refusal:
            assert str(refusal)

    def _pass(self, time: timedelta) -> None:
        self.at += time
        self.city.at = self.at

    def _case(self, place: int) -> Case | None:
        cases = list(Case.objects.open().order_by("opened_at", "pk"))
        return cases[place % len(cases)] if cases else None

    def _request(self, place: int) -> Request | None:
        requests = list(Request.objects.awaiting_answer().order_by("created_at", "pk"))
        return requests[place % len(requests)] if requests else None

    def _code(self, unit_id: object) -> str:
        return next(code for code, unit in self.city.units.items() if unit.pk == unit_id)


# Written from the domain's prose: each row is a case (or request) and what is wrong with it.
ORACLE = """
    SELECT c.id, 'not exactly one open period' FROM responsibility_case c
     WHERE (SELECT count(*) FROM responsibility_period p
             WHERE p.case_id = c.id AND p.starts_at <= %(at)s AND p.ends_at > %(at)s AND p.kind = 'HELD')
           <> (CASE c.status WHEN 'OPEN' THEN 1 ELSE 0 END)
    UNION ALL
    SELECT p.case_id, 'a gap or an overlap' FROM responsibility_period p
     WHERE p.seq > 1 AND NOT EXISTS (SELECT 1 FROM responsibility_period before
             WHERE before.case_id = p.case_id AND before.seq = p.seq - 1 AND before.ends_at = p.starts_at)
    UNION ALL
    SELECT c.id, 'the unit is closed' FROM responsibility_case c JOIN organisations_organisation u ON u.id = c.unit_id
     WHERE c.status = 'OPEN' AND NOT (u.valid_from <= %(day)s AND u.valid_until > %(day)s)
    UNION ALL
    SELECT c.id, 'the coordinator is not active staff there' FROM responsibility_case c
      JOIN organisations_post post ON post.id = c.coordinator_id
     WHERE c.status = 'OPEN' AND NOT (post.unit_id = c.unit_id AND post.starts_on <= %(day)s AND post.ends_on > %(day)s)
    UNION ALL
    SELECT r.case_id, 'late in silence' FROM responsibility_request r
     WHERE r.state IN ('OFFERED', 'MORE_INFORMATION') AND r.deadline_at < %(at)s - interval '2 hours'
       AND NOT EXISTS (SELECT 1 FROM responsibility_escalation e WHERE e.case_id = r.case_id)
    UNION ALL
    SELECT p.case_id, 'a step without who or why' FROM responsibility_period p
     WHERE p.reason = '' OR (p.moved_by_id IS NULL AND p.moved_by_job = '')
"""


@pytest.mark.django_db
def test_any_sequence_of_acts_leaves_exactly_one_with_the_ball() -> None:
    class Sample(Chain):
        pass

    Sample.TestCase.settings = settings(max_examples=12, stateful_step_count=30, deadline=None, phases=[Phase.generate])
    Sample.TestCase("runTest").runTest()


@pytest.mark.long
@pytest.mark.django_db
def test_ten_thousand_acts_and_more_leave_exactly_one_with_the_ball() -> None:
    class Whole(Chain):
        pass

    Whole.TestCase.settings = settings(
        max_examples=LONG_STORIES, stateful_step_count=50, deadline=None, phases=[Phase.generate]
    )
    Whole.TestCase("runTest").runTest()

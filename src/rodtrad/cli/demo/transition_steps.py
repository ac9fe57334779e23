"""Plays what changes in the lives of the made-up people: planned, answered, left unplanned, and moved."""

from datetime import date, datetime, timedelta
from typing import Any

from rodtrad.casework.responsibility.queries import case_holder
from rodtrad.casework.transitions import leaving, operations, queries
from rodtrad.casework.transitions.leaving import Departure
from rodtrad.casework.transitions.operations import NewTransition
from rodtrad.casework.transitions.permissions import may_write
from rodtrad.casework.transitions.vocabulary import Point, PointState, Readiness, Side, TransitionKind
from rodtrad.cli.demo.staff import Staff
from rodtrad.cli.demo.story import Life
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id


class TransitionSteps:
    """One method for each kind of step."""

    def __init__(self, staff: Staff, *, day_0: date) -> None:
        self._staff, self._day_0 = staff, day_0

    def _writer(self, life: Life, event: dict[str, Any], at: datetime) -> Actor:
        """Whoever the story says, or the one who has the ball."""
        assert life.person_id
        by = self._staff.actor(event["by"])
        holder = case_holder(life.person_id)
        return by if may_write(life.person_id, by=by, at=at) or holder is None else self._staff.of_unit(holder)

    def planned(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id
        by = self._writer(life, event, at)
        new = NewTransition(
            kind=TransitionKind(event["kind"]),
            happens_on=self._day_0 + timedelta(days=event["on_day"]) if "on_day" in event else None,
            from_place=event.get("from", ""),
            to_area_code=event.get("area", ""),
            own_words=event.get("own_words", ""),
            wants_it=bool(event.get("own_words")),
            overlap_days=event.get("overlap", 0),
        )
        row = operations.plan_transition(life.person_id, new=new, command_id=new_id(), by=by, at=at)
        for point, said in event.get("points", {}).items():
            state = PointState.NOT_YET if said.startswith("Ikke") else PointState.IN_PLACE
            home = event.get("home", "") if point == "HOME" and state == PointState.IN_PLACE else ""
            operations.answer_point(row.pk, point=Point(point), state=state, home=home, note=said, by=by, at=at)
        if said := event.get("person_says"):
            operations.say_view(row.pk, side=Side.PERSON, readiness=Readiness.READY, words=said, by=by, at=at)

    def completed(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id
        by = self._writer(life, event, at)
        row = next(row for row in queries.transitions_of([life.person_id]) if row.ended_at is None)
        operations.complete(row.pk, override_because=event.get("without_home", ""), by=by, at=at)

    def left(self, life: Life, event: dict[str, Any], at: datetime) -> None:
        assert life.person_id
        gone = Departure(from_place=event.get("from", ""), left_on=at.date())
        by = self._writer(life, event, at)
        leaving.record_departure(life.person_id, left=gone, command_id=new_id(), by=by, at=at)

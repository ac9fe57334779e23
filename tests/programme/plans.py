"""Plans for tests, made with the real operations."""

from datetime import date, datetime, timedelta
from uuid import UUID

from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures.models import ActionPlan, Measure, SuccessFactor
from rodtrad.programme.measures.operations import Wanted
from rodtrad.programme.measures.rules import Deadline
from rodtrad.programme.measures.vocabulary import DeadlineKind, PlanKind
from tests.city import MONDAY, City

OFFICE = "oslo.programme"


def a_plan(
    city: City,
    *,
    title: str = "Tiltaksplan",
    at: datetime = MONDAY,
    in_force: bool = True,
    after: ActionPlan | None = None,
) -> ActionPlan:
    plan = measures.start_plan(
        title,
        kind=PlanKind.ACTION_PLAN,
        owner_id=city.unit_id("oslo"),
        valid_from=date(2026, 1, 1) if after is None else date(2027, 1, 1),
        valid_until=date(2027, 1, 1) if after is None else date(2028, 1, 1),
        predecessor_id=after.pk if after else None,
        by=city[OFFICE],
        at=at,
    )
    if in_force:
        measures.adopt_plan(plan.pk, body_id=city.unit_id("oslo"), adopted_on=at.date(), by=city[OFFICE], at=at)
        plan.refresh_from_db()
    return plan


def a_measure(
    city: City,
    plan: ActionPlan,
    *units: str,
    title: str = "Åpent hus på kvelden",
    due_on: date | None = None,
    factors: tuple[int, ...] = (),
    at: datetime = MONDAY,
) -> Measure:
    deadline = Deadline(DeadlineKind.BY if due_on else DeadlineKind.RUNNING, due_on=due_on)
    responsible: tuple[UUID, ...] = tuple(city.unit_id(unit) for unit in units)
    wanted = Wanted(title=title, deadline=deadline, responsible=responsible, factors=factors)
    return measures.add_measure(plan.pk, wanted=wanted, by=city[OFFICE], at=at)


def factors() -> None:
    for number in range(1, 9):
        SuccessFactor.objects.create(number=number, title=f"Faktor {number}", valid_from=date(2011, 1, 1))


def in_days(days: int) -> datetime:
    return MONDAY + timedelta(days=days)

"""A person with a plan, for the tests of what is written in it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from rodtrad.casework.access import wishes
from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.consents.vocabulary import ConsentPurpose
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.plans import operations as plans
from rodtrad.casework.plans.models import Plan
from rodtrad.casework.plans.operations import Period
from rodtrad.casework.plans.vocabulary import PlanStatus
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.ids import new_id
from tests.city import MONDAY, City

TODAY = MONDAY.date()
LATER = TODAY + timedelta(days=90)
PERIOD = Period(period_from=TODAY, revise_on=LATER)
BY = "frogner.coordinator"


def offered_plan(city: City, case: Case | None = None) -> Plan:
    """A plan that was offered, and not answered yet."""
    case = case or city.take_in(alias="Grønn Li", by=BY)
    return plans.start_plan(
        case.person_id, status=PlanStatus.OFFERED, reason="Trenger hjelp fra flere", by=city[BY], at=MONDAY
    )


def consent_to_plan(city: City, person_id: UUID, *, until: date = LATER, at: datetime = MONDAY) -> UUID:
    """The person says yes to a plan, shared with one more unit."""
    said = Yes(
        unit_ids=[city.unit_id("sagene")],
        sections=[Section.PLAN],
        purpose=ConsentPurpose.PLAN,
        until_on=until,
    )
    return wishes.give_consent(person_id, said=said, command_id=new_id(), by=city[BY], at=at).pk


def active_plan(city: City) -> Plan:
    """A plan in use, with consent."""
    plan = offered_plan(city)
    consent_to_plan(city, plan.person_id)
    return plans.move_plan(plan.pk, status=PlanStatus.ACTIVE, reason="Sagt ja", period=PERIOD, by=city[BY], at=MONDAY)

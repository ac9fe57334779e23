"""What is sent about parts and measures: asked, answered, declined, late, silent. Codes and ids only."""

from datetime import date, datetime
from uuid import UUID

from rodtrad.foundation.vocabulary import Role
from rodtrad.programme.measures.models import ActionPlan, Measure, Part
from rodtrad.programme.measures.vocabulary import PlanKind
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook

ABOUT_NEWS = ("MEASURE_LATE", "MEASURE_DUE_SOON", "MEASURE_SILENT")


def answer_deadline(at: datetime) -> datetime:
    """When a unit must have answered to its part."""
    return rulebook.deadline("deadline.measure_answer", at=at)


def office_of(plan: ActionPlan, *, on: date) -> UUID:
    """Who looks after a plan: the programme office for the city's, the owner for a district's."""
    if plan.kind == PlanKind.DISTRICT_PLAN:
        return plan.owner_id
    return organisations.unit_of_role(Role.PROGRAMME, on=on) or plan.coordinator_id or plan.owner_id


def ask(part: Part, *, at: datetime) -> None:
    """The unit is asked to take its part."""
    inbox.send(
        "MEASURE_ASKED",
        form=ItemForm.TASK,
        unit_id=part.unit_id,
        reference_id=part.measure_id,
        about_id=part.pk,
        due_at=part.answer_by,
        effect_key=f"part-asked:{part.pk}",
        at=at,
    )


def no_longer_asked(part: Part, *, at: datetime) -> None:
    inbox.withdraw(about_id=part.pk, at=at)


def answered(part: Part, *, at: datetime) -> None:
    """The question is settled; a part that was declined goes to whoever looks after the plan."""
    inbox.withdraw(about_id=part.pk, at=at)
    if part.reason and part.answer == "DECLINED":
        inbox.send(
            "MEASURE_DECLINED",
            unit_id=office_of(part.measure.plan, on=organisations.local_day(at)),
            reference_id=part.measure_id,
            about_id=part.pk,
            effect_key=f"part-declined:{part.pk}:{at.isoformat()}",
            at=at,
        )


def told(measure: Measure, *, at: datetime) -> None:
    """There is news, so nobody needs to be reminded of silence."""
    inbox.withdraw(reference_id=measure.pk, kinds=("MEASURE_SILENT",), at=at)


def ended(measure: Measure, *, at: datetime) -> None:
    inbox.withdraw(reference_id=measure.pk, at=at)


def remind(kind: str, measure: Measure, unit_id: UUID, *, since: object, at: datetime) -> None:
    """One reminder of one kind to a unit for each date or silence it is about; repeated looks send nothing more."""
    inbox.send(
        kind,
        unit_id=unit_id,
        reference_id=measure.pk,
        effect_key=f"{kind.lower()}:{measure.pk}:{unit_id.hex[-12:]}:{since}",
        at=at,
    )

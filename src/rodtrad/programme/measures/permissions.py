"""Who may write in a plan, answer for a unit, and tell how a measure goes. Everybody signed in may read."""

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.programme.measures.models import ActionPlan, Measure, Part
from rodtrad.programme.measures.vocabulary import PlanKind
from rodtrad.registry.organisations import queries as organisations

SPEAKS_FOR_UNIT = (Role.UNIT_LEAD, Role.COORDINATING_UNIT, Role.PROGRAMME)


def speaks_for_its_unit(by: Actor) -> bool:
    """Leads do; at a control body, whose posts have no other role, everybody with a post."""
    return by.unit_id is not None and (by.has(*SPEAKS_FOR_UNIT) or by.is_control)


def can_edit(plan: ActionPlan, *, by: Actor) -> bool:
    """The programme office writes in every plan; a lead in the plan of the own unit, or of the district above it."""
    if by.has(Role.PROGRAMME) and not by.is_control:
        return True
    if by.unit_id is None or not by.has(Role.UNIT_LEAD):
        return False
    is_districts = plan.kind == PlanKind.DISTRICT_PLAN and plan.owner_id in organisations.ancestors(by.unit_id)
    return plan.owner_id == by.unit_id or is_districts


def check_can_edit(plan: ActionPlan, *, by: Actor) -> None:
    if not can_edit(plan, by=by):
        raise NotAllowed(
            _("The programme office and the lead of the unit that owns the plan write in it. Ask one of them.")
        )


def can_start_plan(by: Actor) -> bool:
    return (by.has(Role.PROGRAMME) and not by.is_control) or by.has(Role.UNIT_LEAD)


def check_can_start_plan(by: Actor) -> None:
    if not can_start_plan(by):
        raise NotAllowed(_("The programme office and unit leads start an action plan. Ask one of them."))


def can_answer(part: Part, *, by: Actor) -> bool:
    return part.unit_id == by.unit_id and part.left_at is None and speaks_for_its_unit(by)


def check_can_answer(part: Part, *, by: Actor) -> None:
    if not can_answer(part, by=by):
        raise NotAllowed(_("Only the unit itself answers for its part: its lead does. No unit can accept for another."))


def can_tell(measure: Measure, *, by: Actor) -> bool:
    """Those with a part tell how it goes, and those who may write in the plan."""
    has_part = any(part.unit_id == by.unit_id for part in measure.parts.all() if part.left_at is None)
    return (has_part and speaks_for_its_unit(by)) or can_edit(measure.plan, by=by)


def check_can_tell(measure: Measure, *, by: Actor) -> None:
    if not can_tell(measure, by=by):
        raise NotAllowed(_("Leads of the units that have a part, and the programme office, tell how a measure goes."))

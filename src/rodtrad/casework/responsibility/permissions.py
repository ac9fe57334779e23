"""Who may do what with a case or a request. Each check raises a sentence that says who may instead."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.casework.responsibility.vocabulary import NEXT_STATES, CaseStatus, RequestKind, RequestState
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound, SomebodyWasFirst
from rodtrad.foundation.vocabulary import CONTROL_SECTORS, Role
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.models import Organisation

NO_SUCH_CASE = _("There is no such case among those you can open.")


def check_can_open_case(by: Actor, *, at: datetime) -> None:
    if by.is_control:
        raise NotAllowed(_("Police and other control bodies have no access to persons."))
    if not by.gives_care:
        raise NotAllowed(
            _("Only somebody who works with people at a unit can open a case. Switch post, or ask a colleague.")
        )
    assert by.unit_id is not None
    if not organisations.can_hold(by.unit_id, on=organisations.local_day(at)):
        raise NotAllowed(_("Your unit cannot hold a case. Open it at one of the units that follow people up."))


def check_holds(case: Case, *, by: Actor) -> None:
    """The holding unit acts on its case. Others learn nothing about it, not even that it exists."""
    if case.unit_id != by.unit_id:
        raise NotFound(NO_SUCH_CASE)
    if not by.gives_care:
        raise NotAllowed(
            _("Only those who work with people at your unit can do this. Ask the coordinator or the lead.")
        )
    if case.status != CaseStatus.OPEN:
        raise DomainError(_("The case is closed. Reopen it first."))


def can_act_on_case(case: Case, *, by: Actor) -> bool:
    return case.unit_id == by.unit_id and by.gives_care and case.status == CaseStatus.OPEN


def check_can_lead(case: Case, *, by: Actor) -> None:
    """The unit's coordinators and lead name who is coordinator."""
    check_holds(case, by=by)
    if not by.has(Role.UNIT_LEAD, Role.COORDINATOR):
        raise NotAllowed(_("The unit's lead or a coordinator names the coordinator. Ask one of them."))


def check_can_be_asked(unit: Organisation, *, by: Actor, at: datetime) -> None:
    if unit.pk == by.unit_id:
        raise DomainError(_("That is your own unit. Choose who should take over."), field="to_unit")
    if unit.sector in CONTROL_SECTORS:
        raise DomainError(_("Police, prisons and other control bodies can never take over a person."), field="to_unit")
    if not unit.holds_cases:
        raise DomainError(_("This organisation cannot hold a case. Choose one of its units."), field="to_unit")
    day = organisations.local_day(at)
    if not unit.valid_from <= day < unit.valid_until:
        raise DomainError(_("This unit is closed. Choose the unit that came after it."), field="to_unit")


def check_can_answer(request: Request, *, by: Actor, at: datetime) -> None:
    """A named person with authority at the asked unit answers: its coordinator, lead, or who was lent it."""
    if request.to_unit_id != by.unit_id:
        raise NotFound(_("There is no such request to your unit."))
    if not by.gives_care or not organisations.may_answer(by, on=organisations.local_day(at)):
        raise NotAllowed(
            _("Your unit's coordinator or lead answers this. The lead can lend you the authority for a period.")
        )


def can_answer(request: Request, *, by: Actor, at: datetime) -> bool:
    same_unit = request.to_unit_id == by.unit_id and by.gives_care
    return same_unit and organisations.may_answer(by, on=organisations.local_day(at))


def check_sent_by(request: Request, *, by: Actor) -> None:
    if request.from_unit_id != by.unit_id or not by.gives_care:
        raise NotFound(_("There is no such request from your unit."))


def check_next(request: Request, state: RequestState) -> None:
    """Raises DomainError with the present state and who answered when the step is not in the table."""
    now = RequestState(request.state)
    if state in NEXT_STATES[RequestKind(request.kind)][now]:
        return
    if request.answered_by is not None and request.answered_at is not None:
        raise SomebodyWasFirst(
            _("%(state)s by %(name)s at %(time)s, so nothing was changed.")
            % {
                "state": now.label,
                "name": request.answered_by.user.display_name,
                "time": request.answered_at.astimezone(OSLO).strftime("%H.%M"),
            }
        )
    raise DomainError(_("This cannot be done now. The request is: %(state)s.") % {"state": now.label})


def check_may_decide(unit_id: object, *, by: Actor) -> None:
    if not by.has(Role.COORDINATING_UNIT) or by.unit_id != unit_id:
        raise NotAllowed(_("Only the coordinating unit the case was escalated to can decide this."))

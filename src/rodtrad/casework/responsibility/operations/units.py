"""Closing a unit without leaving anybody behind."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility.models import Case, Escalation, Request
from rodtrad.casework.responsibility.operations.answers import end_for_closed_unit
from rodtrad.casework.responsibility.operations.intake import tell_lead_of_queue
from rodtrad.casework.responsibility.operations.moves import move_ball
from rodtrad.casework.responsibility.operations.offers import withdraw_row
from rodtrad.casework.responsibility.operations.supports import end_supports_of
from rodtrad.casework.responsibility.vocabulary import MoveCause
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations import operations as organisation_rows
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.models import Organisation, Succession
from rodtrad.registry.organisations.vocabulary import OrganisationKind

GOING_ON = ["OFFERED", "MORE_INFORMATION", "ACCEPTED", "WAITING", "STARTED"]


@transaction.atomic
def close_unit(unit_id: UUID, *, successor_id: UUID | None = None, by: Actor, at: datetime) -> int:
    """Close a unit today. With a successor its cases move there in this transaction. Returns how many moved.

    Raises DomainError while the unit holds something and no successor is named, saying what to move first.
    """
    if not by.has(Role.ADMINISTRATOR, Role.COORDINATING_UNIT):
        raise NotAllowed(_("The administrator or the coordinating unit closes a unit."))
    unit = Organisation.objects.select_for_update().get(pk=unit_id)
    day = organisations.local_day(at)
    if not unit.valid_from < day < unit.valid_until:
        raise DomainError(_("The unit is closed already, or opened today."))
    cases = list(Case.objects.select_for_update().open().filter(unit=unit).order_by("pk"))
    asked = list(
        Request.objects.select_for_update()
        .filter(to_unit=unit, state__in=GOING_ON)
        .exclude(kind="HANDOVER", state="ACCEPTED")
    )
    if unit.kind == OrganisationKind.COORDINATING_UNIT and not _is_coordinating(successor_id):
        raise DomainError(_("Another coordinating unit must take over from this one."), field="successor")
    lifted = Escalation.objects.filter(unit=unit, ended_at=None).count()
    if lifted:
        raise DomainError(_("Escalated cases stand with this unit. Decide them first."))
    if (cases or asked) and successor_id is None:
        raise DomainError(
            _(
                "Something is still with the unit: cases %(cases)s, open requests %(requests)s. Name the unit that takes over, or move them first."
            )
            % {"cases": len(cases), "requests": len(asked)}
        )
    if successor_id is not None:
        _succeed(unit, successor_id, cases, asked, by=by, at=at)
    end_supports_of(unit.pk, at=at)
    inbox.move_to_unit(unit.pk, to_unit_id=successor_id, at=at)
    organisation_rows.close_organisation_row(unit, on=day, by=by, at=at)
    return len(cases)


def _is_coordinating(unit_id: UUID | None) -> bool:
    return unit_id is not None and organisations.get_unit(unit_id).kind == OrganisationKind.COORDINATING_UNIT


def _succeed(
    unit: Organisation, successor_id: UUID, cases: list[Case], asked: list[Request], *, by: Actor, at: datetime
) -> None:
    day = organisations.local_day(at)
    successor = organisations.get_unit(successor_id)
    if successor.valid_from > day:
        raise DomainError(
            _(
                "%(new)s does not open until %(day)s, and nobody would have the cases until then. Close this unit on that day, or move its cases first."
            )
            % {"new": successor.name, "day": successor.valid_from.isoformat()},
            field="successor",
        )
    if successor.pk == unit.pk or not successor.holds_cases or not successor.valid_from <= day < successor.valid_until:
        raise DomainError(
            _("The unit that takes over must be another one that is open and can hold cases."), field="successor"
        )
    if not organisations.leads(successor.pk, on=day):
        raise DomainError(_("The unit that takes over has no lead yet. Give it one first."), field="successor")
    reason = _("%(old)s has become %(new)s.") % {"old": unit.name, "new": successor.name}
    Succession.objects.create(predecessor=unit, successor=successor, on_date=day)
    for request in asked:
        request.case = Case.objects.select_for_update().get(pk=request.case_id)
        end_for_closed_unit(request, reason=reason, by=by, at=at)
    for case in cases:
        for request in Request.objects.select_for_update().awaiting_answer().filter(case=case):
            request.case = case
            withdraw_row(request, reason=reason, by=by, at=at)
        moved = move_ball(
            case,
            to_unit_id=successor.pk,
            coordinator_id=None,
            cause=MoveCause.UNIT_SUCCEEDED,
            reason=reason,
            by=by,
            at=at,
        )
        tell_lead_of_queue(moved, at=at)

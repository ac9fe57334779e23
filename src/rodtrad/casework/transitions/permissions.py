"""Who may plan and write in a transition: whoever follows up, and the places that help the person now."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.access.queries import decide
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.care_teams.team import team_of
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.transitions.models import Transition
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound

NO_SUCH_TRANSITION = _("There is no such transition among those you can open.")


def may_write(person_id: UUID, *, by: Actor, at: datetime) -> bool:
    """A ward or house that helps the person now may tell of a discharge, though it may not write in the rest."""
    if decide(by, person_id, Section.FOLLOW_UP, Operation.WRITE, at=at).allowed:
        return True
    if not by.gives_care or not decide(by, person_id, Section.BASICS, Operation.READ, at=at).allowed:
        return False
    return by.unit_id in {member.unit_id for member in team_of(persons.same_person_ids(person_id), at=at)}


def check_may_write(person_id: UUID, *, by: Actor, at: datetime) -> None:
    if not may_write(person_id, by=by, at=at):
        check_can_write(person_id, section=Section.FOLLOW_UP, by=by, at=at)


def locked(transition_id: UUID, *, by: Actor, at: datetime) -> Transition:
    """An open transition, for writing. Raises NotFound for those who may not, DomainError when it is over."""
    row = Transition.objects.select_for_update(of=("self",)).filter(pk=transition_id).first()
    if row is None or not may_write(row.person_id, by=by, at=at):
        raise NotFound(NO_SUCH_TRANSITION)
    if row.ended_at is not None:
        raise DomainError(_("This transition is over, and stays as it was. Plan a new one."))
    return row

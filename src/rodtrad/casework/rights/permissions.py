from django.utils.translation import gettext_lazy as _

from rodtrad.casework.rights.models import Matter
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed, NotFound
from rodtrad.foundation.vocabulary import Role


def check_can_answer(matter: Matter | None, *, by: Actor) -> None:
    """The lead of the unit that was asked, or the coordinating unit it climbed to. Raises NotFound and NotAllowed."""
    if matter is None or by.is_control or matter.unit_id != by.unit_id:
        raise NotFound(_("There is no such question to your unit."))
    if not by.has(Role.UNIT_LEAD, Role.COORDINATING_UNIT):
        raise NotAllowed(_("The lead of the unit answers what a person asks. Tell your lead that it waits."))

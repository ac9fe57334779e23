"""Whose word counts: the person's own, or a worker's who wrote down what the person said."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import queries as persons
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.errors import NotAllowed, NotFound

NO_SUCH_CONSENT = _("There is no such consent among those you can open.")


def check_may_speak(person_id: UUID, *, by: Actor) -> None:
    """The person about their own record; staff who give care, after `access` has asked at the door.

    Raises NotFound for another person's record, NotAllowed for posts that do not work with people.
    """
    if by.kind is ActorKind.PERSON:
        if by.person_id not in persons.same_person_ids(person_id):
            raise NotFound(NO_SUCH_CONSENT)
    elif not by.gives_care:
        raise NotAllowed(_("Those who work with the person write down what the person says."))

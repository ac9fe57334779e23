from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed, NotFound
from rodtrad.registry.discussions.models import Discussion

NO_SUCH_DISCUSSION = _("There is no such discussion at your unit.")


def check_may_discuss(by: Actor) -> None:
    """Those who work with people. Raises NotAllowed."""
    if not by.gives_care:
        raise NotAllowed(_("Discussions are for those who work with people at a unit."))


def check_takes_part(discussion: Discussion | None, *, by: Actor) -> Discussion:
    """Only the two units. Raises NotAllowed and NotFound."""
    check_may_discuss(by)
    if discussion is None or by.unit_id not in {discussion.asking_unit_id, discussion.asked_unit_id}:
        raise NotFound(NO_SUCH_DISCUSSION)
    return discussion

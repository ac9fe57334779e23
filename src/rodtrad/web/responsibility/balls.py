from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import NotFound
from rodtrad.insight.person_page.page import Ball
from rodtrad.insight.person_page.queries import person_page
from rodtrad.web.layout.request import StaffRequest


def ball_of(request: StaffRequest, person_id: UUID) -> Ball:
    """Who has the ball, read through the door. Raises NotFound when no case was ever opened."""
    page = person_page(person_id, by=request.actor, at=timezone.now())
    if page.ball is None:
        raise NotFound(_("Nobody has opened a case for this person yet."))
    return page.ball

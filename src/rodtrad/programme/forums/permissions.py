"""Who reads the papers of a forum, and who writes them. That a forum exists, and who sits there, is no secret."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotAllowed, NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.programme.forums.models import Decision, Forum, Membership
from rodtrad.programme.forums.vocabulary import Seat
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.vocabulary import OrganisationKind

SPEAKS = (Role.UNIT_LEAD, Role.COORDINATING_UNIT, Role.PROGRAMME)
NO_SUCH_MEETING = _("There is no such meeting among those you can open.")


def readable_forums(by: Actor, *, on: date) -> QuerySet[Forum]:
    """Every forum for the programme office; for others those where their unit, or the district it lies in, sits."""
    if by.has(Role.PROGRAMME) and not by.is_control:
        return Forum.objects.all()
    if by.unit_id is None:
        return Forum.objects.none()
    districts = Q(unit__kind=OrganisationKind.DISTRICT, unit__in=organisations.ancestors(by.unit_id))
    seats = Membership.objects.filter(Q(unit=by.unit_id) | districts).on(on)
    return Forum.objects.filter(pk__in=seats.values("forum"))


def check_can_read(forum_id: UUID, *, by: Actor, on: date) -> None:
    """Outside the forum even a meeting's existence is not told."""
    if not readable_forums(by, on=on).filter(pk=forum_id).exists():
        raise NotFound(NO_SUCH_MEETING)


def can_write(forum: Forum, *, by: Actor, on: date) -> bool:
    """The programme office and whoever speaks for the chair's or the secretary's unit."""
    if by.has(Role.PROGRAMME) and not by.is_control:
        return True
    if by.unit_id is None or not by.has(*SPEAKS):
        return False
    return forum.memberships.on(on).filter(unit=by.unit_id, seat__in=[Seat.CHAIR, Seat.SECRETARY]).exists()


def check_can_write(forum: Forum, *, by: Actor, on: date) -> None:
    check_can_read(forum.pk, by=by, on=on)
    if not can_write(forum, by=by, on=on):
        raise NotAllowed(_("The programme office and the units of chair and secretary write here. Ask one of them."))


def can_finish(decision: Decision, *, by: Actor, on: date) -> bool:
    """Whoever owns a decision tells that it is done, or the forum's own writers."""
    owns = decision.owner_id is not None and decision.owner_id == by.unit_id and (by.has(*SPEAKS) or by.is_control)
    return owns or can_write(decision.forum, by=by, on=on)


def readable_decisions(by: Actor, *, on: date) -> Q:
    """Decisions of the forums one reads, and those one's own unit owns."""
    return Q(forum__in=readable_forums(by, on=on)) | Q(owner=by.unit_id, owner__isnull=False)

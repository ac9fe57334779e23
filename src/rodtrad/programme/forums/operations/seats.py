"""Forums and who sits in them."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.vocabulary import Role
from rodtrad.programme.forums import queries
from rodtrad.programme.forums.models import Forum, Membership, Rhythm
from rodtrad.programme.forums.permissions import check_can_write
from rodtrad.programme.forums.texts import check_no_person
from rodtrad.programme.forums.vocabulary import (
    ForumKind,
    Level,
    Seat,
)
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.queries import local_day


@transaction.atomic
def open_forum(
    name: str,
    *,
    kind: ForumKind,
    level: Level,
    mandate: str,
    rhythm: str = "",
    follows_plans: bool = False,
    by: Actor,
    at: datetime,
) -> Forum:
    """A new forum with its mandate. A rhythm that is not settled is left empty."""
    if not by.has(Role.PROGRAMME) or by.is_control:
        raise NotAllowed(_("The programme office opens a forum. Ask it."))
    check_no_person(mandate, field="mandate")
    forum = Forum.objects.create(
        code=f"forum-{new_id()}",
        name=name.strip(),
        kind=kind,
        level=level,
        mandate=mandate.strip(),
        follows_plans=follows_plans,
        opened_on=local_day(at),
    )
    if rhythm.strip():
        Rhythm.objects.create(forum=forum, text=rhythm.strip(), starts_on=local_day(at))
    audit.record("forums.forum.opened", by=by, at=at, subject_id=forum.pk)
    return forum


@transaction.atomic
def seat(forum_id: UUID, *, unit_id: UUID, as_seat: Seat, starts_on: date, by: Actor, at: datetime) -> Membership:
    """An organisation takes a seat. Refused for one that has ended, and for a second chair."""
    forum = queries.locked_forum(forum_id)
    check_can_write(forum, by=by, on=local_day(at))
    unit = organisations.get_unit(unit_id)
    if unit.valid_until <= starts_on:
        raise DomainError(
            _("%(unit)s no longer exists on that day. Choose what it became.") % {"unit": unit.name}, field="unit"
        )
    try:
        with transaction.atomic():
            seated = Membership.objects.create(
                forum=forum, unit=unit, seat=as_seat, starts_on=starts_on, ends_on=forum.closed_on
            )
    except IntegrityError as error:
        said = _("The forum has a chair already. End that seat first.")
        if "one_chair" not in str(error):
            said = _("The organisation already has a seat in this forum.")
        raise DomainError(said, field="unit") from error
    audit.record("forums.seat.taken", by=by, at=at, subject_id=seated.pk)
    return seated


@transaction.atomic
def leave(membership_id: UUID, *, ends_on: date, by: Actor, at: datetime) -> Membership:
    """The seat ends; who sat there stays readable."""
    seated = Membership.objects.select_for_update(of=("self",)).select_related("forum").filter(pk=membership_id).first()
    if seated is None:
        raise NotFound(queries.NO_SUCH_FORUM)
    check_can_write(seated.forum, by=by, on=local_day(at))
    if ends_on <= seated.starts_on:
        raise DomainError(_("The seat would end before it began."), field="ends_on")
    seated.ends_on = ends_on
    seated.save(update_fields=["ends_on"])
    audit.record("forums.seat.left", by=by, at=at, subject_id=seated.pk)
    return seated

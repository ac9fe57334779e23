"""Making a link, taking it back, and answering by it."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.programme.forums import operations as forums
from rodtrad.programme.forums import queries as forum_queries
from rodtrad.programme.forums.permissions import check_can_write
from rodtrad.programme.forums.texts import check_no_person
from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures import queries as measure_queries
from rodtrad.programme.measures.permissions import check_can_edit
from rodtrad.programme.safe_links.models import SafeLink
from rodtrad.programme.safe_links.queries import DEAD, hash_of
from rodtrad.registry.organisations.queries import local_day

HOLDS = timedelta(days=30)
NO_NAMES: frozenset[str] = frozenset()


@transaction.atomic
def link_for_part(measure_id: UUID, *, unit_id: UUID, by: Actor, at: datetime) -> str:
    """The secret of a new link by which a unit answers for its part; an open one for the same part is dead at once.

    It is shown this once. Refused for a part that is answered.
    """
    measure = measure_queries.get_measure(measure_id)
    check_can_edit(measure.plan, by=by)
    part = measure_queries.part_of(measure_id, unit_id=unit_id)
    if part.answered_at is not None:
        raise DomainError(_("The unit has answered already."))
    return _make(SafeLink(part=part, unit_id=part.unit_id), by=by, at=at)


@transaction.atomic
def link_for_decision(decision_id: UUID, *, by: Actor, at: datetime) -> str:
    """The secret of a new link by which the owner of a decision tells that it is done. It is shown this once."""
    decision, _may = forum_queries.get_decision(decision_id, by=by, on=local_day(at))
    check_can_write(decision.forum, by=by, on=local_day(at))
    if decision.done_at is not None or decision.owner_id is None:
        raise DomainError(_("There is nobody to ask: the decision is done, or nobody owns it."))
    return _make(SafeLink(decision=decision, unit_id=decision.owner_id), by=by, at=at)


def _make(link: SafeLink, *, by: Actor, at: datetime) -> str:
    still_open = SafeLink.objects.filter(used_at=None, revoked_at=None, part=link.part, decision=link.decision)
    still_open.update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    link.token_hash, link.made_at, link.made_by_id, link.ends_at = hash_of(token), at, by.post_id, at + HOLDS
    link.save(force_insert=True)
    audit.record("safe_links.link.made", by=by, at=at, subject_id=link.pk)
    return token


@transaction.atomic
def take_back(link_id: UUID, *, by: Actor, at: datetime) -> SafeLink:
    """The link is dead at once."""
    link = SafeLink.objects.select_for_update(of=("self",)).select_related("part__measure__plan", "decision__forum")
    found = link.filter(pk=link_id, used_at=None, revoked_at=None).first()
    if found is None:
        raise NotFound(DEAD)
    if found.part is not None:
        check_can_edit(found.part.measure.plan, by=by)
    if found.decision is not None:
        check_can_write(found.decision.forum, by=by, on=local_day(at))
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    audit.record("safe_links.link.revoked", by=by, at=at, subject_id=found.pk)
    return found


@transaction.atomic
def answer_part(
    link_id: UUID,
    *,
    accepts: bool,
    reason: str,
    name: str,
    names: frozenset[str] = NO_NAMES,
    by: Actor,
    at: datetime,
) -> None:
    """The holder answers for the unit. `by` is the guest that opening the link gave. The link is used up."""
    link = _used(link_id, name=name, at=at)
    if link.part_id is None:
        raise NotFound(DEAD)
    check_no_person(reason, field="reason", names=names)
    measures.answer_part(link.part_id, accepts=accepts, reason=reason, by=by, at=at)


@transaction.atomic
def tell_done(
    link_id: UUID, *, text: str, name: str, names: frozenset[str] = NO_NAMES, by: Actor, at: datetime
) -> None:
    """The holder tells that the decision is done, and how. The link is used up."""
    link = _used(link_id, name=name, at=at)
    if link.decision_id is None:
        raise NotFound(DEAD)
    forums.finish_decision(link.decision_id, text=text, names=names, by=by, at=at)


def _used(link_id: UUID, *, name: str, at: datetime) -> SafeLink:
    link = (
        SafeLink.objects.select_for_update().filter(pk=link_id, used_at=None, revoked_at=None, ends_at__gt=at).first()
    )
    if link is None:
        raise NotFound(DEAD)
    if not name.strip():
        raise DomainError(_("Write your name and what you are, so that others know who answered."), field="name")
    link.used_at, link.used_by = at, name.strip()
    link.save(update_fields=["used_at", "used_by"])
    return link

"""Units that stay beside the responsible one until a date, so that transitions overlap."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.grants import operations as grants
from rodtrad.casework.responsibility import permissions
from rodtrad.casework.responsibility.models import Case, Support
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, found
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook


def start_support(
    case: Case, *, unit_id: UUID, until_at: datetime, reason: str, person_said: str = "", by: Actor, at: datetime
) -> Support:
    """The unit sees the case beside the holder until a time; access ends by itself."""
    for running in Support.objects.filter(case=case, unit=unit_id, until_at__gt=at):
        _stop(running, at=at)
    support = Support.objects.create(
        case=case,
        unit_id=unit_id,
        from_at=at,
        until_at=until_at,
        reason=reason,
        person_said=person_said,
        started_by_id=by.own_post_id,
    )
    grants.open_supporter(case.person_id, unit_id=unit_id, source_id=support.pk, at=at, until=until_at)
    audit.record("responsibility.support.started", by=by, at=at, subject_id=support.pk, person_id=case.person_id)
    return support


@transaction.atomic
def extend_support(
    support_id: UUID, *, until_on: date, reason: str, person_said: str, by: Actor, at: datetime
) -> Support:
    """A later end, with a reason and the person's yes; the holder decides. History stays. Raises DomainError."""
    old = _support(support_id)
    permissions.check_holds(old.case, by=by)
    until_at = datetime.combine(until_on, time(), tzinfo=OSLO)
    longest = rulebook.value("support.longest_days", on=organisations.local_day(at))
    if not reason.strip():
        raise DomainError(_("Write why the support goes on."), field="reason")
    if not person_said.strip():
        raise DomainError(_("Ask the person, and write how they said yes."), field="person_said")
    if until_at <= max(at, old.until_at):
        raise DomainError(_("Choose a later day than today's end date."), field="until_on")
    if (until_on - organisations.local_day(at)).days > longest:
        raise DomainError(_("Support lasts at most %(days)s days.") % {"days": longest}, field="until_on")
    return start_support(
        old.case,
        unit_id=old.unit_id,
        until_at=until_at,
        reason=reason.strip(),
        person_said=person_said.strip(),
        by=by,
        at=at,
    )


@transaction.atomic
def end_support(support_id: UUID, *, by: Actor, at: datetime) -> None:
    """The supporting unit or the holder ends it now."""
    support = _support(support_id)
    if by.unit_id != support.unit_id:
        permissions.check_holds(support.case, by=by)
    if support.until_at <= at:
        raise DomainError(_("The support has already ended."))
    _stop(support, at=at)
    audit.record("responsibility.support.ended", by=by, at=at, subject_id=support.pk, person_id=support.case.person_id)


def end_all_supports(case: Case, *, at: datetime) -> None:
    """The case closes, or the supporter becomes the holder."""
    for support in Support.objects.filter(case=case, until_at__gt=at):
        _stop(support, at=at)


def end_supports_of(unit_id: UUID, *, at: datetime) -> None:
    """The supporting unit closes."""
    for support in Support.objects.filter(unit=unit_id, until_at__gt=at):
        _stop(support, at=at)


def _support(support_id: UUID) -> Support:
    rows = Support.objects.select_for_update(of=("self",)).select_related("case")
    return found(rows.filter(pk=support_id).first(), _("No such unit stands beside among those you can open."))


def _stop(support: Support, *, at: datetime) -> None:
    Support.objects.filter(pk=support.pk).update(until_at=max(at, support.from_at))
    grants.end_grants(support.pk, at=at)

"""An entry from draft to its end, confirmed by its owner on the way, and how much room there is."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.directory.models import Capacity, Service
from rodtrad.registry.directory.operations.entries import locked, touch
from rodtrad.registry.directory.operations.hours import keep_openings
from rodtrad.registry.directory.permissions import check_can_edit
from rodtrad.registry.directory.vocabulary import NEXT_STATES, ServiceStatus
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

CONFIRM = ("ENTRY_TO_CONFIRM", "ENTRY_STALE")


@transaction.atomic
def publish(
    service_id: UUID, *, opened_on: date | None = None, is_loading: bool = False, by: Actor, at: datetime
) -> Service:
    """Show it to everybody, as confirmed today. Whoever loads many works the openings out afterwards.

    Raises DomainError while something needed is missing.
    """
    service = _moved(service_id, ServiceStatus.PUBLISHED, by=by)
    if service.organization_id is None:
        raise DomainError(_("An entry without an owner cannot be published. Say who gives this help."))
    if not service.places.exists():
        raise DomainError(_("Add a place, or at least the district, before it is published."))
    service.opened_on = service.opened_on or opened_on
    service.reopens_on = None
    _verify(service, by=by, at=at)
    touch(service, at=at)
    if not is_loading:
        keep_openings(service.places.values_list("pk", flat=True), at=at)
    audit.record("directory.service.published", by=by, at=at, subject_id=service.pk)
    return service


@transaction.atomic
def plan(service_id: UUID, *, opens_on: date | None, by: Actor, at: datetime) -> Service:
    """Show it as coming. A planned service is never shown as open."""
    service = _moved(service_id, ServiceStatus.PLANNED, by=by)
    if service.organization_id is None:
        raise DomainError(_("An entry without an owner cannot be published. Say who gives this help."))
    service.opened_on = opens_on
    touch(service, at=at)
    audit.record("directory.service.planned", by=by, at=at, subject_id=service.pk)
    return service


@transaction.atomic
def pause(service_id: UUID, *, reopens_on: date | None, by: Actor, at: datetime) -> Service:
    """Closed for a time, until a day if one is known."""
    service = _moved(service_id, ServiceStatus.PAUSED, by=by)
    if reopens_on and reopens_on <= local_day(at):
        raise DomainError(_("Choose a day that has not come yet."), field="reopens_on")
    service.reopens_on = reopens_on
    touch(service, at=at)
    audit.record("directory.service.paused", by=by, at=at, subject_id=service.pk)
    return service


@transaction.atomic
def end(
    service_id: UUID, *, ended_on: date | None, replaced_by_id: UUID | None = None, by: Actor, at: datetime
) -> Service:
    """Closed for good from a day. The entry keeps its address and says what came instead."""
    service = _moved(service_id, ServiceStatus.ENDED, by=by)
    if ended_on is None:
        raise DomainError(_("Write from which day it is closed for good."), field="ended_on")
    if replaced_by_id == service.pk:
        raise DomainError(_("A service cannot be replaced by itself."), field="replaced_by")
    service.ended_on, service.replaced_by_id, service.reopens_on = ended_on, replaced_by_id, None
    inbox.withdraw(reference_id=service.pk, kinds=CONFIRM, at=at)
    touch(service, at=at)
    audit.record("directory.service.ended", by=by, at=at, subject_id=service.pk)
    return service


@transaction.atomic
def confirm(service_id: UUID, *, by: Actor, at: datetime) -> Service:
    """Its owner has read it and says that it is right, for another half year."""
    service = locked(service_id)
    check_can_edit(service, by=by)
    if service.status not in (ServiceStatus.PUBLISHED, ServiceStatus.PAUSED):
        raise DomainError(_("Only what is published is confirmed."))
    _verify(service, by=by, at=at)
    service.save(update_fields=["verified_on", "verified_by", "verify_by"])
    audit.record("directory.service.confirmed", by=by, at=at, subject_id=service.pk)
    return service


@transaction.atomic
def report_capacity(
    service_id: UUID,
    *,
    unit: str,
    maximum: int | None,
    available: int | None,
    waiting_days: int | None = None,
    by: Actor,
    at: datetime,
) -> Capacity:
    """How many places are free now. A new line each time; the newest holds. Raises DomainError at its field."""
    service = locked(service_id)
    check_can_edit(service, by=by)
    for field, number in (("maximum", maximum), ("available", available), ("waiting_days", waiting_days)):
        if number is not None and number < 0:
            raise DomainError(_("Write a number from 0 up."), field=field)
    if maximum is not None and available is not None and available > maximum:
        raise DomainError(_("There cannot be more free places than there are."), field="available")
    said = Capacity.objects.create(
        service=service,
        unit=unit,
        maximum=maximum,
        available=available,
        waiting_days=waiting_days,
        reported_at=at,
        reported_by_id=by.post_id,
    )
    audit.record("directory.capacity.reported", by=by, at=at, subject_id=service.pk)
    return said


def _moved(service_id: UUID, status: ServiceStatus, *, by: Actor) -> Service:
    """The entry in its next state, unsaved. Raises DomainError where the table of states has no such step."""
    service = locked(service_id)
    check_can_edit(service, by=by)
    if status not in NEXT_STATES[ServiceStatus(service.status)]:
        raise DomainError(
            _('An entry that is "%(now)s" cannot become "%(then)s".')
            % {"now": service.get_status_display(), "then": status.label}
        )
    service.status = status
    return service


def _verify(service: Service, *, by: Actor, at: datetime) -> None:
    today = local_day(at)
    service.verified_on, service.verified_by_id = today, by.post_id
    service.verify_by = today + timedelta(days=rulebook.value("directory.confirm_days", on=today))
    inbox.withdraw(reference_id=service.pk, kinds=CONFIRM, at=at)

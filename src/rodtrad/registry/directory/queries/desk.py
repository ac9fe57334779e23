"""What owners and the editor have to look after."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.registry.directory.models import Service, ServiceAtLocation
from rodtrad.registry.directory.operations.entries import Entry, entry_of
from rodtrad.registry.directory.permissions import MAY_WRITE, check_can_edit, is_editor
from rodtrad.registry.directory.vocabulary import ServiceStatus
from rodtrad.registry.organisations.models import Organisation
from rodtrad.registry.organisations.queries import local_day

MOST = 200
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Desk:
    """Entries the actor may write, by why they need somebody."""

    to_confirm: tuple[Service, ...]
    drafts: tuple[Service, ...]
    rest: tuple[Service, ...]
    total: int


@dataclass(frozen=True)
class Editing:
    """An entry as its owner has it in the form."""

    service: Service
    entry: Entry


def desk(by: Actor, *, at: datetime) -> Desk:
    """Stale or nearly so first, then drafts, then the rest, each by name; at most MOST of each."""
    mine = _mine(by).select_related("organization").order_by("sort_key", "pk")
    late = Q(status=ServiceStatus.PUBLISHED, verify_by__lte=local_day(at) + SOON)
    draft = Q(status=ServiceStatus.DRAFT)
    return Desk(
        tuple(mine.filter(late).order_by("verify_by", "sort_key")[:MOST]),
        tuple(mine.filter(draft)[:MOST]),
        tuple(mine.exclude(late | draft)[:MOST]),
        mine.count(),
    )


def may_write(by: Actor) -> bool:
    """Whether there may be entries for the post to look after."""
    return is_editor(by) or (not by.is_control and bool(by.roles & MAY_WRITE))


def _mine(by: Actor) -> QuerySet[Service]:
    if is_editor(by):
        return Service.objects.all()
    return (
        Service.objects.filter(organization__in=_at_or_below(by.own_unit_id))
        if may_write(by)
        else Service.objects.none()
    )


def _at_or_below(unit_id: UUID) -> set[UUID]:
    below, ahead = {unit_id}, {unit_id}
    while ahead:
        ahead = set(Organisation.objects.filter(parent__in=ahead).values_list("pk", flat=True)) - below
        below |= ahead
    return below


def owners(by: Actor, *, on: date) -> list[tuple[UUID, str]]:
    """Organisations the actor may add an entry for."""
    open_now = Organisation.objects.active_on(on).order_by("sort_key")
    if not is_editor(by):
        open_now = open_now.filter(pk__in=_at_or_below(by.own_unit_id))
    return list(open_now.values_list("pk", "name"))


def editing(service_id: UUID, *, by: Actor) -> Editing:
    """An entry to be changed. Raises NotFound, NotAllowed."""
    service = (
        Service.objects.prefetch_related("kinds__term", "documents", "areas", "partners").filter(pk=service_id).first()
    )
    if service is None:
        raise NotFound(_("There is no such entry in the directory."))
    check_can_edit(service, by=by)
    return Editing(service, entry_of(service))


def place_to_edit(place_id: UUID, *, by: Actor) -> ServiceAtLocation:
    """A place of an entry with its rows and exceptions. Raises NotFound, NotAllowed."""
    places = ServiceAtLocation.objects.select_related("service", "location").prefetch_related("rows", "exceptions")
    place = places.filter(pk=place_id).first()
    if place is None:
        raise NotFound(_("There is no such entry in the directory."))
    check_can_edit(place.service, by=by)
    return place


def ids_by_code() -> dict[str, UUID]:
    """Every entry by its code."""
    return dict(Service.objects.values_list("code", "pk"))

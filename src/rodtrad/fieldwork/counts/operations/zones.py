"""Zones: their borders, groups, status and counting, each for a time and with a source. History is never rewritten."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts.borders import BrokenBorder, check_ring
from rodtrad.fieldwork.counts.models import Border, CountingPeriod, GroupMembership, Round, Zone, ZoneGroup, ZoneStatus
from rodtrad.fieldwork.counts.permissions import check_can_change_zones
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.norwegian_text import sort_key
from rodtrad.foundation.periods import OPEN_ENDED_ON

FAULTS = {
    "TOO_FEW_POINTS": _("A border needs at least three corners."),
    "NOT_CLOSED": _("The border must end where it began (point %(place)s)."),
    "OUTSIDE": _("Point %(place)s lies outside the municipality."),
    "SAME_POINT_TWICE": _("Point %(place)s stands twice."),
    "CROSSES_ITSELF": _("The border crosses itself after point %(place)s."),
}


@transaction.atomic
def add_zone(
    name: str, *, ring: Sequence[Sequence[float]], valid_from: date, source: str, by: Actor, at: datetime, **more: Any
) -> Zone:
    """A new zone with its border; `more` are further columns of Zone. Zones may overlap. Raises DomainError."""
    check_can_change_zones(by)
    _check_border(ring)
    if not name.strip():
        raise DomainError(_("Write the name."), field="name")
    code = more.pop("code", None) or slugify(name)[:60]
    if Zone.objects.filter(code=code).exists():
        raise DomainError(_("There is a zone with that name already."), field="name")
    zone = Zone.objects.create(name=name.strip(), code=code, sort_key=sort_key(name), added_at=at, **more)
    Border.objects.create(zone=zone, ring=ring, valid_from=valid_from, source=_needed(source))
    audit.record("counts.zone.added", by=by, at=at, subject_id=zone.pk)
    return zone


@transaction.atomic
def change_border(
    zone_id: UUID, *, ring: Sequence[Sequence[float]], valid_from: date, source: str, by: Actor, at: datetime
) -> Border:
    """A new version of the border from a day on. Rounds that were walked keep the border of their day."""
    check_can_change_zones(by)
    _check_border(ring)
    held = Border.objects.select_for_update().filter(zone_id=zone_id).order_by("-valid_from").first()
    if held is None:
        raise NotFound(_("There is no such zone."))
    if valid_from <= held.valid_from:
        raise DomainError(_("The border of that day is set already. Choose a later day."), field="valid_from")
    if Round.objects.filter(border=held, on_day__gte=valid_from).exists():
        raise DomainError(_("Rounds after that day have the old border. Choose a later day."), field="valid_from")
    held.valid_until = min(held.valid_until, valid_from)
    held.save(update_fields=["valid_until"])
    border = Border.objects.create(zone_id=zone_id, ring=ring, valid_from=valid_from, source=_needed(source))
    audit.record("counts.zone.border_changed", by=by, at=at, subject_id=zone_id)
    return border


@transaction.atomic
def remove_zone(zone_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take away a zone that was added by mistake. One that has rounds stays: its counting is stopped instead."""
    check_can_change_zones(by)
    if Round.objects.filter(zone_id=zone_id).exists():
        raise DomainError(_("The zone has rounds and cannot be removed. Stop counting it instead."))
    try:
        with transaction.atomic():
            for table in (Border, ZoneStatus, CountingPeriod, GroupMembership):
                table.objects.filter(zone_id=zone_id).delete()
            Zone.objects.filter(pk=zone_id).delete()
    except ProtectedError as error:
        raise DomainError(_("The zone belongs to a series and cannot be removed.")) from error
    audit.record("counts.zone.removed", by=by, at=at, subject_id=zone_id)


@transaction.atomic
def set_status(
    zone_id: UUID, *, status: str, since: date, source: str, by: Actor, at: datetime, note: str = "", note_en: str = ""
) -> ZoneStatus:
    """What the zone is judged to be from a day on. Date and source are part of it."""
    check_can_change_zones(by)
    if ZoneStatus.objects.filter(zone_id=zone_id, since=since).exists():
        raise DomainError(_("A status is set from that day already."), field="since")
    judged = ZoneStatus.objects.create(
        zone_id=zone_id,
        status=status,
        since=since,
        source=_needed(source),
        note=note.strip(),
        note_en=note_en,
        set_at=at,
    )
    audit.record("counts.zone.status_set", by=by, at=at, subject_id=zone_id, details={"status": status})
    return judged


@transaction.atomic
def start_counting(zone_id: UUID, *, valid_from: date, source: str, by: Actor, at: datetime) -> CountingPeriod:
    check_can_change_zones(by)
    if CountingPeriod.objects.filter(zone_id=zone_id, valid_until__gt=valid_from).exists():
        raise DomainError(_("The zone is counted then already."), field="valid_from")
    period = CountingPeriod.objects.create(zone_id=zone_id, valid_from=valid_from, source=_needed(source))
    audit.record("counts.zone.counting_started", by=by, at=at, subject_id=zone_id)
    return period


@transaction.atomic
def stop_counting(zone_id: UUID, *, on: date, by: Actor, at: datetime) -> None:
    """From this day the zone is not counted: a gap in every line, never a zero."""
    check_can_change_zones(by)
    period = CountingPeriod.objects.select_for_update().filter(zone_id=zone_id, valid_until=OPEN_ENDED_ON).first()
    if period is None or on <= period.valid_from:
        raise DomainError(_("The zone is not counted then."), field="on")
    period.valid_until = on
    period.save(update_fields=["valid_until"])
    audit.record("counts.zone.counting_stopped", by=by, at=at, subject_id=zone_id)


@transaction.atomic
def add_group(code: str, *, name: str, name_en: str, source: str, by: Actor, at: datetime) -> ZoneGroup:
    check_can_change_zones(by)
    group = ZoneGroup.objects.create(
        code=code, name=name, name_en=name_en, source=_needed(source), sort_key=sort_key(name)
    )
    audit.record("counts.group.added", by=by, at=at, subject_id=group.pk)
    return group


@transaction.atomic
def put_in_group(
    group_id: UUID,
    *,
    zone_id: UUID,
    valid_from: date,
    by: Actor,
    at: datetime,
    valid_until: date = OPEN_ENDED_ON,
) -> None:
    """A zone belongs to a group for a time. Refused when the group would have days without any zone in between."""
    check_can_change_zones(by)
    there = (
        GroupMembership.objects.filter(group_id=group_id)
        .order_by("valid_from")
        .values_list("valid_from", "valid_until")
    )
    reach = max((end for _start, end in there), default=valid_from)
    first = min((start for start, _end in there), default=valid_from)
    if valid_from > reach or valid_until < first:
        gap = (reach, valid_from) if valid_from > reach else (valid_until, first)
        words = {"first": gap[0].isoformat(), "last": gap[1].isoformat()}
        raise DomainError(_("The group would be empty from %(first)s to %(last)s.") % words, field="valid_from")
    GroupMembership.objects.create(group_id=group_id, zone_id=zone_id, valid_from=valid_from, valid_until=valid_until)
    audit.record("counts.group.zone_added", by=by, at=at, subject_id=group_id, details={"zone": str(zone_id)})


def _check_border(ring: Sequence[Sequence[float]]) -> None:
    try:
        check_ring(ring, within=settings.RODTRAD_MUNICIPALITY_BOX)
    except BrokenBorder as broken:
        raise DomainError(FAULTS[broken.fault] % {"place": broken.place}, field="ring") from broken


def _needed(source: str) -> str:
    if not source.strip():
        raise DomainError(_("Write where it is known from."), field="source")
    return source.strip()

"""Zones as they are on a day, with their history."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import borders
from rodtrad.fieldwork.counts.models import Border, CountingPeriod, GroupMembership, Zone, ZoneGroup, ZoneStatus
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.periods import OPEN_ENDED_ON


def in_language(text: str, english: str) -> str:
    """The English text for readers of English, where there is one."""
    return english if english and (get_language() or "nb").startswith("en") else text


@dataclass(frozen=True)
class StatusLine:
    """A judgement from a day on; `until` is the day of the next one, or the far day."""

    status: str
    label: str
    since: date
    until: date
    note: str
    source: str


@dataclass(frozen=True)
class ZoneLine:
    zone_id: UUID
    code: str
    name: str
    group_code: str  # of the day, or empty
    group_name: str
    ring: list[list[float]]  # the border of the day, or the last one
    is_approximate: bool
    is_counted: bool  # on the day
    counted_from: date | None
    counted_until: date | None  # None while it is counted, or was never counted
    statuses: tuple[StatusLine, ...]  # oldest first
    aliases: tuple[str, ...]
    description: str
    watched_for: str
    borders: int  # how many versions

    def status_on(self, day: date) -> StatusLine | None:
        return next((one for one in reversed(self.statuses) if one.since <= day), None)


@dataclass(frozen=True)
class GroupLine:
    group_id: UUID
    code: str
    name: str
    zone_codes: tuple[str, ...]  # of the day asked for


def zone_lines(*, on: date) -> list[ZoneLine]:
    """Every zone in Norwegian order, as it is on a day. Five queries whatever the number of zones."""
    zones = Zone.objects.order_by("sort_key", "pk").prefetch_related(
        Prefetch("borders", queryset=Border.objects.order_by("valid_from")),
        Prefetch("statuses", queryset=ZoneStatus.objects.order_by("since")),
        Prefetch("counting_periods", queryset=CountingPeriod.objects.order_by("valid_from")),
        Prefetch("memberships", queryset=GroupMembership.objects.order_by("valid_from").select_related("group")),
    )
    return [_line(zone, on) for zone in zones]


def zone_line(zone_id: UUID, *, on: date) -> ZoneLine:
    """Raises NotFound."""
    found = next((line for line in zone_lines(on=on) if line.zone_id == zone_id), None)
    if found is None:
        raise NotFound(_("There is no such zone."))
    return found


def counted_zones(*, on: date) -> list[tuple[UUID, str]]:
    """Zones that are counted on a day, to choose among."""
    rows = (
        CountingPeriod.objects.on(on).order_by("zone__sort_key").values_list("zone_id", "zone__name", "zone__name_en")
    )
    return [(zone_id, in_language(name, name_en)) for zone_id, name, name_en in rows]


def zone_ids_by_code() -> dict[str, UUID]:
    return dict(Zone.objects.values_list("code", "pk"))


def groups(*, on: date) -> list[GroupLine]:
    """Every group with its zones on a day; with none it is a group of the past."""
    members: dict[UUID, list[str]] = {}
    for group_id, code in (
        GroupMembership.objects.on(on).order_by("zone__sort_key").values_list("group_id", "zone__code")
    ):
        members.setdefault(group_id, []).append(code)
    return [
        GroupLine(group.pk, group.code, in_language(group.name, group.name_en), tuple(members.get(group.pk, ())))
        for group in ZoneGroup.objects.order_by("sort_key")
    ]


def overlaps(zones: list[ZoneLine]) -> list[tuple[ZoneLine, ZoneLine]]:
    """Pairs of zones whose borders overlap. Allowed, but shown, since nobody may be counted twice."""
    return [(a, b) for a, b in combinations(zones, 2) if borders.overlap(a.ring, b.ring)]


def _line(zone: Zone, on: date) -> ZoneLine:
    shapes, periods = list(zone.borders.all()), list(zone.counting_periods.all())
    border = next((one for one in shapes if one.valid_from <= on < one.valid_until), shapes[-1])
    group = next((one.group for one in zone.memberships.all() if one.valid_from <= on < one.valid_until), None)
    last = periods[-1] if periods else None
    return ZoneLine(
        zone_id=zone.pk,
        code=zone.code,
        name=in_language(zone.name, zone.name_en),
        group_code=group.code if group else "",
        group_name=in_language(group.name, group.name_en) if group else "",
        ring=border.ring,
        is_approximate=border.is_approximate,
        is_counted=any(one.valid_from <= on < one.valid_until for one in periods),
        counted_from=periods[0].valid_from if periods else None,
        counted_until=last.valid_until if last and last.valid_until < OPEN_ENDED_ON else None,
        statuses=_statuses(zone),
        aliases=tuple(zone.aliases),
        description=zone.description,
        watched_for=zone.watched_for,
        borders=len(shapes),
    )


def _statuses(zone: Zone) -> tuple[StatusLine, ...]:
    rows = list(zone.statuses.all())
    ends = [*(one.since for one in rows), OPEN_ENDED_ON][1:]
    return tuple(
        StatusLine(row.status, row.get_status_display(), row.since, end, in_language(row.note, row.note_en), row.source)
        for row, end in zip(rows, ends, strict=True)
    )

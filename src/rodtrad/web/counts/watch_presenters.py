"""Quiet zones, alerts and sightings as finished sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, hypot, radians
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.borders import centre
from rodtrad.fieldwork.counts.queries import AlertLine, Square, WatchLine, ZoneLine
from rodtrad.fieldwork.counts.vocabulary import WatchState
from rodtrad.web.trends.numbers import number
from rodtrad.web.wording import dates

TAG = {
    WatchState.GROWING: "danger",
    WatchState.BLIND: "warning",
    WatchState.TOO_FEW: "neutral",
    WatchState.PAUSED: "warning",
    WatchState.CALM: "success",
}
METRES = 111_200  # of one degree of latitude


@dataclass(frozen=True)
class AlertRow:
    alert_id: UUID
    zone: str
    sentence: str
    owner: str
    answer: str
    is_open: bool


@dataclass(frozen=True)
class WatchRow:
    zone_id: UUID
    name: str
    state: str
    color: str
    sentence: str
    owner: str
    is_paused: bool


@dataclass(frozen=True)
class SquareRow:
    row: int
    column: int
    code: str
    place: str
    sentence: str
    is_to_consider: bool


def alert_row(line: AlertLine, *, now: datetime) -> AlertRow:
    said = _("%(persons)s were counted %(day)s; usual here is %(usual)s.") % {
        "persons": line.persons, "day": dates.day(line.raised_at, now=now), "usual": number(line.usual),
    }  # fmt: skip
    who = ", ".join(line.leads)
    owner = _("%(unit)s: %(leads)s") % {"unit": line.unit, "leads": who} if who else line.unit
    return AlertRow(line.alert_id, line.zone, said, owner, line.answer, line.answered_at is None)


def watch_row(line: WatchLine, *, now: datetime) -> WatchRow:
    return WatchRow(
        line.zone_id,
        line.name,
        str(line.state.label),
        TAG[line.state],
        _said(line, now),
        line.owner,
        line.state is WatchState.PAUSED,
    )


def _said(line: WatchLine, now: datetime) -> str:
    said = _("%(status)s since %(day)s.") % {"status": line.status, "day": dates.short_day(line.since, now=now)}
    if line.paused_until is not None:
        words = {"day": dates.short_day(line.paused_until, now=now), "reason": line.pause_reason}
        return f"{said} " + _("Alarm off until %(day)s: %(reason)s") % words
    if line.last_on is None:
        return f"{said} " + _("No round has been counted since, so nobody knows whether people are back.")
    words = {"day": dates.short_day(line.last_on, now=now), "persons": str(line.latest or 0)}
    said = f"{said} " + _("Last counted %(day)s: %(persons)s.") % words
    if line.usual is not None:
        said += " " + _("Usual is %(usual)s.") % {"usual": number(line.usual)}
    return said


def square_row(square: Square, zones: Sequence[ZoneLine], *, now: datetime) -> SquareRow:
    words = {
        "times": ngettext("%(count)s sighting", "%(count)s sightings", square.times) % {"count": square.times},
        "month": square.in_month,
        "sizes": " / ".join(str(size.label) for size in square.sizes),
        "kinds": ", ".join(str(kind.label).lower() for kind in square.kinds),
        "day": dates.short_day(square.last_on, now=now),
    }
    return SquareRow(
        square.row,
        square.column,
        f"{square.row}.{square.column}",
        _place(square, zones),
        _("%(times)s, %(month)s in the last 30 days, newest %(day)s. %(sizes)s people: %(kinds)s.") % words,
        square.is_to_consider,
    )


def _place(square: Square, zones: Sequence[ZoneLine]) -> str:
    """Beside the nearest zone, with distance and direction; the bare corner where there is no zone."""
    latitude, longitude = rules.place_of(square.row, square.column)
    narrow = cos(radians(latitude))
    found = []
    for zone in zones:
        x, y = centre(zone.ring)
        found.append((hypot((latitude - y) * METRES, (longitude - x) * METRES * narrow), zone.name, x, y))
    if not found:
        return f"{latitude}, {longitude}"
    distance, name, x, y = min(found)
    direction = _direction((longitude - x) * narrow, latitude - y)
    words = {"metres": max(1, round(distance / 100)) * 100, "direction": direction, "zone": name}
    return _("About %(metres)s metres %(direction)s of %(zone)s") % words


def _direction(east: float, north: float) -> str:
    if abs(north) >= abs(east):
        return _("north") if north > 0 else _("south")
    return _("east") if east > 0 else _("west")


def corners_of(code: str) -> dict[str, str]:
    """The corners of a square such as `11983.1075`, to begin the border of a new zone with; nothing for no square."""
    row, _dot, column = code.partition(".")
    if not (row.isdecimal() and column.isdecimal() and len(code) < 20):
        return {}
    latitude, longitude = rules.place_of(int(row), int(column))
    half_up, half_out = rules.GRID_LATITUDE / 2, rules.GRID_LONGITUDE / 2
    corners = [(-1, -1), (-1, 1), (1, 1), (1, -1)]
    return {"ring": "\n".join(f"{latitude + a * half_up:.4f}, {longitude + b * half_out:.3f}" for a, b in corners)}

"""The zones drawn as our own SVG from their borders: no tiles, no other host, the same numbers in the list beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from rodtrad.fieldwork.counts.borders import centre
from rodtrad.fieldwork.counts.queries import ZoneLine

WIDTH = 640
MARGIN = 24


@dataclass(frozen=True)
class Shape:
    number: int
    name: str
    path: str  # of an SVG path element
    x: int  # where its number stands
    y: int
    kind: str  # class of the drawing: the status of the zone, in lower case
    is_counted: bool


@dataclass(frozen=True)
class ZoneMap:
    width: int
    height: int
    shapes: tuple[Shape, ...]


def zone_map(zones: Sequence[ZoneLine], kinds: Sequence[str]) -> ZoneMap | None:
    """A map just large enough for the zones, numbered from 1 in their order. None without zones.

    Equirectangular around the middle latitude: exact enough for a city, and the same on every machine.
    """
    if not zones:
        return None
    points = [(x, y) for zone in zones for x, y in zone.ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * narrow, 1e-6)

    def at(x: float, y: float) -> tuple[float, float]:
        return (round(MARGIN + (x - west) * narrow * scale, 1), round(MARGIN + (north - y) * scale, 1))

    shapes = []
    for number, (zone, kind) in enumerate(zip(zones, kinds, strict=True), 1):
        corners = [at(x, y) for x, y in zone.ring[:-1]]
        x, y = at(*centre(zone.ring))
        path = "M" + " L".join(f"{a} {b}" for a, b in corners) + " Z"
        shapes.append(Shape(number, zone.name, path, round(x), round(y), kind, zone.is_counted))
    return ZoneMap(WIDTH, round(2 * MARGIN + (north - south) * scale), tuple(shapes))

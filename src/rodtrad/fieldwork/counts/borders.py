"""Borders of zones as rings of (longitude, latitude) in WGS84: whether one is sound, inside the municipality, overlapping."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Ring = Sequence[Sequence[float]]


class BrokenBorder(ValueError):
    """A ring that is none. `place` is the point at fault, counted from 1; `fault` a code."""

    def __init__(self, fault: str, place: int) -> None:
        super().__init__(fault)
        self.fault = fault
        self.place = place


def check_ring(ring: Ring, *, within: tuple[float, float, float, float] | None = None) -> None:
    """Raises BrokenBorder unless the ring is closed, has three corners or more, lies within a box and never crosses itself.

    `within` is (west, south, east, north) in degrees.
    """
    points = [(float(x), float(y)) for x, y in ring]
    if len(points) < 4:
        raise BrokenBorder("TOO_FEW_POINTS", len(points))
    if points[0] != points[-1]:
        raise BrokenBorder("NOT_CLOSED", len(points))
    for number, (x, y) in enumerate(points, 1):
        if within and not (within[0] <= x <= within[2] and within[1] <= y <= within[3]):
            raise BrokenBorder("OUTSIDE", number)
    if len(set(points)) != len(points) - 1:
        raise BrokenBorder("SAME_POINT_TWICE", _repeated(points))
    crossing = _crossing(points)
    if crossing:
        raise BrokenBorder("CROSSES_ITSELF", crossing)


def overlap(a: Ring, b: Ring) -> bool:
    """Whether two borders share more than an edge or a corner."""
    crossing = any(_cross(p, q, r, s) for p, q in _sides(a) for r, s in _sides(b))
    return crossing or contains(a, centre(b)) or contains(b, centre(a))


def contains(ring: Ring, point: Point) -> bool:
    """Whether a point lies inside (even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def centre(ring: Ring) -> Point:
    """The mean of the corners, good enough for a label and a nearest zone."""
    corners = list(ring)[:-1]
    return (sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners))


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    points = [(float(x), float(y)) for x, y in ring]
    return pairwise(points)


def _repeated(points: list[Point]) -> int:
    seen: set[Point] = set()
    for number, point in enumerate(points[:-1], 1):
        if point in seen:
            return number
        seen.add(point)
    return 0


def _crossing(points: list[Point]) -> int:
    """The number of the first side that crosses another, or 0."""
    sides = list(pairwise(points))
    for i, (p, q) in enumerate(sides):
        for j in range(i + 2, len(sides)):
            if (i, j) != (0, len(sides) - 1) and _cross(p, q, *sides[j]):
                return i + 1
    return 0


def _cross(p: Point, q: Point, r: Point, s: Point) -> bool:
    """Whether two open sides cross in a point inside both."""
    return _turn(p, q, r) * _turn(p, q, s) < 0 and _turn(r, s, p) * _turn(r, s, q) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

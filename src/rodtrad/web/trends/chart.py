"""A line over the years as geometry: what to draw where, for a template that only writes it out.

Axis from 0; a year that was not counted is a gap; solid points are counted, hollow ones calculated; the band is the 95 %
interval. Drawn at the size it is shown, once for wide screens and once for phones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

WIDE, NARROW = (720, 300), (340, 240)
LEFT, RIGHT, TOP, BOTTOM = 40, 14, 24, 28
MOST_TICKS = {720: 11, 340: 5}


@dataclass(frozen=True)
class Point:
    year: int
    value: float | None
    lower: float | None
    upper: float | None
    is_calculated: bool


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    css: str


@dataclass(frozen=True)
class Mark:
    """A dated event: an upright line with a number that the list below explains."""

    x: float
    text: str


@dataclass(frozen=True)
class Chart:
    """One drawing. `uid` makes ids unique on the page; `size` is wide or narrow."""

    uid: str
    size: str
    width: int
    height: int
    title: str
    said: str
    left: float
    right: float
    top: float
    bottom: float
    grid: list[Label]
    years: list[Label]
    bands: list[str]
    lines: list[str]
    dots: list[Dot]
    marks: list[Mark]


def charts(
    points: Sequence[Point], *, uid: str, title: str, said: str, marks: Sequence[tuple[float, str]] = ()
) -> list[Chart]:
    """The same line twice, wide and narrow; none without a number. `marks` are (year with fraction, text)."""
    known = [point.value for point in points if point.value is not None]
    if not known:
        return []
    return [_chart(points, f"{uid}-{size}", size, box, (title, said), marks) for size, box in SIZES.items()]


SIZES = {"wide": WIDE, "narrow": NARROW}


def _chart(
    points: Sequence[Point],
    uid: str,
    size: str,
    box: tuple[int, int],
    words: tuple[str, str],
    marks: Sequence[tuple[float, str]],
) -> Chart:
    width, height = box
    first, last = points[0].year, points[-1].year
    top = max(max(p.upper or 0.0, p.value or 0.0) for p in points)
    step = _step(top)
    ceiling = step * (int(top / step) + 1)

    def x(year: float) -> float:
        return round(LEFT + (width - LEFT - RIGHT) * ((year - first) / max(1, last - first)), 1)

    def y(value: float) -> float:
        return round(TOP + (height - TOP - BOTTOM) * (1 - value / ceiling), 1)

    runs = [list(run) for is_known, run in groupby(points, key=lambda p: p.value is not None) if is_known]
    bands = [
        " ".join(
            [f"{x(p.year)},{y(p.upper or 0)}" for p in run] + [f"{x(p.year)},{y(p.lower or 0)}" for p in reversed(run)]
        )
        for run in runs
        if all(p.lower is not None and p.upper is not None for p in run)
    ]
    return Chart(
        uid, size, width, height, *words, LEFT, width - RIGHT, TOP, height - BOTTOM,
        [Label(LEFT - 8, y(value) + 4, f"{value:g}") for value in _up_to(ceiling, step)],
        [Label(x(p.year), height - 6, str(p.year)) for p in _some(points, MOST_TICKS[width])],
        bands,
        [" ".join(f"{x(p.year)},{y(p.value or 0)}" for p in run) for run in runs],
        [Dot(x(p.year), y(p.value or 0), "ch-hollow" if p.is_calculated else "ch-solid") for run in runs for p in run],
        [Mark(x(at), text) for at, text in marks if first <= at <= last + 1 and x(at) <= width - RIGHT],
    )  # fmt: skip


def _step(top: float) -> float:
    """A round step that gives four or five lines."""
    rough = max(top, 1e-9) / 4
    power = 10.0 ** (len(str(int(rough))) - 1) if rough >= 1 else 0.1
    return next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= rough)


def _up_to(ceiling: float, step: float) -> list[float]:
    return [number * step for number in range(round(ceiling / step) + 1)]


def _some(points: Sequence[Point], most: int) -> list[Point]:
    """Years for the axis: always the last, and evenly back from it."""
    every = -(-len(points) // most)
    return list(points[::-1][::every][::-1])

"""Decisions about counts as pure functions: age bands, cells, means, borders, and what is unusual. No Django."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt

GENDERS = "WMU"
ADULT = 18
# A sighting keeps no exact place: it is moved to the nearest corner of this grid, about 550 m, before it is stored.
GRID_LATITUDE, GRID_LONGITUDE = 0.005, 0.01


@dataclass(frozen=True)
class Band:
    """Ages from `start` up to, not including, `end`; no `end` for the oldest."""

    index: int
    start: int
    end: int | None

    @property
    def is_minor(self) -> bool:
        return self.end is not None and self.end <= ADULT


def bands(bounds: Sequence[int]) -> tuple[Band, ...]:
    """The bands between bounds: [18, 26, 41] gives 0-17, 18-25, 26-40 and 41 up. Gaps and overlaps cannot be written."""
    starts, ends = [0, *bounds], [*bounds, None]
    return tuple(Band(i, start, end) for i, (start, end) in enumerate(zip(starts, ends, strict=True)))


def are_bounds(bounds: Sequence[int]) -> bool:
    """Whether these bounds rise, lie among human ages and keep minors apart."""
    rising = all(a < b for a, b in pairwise(bounds))
    return rising and ADULT in bounds and bool(bounds) and bounds[0] > 0 and bounds[-1] < 100


def bounds_of(written: Sequence[tuple[int, int | None]]) -> list[int]:
    """The bounds of bands written as (first age, last age). Raises ValueError with the age where they gap or overlap."""
    in_order = sorted(written, key=lambda band: band[0])
    expected = 0
    for first, last in in_order:
        if first != expected:
            raise ValueError(min(first, expected))
        expected = -1 if last is None else last + 1
    if expected != -1:
        raise ValueError(expected)
    return [first for first, _last in in_order[1:]]


def cell_index(band: int, gender: str) -> int:
    """Where a cell stands in a tally: band by band, women, men and unsure within each."""
    return band * len(GENDERS) + GENDERS.index(gender)


def number_of_cells(bounds: Sequence[int]) -> int:
    return (len(bounds) + 1) * len(GENDERS)


def cells_of_taps(taps: Iterable[tuple[int, str, int]], *, bounds: Sequence[int]) -> list[int]:
    """The cells that taps (band, gender, +1 or -1) add up to, in whatever order they came.

    While a tap is still on its way the sum of a cell can lie below zero; it is shown as zero until the rest arrives.
    """
    cells = [0] * number_of_cells(bounds)
    for band, gender, delta in taps:
        cells[cell_index(band, gender)] += delta
    return [max(0, cell) for cell in cells]


def persons_aged(cells: Sequence[int], *, bounds: Sequence[int], under: int | None = None, over: int = 0) -> int | None:
    """How many were aged `over` or more and less than `under`. None when the bands do not end there."""
    edges = {0, *bounds}
    if over not in edges or (under is not None and under not in edges):
        return None
    width = len(GENDERS)
    return sum(
        sum(cells[band.index * width : (band.index + 1) * width])
        for band in bands(bounds)
        if band.start >= over and (under is None or (band.end is not None and band.end <= under))
    )


def mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def mean_of_slots(by_slot: dict[str, Sequence[int]], *, slots: Sequence[str]) -> float | None:
    """The mean of the slots' own means, each slot weighing the same. None when a slot was never counted."""
    means = [mean(by_slot.get(slot, ())) for slot in slots]
    known = [one for one in means if one is not None]
    return sum(known) / len(known) if known and len(known) == len(means) else None


def is_unusual(persons: int, usual: Sequence[int]) -> bool:
    """Whether a count is so far from what the zone is used to that it should be asked about. Never a reason to block.

    Twice the mean and more than three persons, or beyond three standard deviations of a count that spreads at least as a
    Poisson count does. Fewer than four earlier rounds say nothing.
    """
    if len(usual) < 4:
        return False
    middle = sum(usual) / len(usual)
    spread = sqrt(max(middle, sum((one - middle) ** 2 for one in usual) / (len(usual) - 1)))
    many = persons > 3 and persons >= min(2 * middle, middle + 3 * spread)
    return many or persons < middle - 3 * spread


def in_season(on: date, *, season: str) -> bool:
    """Whether a day lies in a season written as "06-01/08-31", both days counted; an empty season is the whole year."""
    if not season:
        return True
    first, last = season.split("/")
    return first <= on.strftime("%m-%d") <= last


def to_grid(latitude: float, longitude: float) -> tuple[float, float]:
    """The corner of the grid that stands for a place."""
    return place_of(*square_of(latitude, longitude))


def square_of(latitude: float, longitude: float) -> tuple[int, int]:
    """Row and column of the grid that stand for a place."""
    return round(latitude / GRID_LATITUDE), round(longitude / GRID_LONGITUDE)


def place_of(row: int, column: int) -> tuple[float, float]:
    """Latitude and longitude of the middle of a square."""
    return round(row * GRID_LATITUDE, 3), round(column * GRID_LONGITUDE, 2)

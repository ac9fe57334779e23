"""Weeks as bits: 336 half hours for each offer, on only where it is open throughout."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from rodtrad.insight.coverage.facts import SLOT_MINUTES, SLOTS

WEEK = SLOTS * SLOT_MINUTES
KEY = 4 * WEEK  # apart enough that the minutes of two offers never meet
EARTH = 6_371_000.0  # metres
Bits = Any  # an array of bool, one row for each offer; numpy cannot say shape in a type a reader would want to read


def week_bits(spans: Sequence[tuple[int, int, int]], *, rows: int) -> Bits:
    """Bits from spans (row, from, until) in minutes after Monday 00:00, cut to the week. Spans may touch or overlap."""
    bits = np.zeros((rows, SLOTS + 1), dtype=np.int16)
    if spans:
        row, start, end = np.asarray(spans, dtype=np.int64).T
        start, end = start.clip(0, WEEK), end.clip(0, WEEK)
        row, start, end = _merged(row, start, end)
        first, last = -(-start // SLOT_MINUTES), end // SLOT_MINUTES
        whole = last > first
        np.add.at(bits, (row[whole], first[whole]), 1)
        np.add.at(bits, (row[whole], last[whole]), -1)
    return bits.cumsum(axis=1, dtype=np.int16)[:, :SLOTS] > 0


def _merged(row: Any, start: Any, end: Any) -> tuple[Any, Any, Any]:
    """Spans of one row that touch become one, so that a change of shift at 15.45 hides no half hour."""
    order = np.lexsort((start, row))
    row, start, end = row[order], start[order], end[order]
    reach = np.maximum.accumulate(end + row * KEY)
    begins = np.ones(len(row), dtype=bool)
    begins[1:] = (start + row * KEY)[1:] > reach[:-1]
    ends = np.append(begins[1:], True)
    return row[begins], start[begins], (reach - row * KEY)[ends]


def counted(bits: Bits, rows: Iterable[int]) -> tuple[int, ...]:
    """How many of these rows are on, slot by slot."""
    chosen = np.fromiter(rows, dtype=np.int64)
    return tuple(bits[chosen].sum(axis=0, dtype=np.int64).tolist())


def pairs(bits: Bits, rows: Sequence[int], areas: Sequence[set[int]], places: Sequence[Any], *, metres: float) -> Any:
    """Pairs of these rows that share slots and lie in one area or near each other: (first, second, slots shared).

    `areas` holds the numbers of the areas of each row, `places` its coordinates or None; both as long as `rows`.
    """
    if len(rows) < 2:
        return []
    on = bits[np.asarray(rows)].astype(np.float32)
    shared = np.rint(on @ on.T).astype(np.int64)
    close = _in_one_area(areas) | _near(places, metres)
    firsts, seconds = np.nonzero(np.triu(close & (shared > 0), k=1))
    return [
        (rows[first], rows[second], int(shared[first, second]))
        for first, second in zip(firsts.tolist(), seconds.tolist(), strict=True)
    ]


def _in_one_area(areas: Sequence[set[int]]) -> Any:
    most = max((number for mine in areas for number in mine), default=0) + 1
    member = np.zeros((len(areas), most), dtype=np.float32)
    for row, mine in enumerate(areas):
        member[row, list(mine)] = 1
    return member @ member.T > 0


def _near(places: Sequence[Any], metres: float) -> Any:
    """Distance over the globe (haversine); a row without coordinates is near nobody."""
    known = np.array([place is not None for place in places])
    latitude, longitude = np.radians(np.array([place or (0.0, 0.0) for place in places]).T)
    half = np.sin((latitude[:, None] - latitude) / 2) ** 2
    half += np.cos(latitude[:, None]) * np.cos(latitude) * np.sin((longitude[:, None] - longitude) / 2) ** 2
    return (2 * EARTH * np.arcsin(np.sqrt(half.clip(0, 1))) <= metres) & known & known[:, None]

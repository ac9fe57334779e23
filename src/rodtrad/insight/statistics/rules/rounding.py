"""Small counts become 0 or the base so that all margins stay close and everything adds up (Langsrud & Heldal 2018).

The randomness comes from a secret key and the cube itself: the same cube always gives the same numbers, whoever asks and
however often, and nobody without the key can follow the choice.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.cube import Shape
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Indices, Mask

ALGORITHM = "small-count-rounding-1"  # a new number whenever the same cube could give other figures
SHORTEST_KEY = 16  # bytes


def check_key(key: bytes) -> None:
    if len(key) < SHORTEST_KEY:
        raise CannotCompute("SHORT_KEY", lowest=SHORTEST_KEY)


def key_id(key: bytes) -> str:
    """Names a key without telling it."""
    return hmac.new(key, b"key id", hashlib.sha256).hexdigest()[:12]


def seed_of(key: bytes, shape: Shape, counts: Indices, base: int) -> int:
    """HMAC of the cube with dimensions and levels sorted."""
    said = json.dumps([ALGORITHM, base, shape.dimensions, shape.levels, counts.tolist()], ensure_ascii=False)
    return int.from_bytes(hmac.new(key, said.encode(), hashlib.sha256).digest(), "big")


class _Draws:
    """Numbers from the raw stream of PCG64, which numpy keeps the same from version to version."""

    def __init__(self, seed: int) -> None:
        self._raw = np.random.PCG64(seed)

    def fractions(self, number: int) -> Indices:
        found: Indices = (self._raw.random_raw(number) >> np.uint64(11)) * 2.0**-53
        return found

    def order(self, number: int) -> Indices:
        return np.argsort(self.fractions(number), kind="stable")


def round_cube(
    shape: Shape, counts: Indices, *, base: int, key: bytes, kept: tuple[Mask, Indices] | None = None
) -> Indices:
    """The rounded cube. Every count of 1..base-1 becomes 0 or base; larger ones stay.

    `kept` = (mask, values): cells whose rounding an earlier release has fixed.
    """
    check_key(key)
    draws = _Draws(seed_of(key, shape, counts, base))
    small = (counts > 0) & (counts < base)
    rounded = np.where(small, np.where(draws.fractions(len(counts)) < counts / base, base, 0), counts)
    free = small
    if kept is not None:
        rounded = np.where(kept[0], kept[1], rounded)
        free = small & ~kept[0]
    places = np.flatnonzero(free)
    if len(places):
        rounded[places] = _descend(shape, counts, rounded, places, base, draws)
    found: Indices = rounded.astype(np.int64)
    return found


def _margins_over(shape: Shape, places: Indices) -> tuple[sparse.csr_matrix, list[Indices]]:
    """All margins but the finest, as rows over the chosen cells; and the place of every finest cell in each."""
    blocks, all_places = [], []
    for by in shape.all_tables[:-1]:
        place = shape.place_in(by)
        all_places.append(place)
        ones = np.ones(len(places), np.int64)
        size = len(shape.table(by))
        blocks.append(sparse.csr_matrix((ones, (place[places], np.arange(len(places)))), shape=(size, len(places))))
    if not blocks:
        return sparse.csr_matrix((0, len(places)), dtype=np.int64), []
    return sparse.csr_matrix(sparse.vstack(blocks, format="csr")), all_places


def _descend(shape: Shape, counts: Indices, rounded: Indices, places: Indices, base: int, draws: _Draws) -> Indices:
    """Flip one cell, or swap one down and one up, while that brings the margins closer (sum of squares)."""
    rows, all_places = _margins_over(shape, places)
    apart = rounded - counts
    errors = (
        np.concatenate([np.bincount(place, apart).astype(np.int64) for place in all_places])
        if all_places
        else np.zeros(0, np.int64)
    )
    columns = sparse.csc_matrix(rows)
    values = rounded[places].copy()
    depth = len(all_places)  # how many margins every cell is in
    while _flip_all(columns, errors, values, base, depth, draws) or _swap_all(
        columns, errors, values, base, depth, draws
    ):
        continue
    return values


def _change(columns: sparse.csc_matrix, errors: Indices, values: Indices, cell: int, base: int) -> None:
    step = base if values[cell] == 0 else -base
    values[cell] += step
    errors[columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]]] += step


def _gains(
    columns: sparse.csc_matrix, errors: Indices, values: Indices, base: int, depth: int
) -> tuple[Indices, Indices]:
    """By how much the sum of squares changes if each cell alone is flipped, and the step of each."""
    steps = np.where(values == 0, base, -base)
    return 2 * steps * (columns.T @ errors) + depth * base * base, steps


def _flip_all(
    columns: sparse.csc_matrix, errors: Indices, values: Indices, base: int, depth: int, draws: _Draws
) -> bool:
    has_moved = False
    for cell in _in_turn(draws.order(len(values))):
        own = errors[columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]]].sum()
        step = base if values[cell] == 0 else -base
        if 2 * step * own + depth * base * base < 0:
            _change(columns, errors, values, cell, base)
            has_moved = True
    return has_moved


def _swap_all(
    columns: sparse.csc_matrix, errors: Indices, values: Indices, base: int, depth: int, draws: _Draws
) -> bool:
    has_moved = False
    for cell in _in_turn(draws.order(len(values))):
        gains, steps = _gains(columns, errors, values, base, depth)
        shared = columns.T @ columns[:, [cell]].toarray()[:, 0]
        together = gains + gains[cell] + 2 * steps * steps[cell] * shared
        together[steps == steps[cell]] = 0  # only one up and one down
        best = int(np.argmin(together))
        if together[best] < 0:
            _change(columns, errors, values, cell, base)
            _change(columns, errors, values, best, base)
            has_moved = True
    return has_moved


def _in_turn(order: Indices) -> Iterator[int]:
    return iter(order.tolist())

"""Moves: sets of finest counts that can shift against each other without changing any other sum.

Two levels of every dimension of a cell make the corners of a box; adding t to every second corner and taking it from the
others leaves all sums but the corners' own as they were (the hypercube idea of Repsilber 1994). When the corners are
hidden, nobody can tell where between its ends the move lies.
"""

from itertools import combinations, product

import numpy as np

from rodtrad.insight.statistics.rules.cube import By, Margins
from rodtrad.insight.statistics.rules.hiding import FEW, Release
from rodtrad.insight.statistics.rules.quantiles import Array, Indices, Mask

WIDE = 2  # a move of at least this width gives three whole numbers
MOST_BOXES = 20_000
STEPS = tuple(sign * step for step in range(1, 9) for sign in (1, -1))


class Boxes:
    """Finds the box around a hidden cell that hides the fewest figures more."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.margins: Margins = release.margins
        shape = self.margins.shape
        self.lengths = [len(levels) for levels in shape.levels]
        self.places = {by: self.margins.first[by] + shape.place_in(by) for by in shape.all_tables}
        self.figures = release.figures
        limit = release.limits.count
        self.lower = np.zeros(shape.size)
        self.upper = np.full(shape.size, np.inf)
        codes = release.codes[self.margins.finest :]
        if limit is not None:
            few = np.array([code == FEW for code in codes])
            self.upper[few] = max(limit, release.base)
            if limit + 1 >= release.base:
                self.lower[np.array([code is None for code in codes])] = limit + 1
        if release.population is not None:
            self.upper = np.minimum(self.upper, np.maximum(release.population, release.base))

    def cheapest(self, cell: int) -> list[int] | None:
        """The cells of all margins that the best box would hide, or None when no box is wide enough.

        A box with fewer dimensions needs less room to move, but changes more margins, which are then hidden too.
        """
        by, key = self.margins.cells[cell]
        hidden = self.release.is_hidden()
        found = [
            self._best(along, dict(zip(by, key, strict=True)), hidden)
            for number in range(len(by) + 1)
            for along in combinations(by, number)
        ]
        best = min((one for one in found if one), default=None)
        return None if best is None else best[2]

    def _best(self, along: By, own: dict[str, str], hidden: Mask) -> tuple[int, int, list[int]] | None:
        """Figures newly hidden, their sum, and all cells of the cheapest box that moves along some dimensions."""
        corners, signs = self._corners(along, own)
        if not len(corners):
            return None
        corners = corners[self._is_wide(corners, signs)]
        if not len(corners):
            return None
        tables = [self.places[by] for by in self.margins.shape.all_tables if set(along) <= set(by)]
        new = sum((~hidden[place[corners]]).sum(axis=1) for place in tables)
        value = sum((self.figures[place[corners]] * ~hidden[place[corners]]).sum(axis=1) for place in tables)
        best = int(np.lexsort((value, new))[0])
        return int(new[best]), int(value[best]), sorted({int(n) for place in tables for n in place[corners[best]]})

    def _corners(self, along: By, own: dict[str, str]) -> tuple[Indices, Array]:
        """Boxes x corners as finest cells, and the sign of each corner."""
        choices: list[list[int]] = []
        for name, levels in zip(self.margins.shape.dimensions, self.margins.shape.levels, strict=True):
            every = range(len(levels))
            home = levels.index(own[name]) if name in own else None
            choices.append([n for n in every if home is None or (n != home if name in along else n == home)])
        if int(np.prod([len(one) for one in choices])) > MOST_BOXES:
            choices = [one[:12] for one in choices]
        others = np.array(list(product(*choices)), np.int64).reshape(-1, len(choices))
        corners, signs = [], []
        for bits in product((0, 1), repeat=len(along)):
            levels_of = others.copy()
            for bit, name in zip(bits, along, strict=True):
                number = self.margins.shape.dimensions.index(name)
                if not bit:
                    levels_of[:, number] = self.margins.shape.levels[number].index(own[name])
            is_one = not self.lengths
            corners.append(np.zeros(1, np.int64) if is_one else np.ravel_multi_index(levels_of.T, self.lengths))
            signs.append(1 - 2 * (sum(bits) % 2))
        return np.column_stack(corners), np.array(signs, float)

    def _is_wide(self, corners: Indices, signs: Array) -> Mask:
        """Boxes that can move by two or more, and to another place where every corner is 0 or at least the base."""
        values = self.release.rounded[corners].astype(float)
        down, up = values - self.lower[corners], self.upper[corners] - values
        forward = np.where(signs > 0, up, down).min(axis=1)
        back = np.where(signs > 0, down, up).min(axis=1)
        is_exact = np.zeros(len(corners), bool)
        for step in STEPS:
            moved = values + signs * step
            fits = ((moved == 0) | (moved >= self.release.base)).all(axis=1)
            is_exact |= fits & (step <= forward) & (-step <= back)
        found: Mask = (forward + back >= WIDE) & is_exact
        return found

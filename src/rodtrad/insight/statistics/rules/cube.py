"""A cube of counts: dimensions, their levels, and every margin of it as a list of cells.

Dimensions and levels stand sorted, so that the order of a file says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.quantiles import Indices

By = tuple[str, ...]
Cell = tuple[By, tuple[str, ...]]  # which dimensions, and the level of each


@dataclass(frozen=True)
class Shape:
    """Dimensions and levels of a cube. Its finest cells are numbered in the order of `itertools.product`."""

    dimensions: By
    levels: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, columns: Mapping[str, Iterable[str]]) -> "Shape":
        names = tuple(sorted(columns))
        return cls(names, tuple(tuple(sorted(set(columns[name]))) for name in names))

    @property
    def size(self) -> int:
        return int(np.prod([len(levels) for levels in self.levels], dtype=np.int64)) if self.levels else 1

    @cached_property
    def keys(self) -> list[tuple[str, ...]]:
        return list(product(*self.levels))

    @cached_property
    def all_tables(self) -> list[By]:
        """Every margin from the total to the finest crossing."""
        return [by for number in range(len(self.dimensions) + 1) for by in combinations(self.dimensions, number)]

    def table(self, by: By) -> list[tuple[str, ...]]:
        """The cells of a margin, in order."""
        return list(product(*(self.levels[self.dimensions.index(name)] for name in by)))

    def place_in(self, by: By) -> Indices:
        """For every finest cell, which cell of a margin it belongs to."""
        lengths = [len(levels) for levels in self.levels]
        parts = np.unravel_index(np.arange(self.size), lengths) if lengths else ()
        chosen = [self.dimensions.index(name) for name in by]
        if not chosen:
            return np.zeros(self.size, np.int64)
        found: Indices = np.ravel_multi_index([parts[i] for i in chosen], [lengths[i] for i in chosen]).astype(np.int64)
        return found


@dataclass(frozen=True)
class Margins:
    """All cells of all margins as rows over the finest cells."""

    shape: Shape
    cells: tuple[Cell, ...]
    sums: sparse.csr_matrix  # cells x finest

    @classmethod
    def of(cls, shape: Shape) -> "Margins":
        cells: list[Cell] = []
        blocks = []
        for by in shape.all_tables:
            keys = shape.table(by)
            place = shape.place_in(by)
            ones = np.ones(shape.size, np.int64)
            blocks.append(sparse.csr_matrix((ones, (place, np.arange(shape.size))), shape=(len(keys), shape.size)))
            cells += [(by, key) for key in keys]
        return cls(shape, tuple(cells), sparse.csr_matrix(sparse.vstack(blocks, format="csr")))

    @cached_property
    def number(self) -> dict[Cell, int]:
        return {cell: place for place, cell in enumerate(self.cells)}

    @cached_property
    def first(self) -> dict[By, int]:
        """The number of the first cell of each margin."""
        found: dict[By, int] = {}
        for place, (by, _) in enumerate(self.cells):
            found.setdefault(by, place)
        return found

    @property
    def finest(self) -> int:
        """The number of the first finest cell; they come last."""
        return len(self.cells) - self.shape.size

    def lines(self) -> Iterator[tuple[int, Indices]]:
        """Every sum of a table along one dimension: the margin cell and the cells that make it."""
        for by in self.shape.all_tables:
            for name in by:
                coarser = tuple(one for one in by if one != name)
                for key in self.shape.table(coarser):
                    parts = [self._with(by, name, coarser, key, level) for level in self._levels(name)]
                    yield self.number[coarser, key], np.array(parts)

    def _levels(self, name: str) -> tuple[str, ...]:
        return self.shape.levels[self.shape.dimensions.index(name)]

    def _with(self, by: By, name: str, coarser: By, key: tuple[str, ...], level: str) -> int:
        known = dict(zip(coarser, key, strict=True)) | {name: level}
        return self.number[by, tuple(known[one] for one in by)]

"""Which figures are hidden for what they are, and what everybody can know of a release."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.attacks import Known
from rodtrad.insight.statistics.rules.cube import Margins
from rodtrad.insight.statistics.rules.quantiles import Indices, Mask

ABSENT = "ABSENT"  # of an earlier release: was not published, so there is nothing to protect
SMALL_POPULATION, NEARLY_ALL, FEW, PROTECTS_ANOTHER = "SMALL_POPULATION", "NEARLY_ALL", "FEW", "PROTECTS_ANOTHER"


@dataclass(frozen=True)
class Limits:
    """When a figure is hidden: T ≤ `count` (None: never), N - T ≤ `complement`, N ≤ `population`."""

    count: int | None = None
    complement: int = 4
    population: int = 9


@dataclass(frozen=True)
class Release:
    """A cube as it is shown: rounded finest counts, and the code of every hidden cell of every margin (None: shown)."""

    margins: Margins
    rounded: Indices
    codes: list[str | None]
    limits: Limits
    base: int
    population: Indices | None = None

    @property
    def figures(self) -> Indices:
        """The rounded figure of every cell of every margin, hidden or not."""
        found: Indices = self.margins.sums @ self.rounded
        return found

    def is_hidden(self) -> Mask:
        return np.array([code is not None for code in self.codes])


def primary_codes(margins: Margins, counts: Indices, population: Indices | None, limits: Limits) -> list[str | None]:
    """The first rule that holds for each cell, from the true counts."""
    true = (margins.sums @ counts).tolist()
    people = [None] * len(true) if population is None else (margins.sums @ population).tolist()
    return [_code(t, n, limits) for t, n in zip(true, people, strict=True)]


def _code(count: int, population: int | None, limits: Limits) -> str | None:
    if population is not None and population <= limits.population:
        return SMALL_POPULATION
    if population is not None and population - count <= limits.complement:
        return NEARLY_ALL
    return FEW if limits.count is not None and count <= limits.count else None


def known_of(release: Release) -> Known:
    """What everybody knows of the finest counts from one release."""
    shown = ~release.is_hidden()
    rows = sparse.csr_matrix(release.margins.sums[np.flatnonzero(shown)].astype(float))
    lower, upper = np.zeros(len(release.rounded)), np.full(len(release.rounded), np.inf)
    limit = release.limits.count
    for place, code in enumerate(release.codes[release.margins.finest :]):
        if limit is not None and code == FEW:
            upper[place] = max(limit, release.base)
        if limit is not None and code == PROTECTS_ANOTHER and limit + 1 >= release.base:
            lower[place] = limit + 1
        if release.population is not None:
            upper[place] = min(upper[place], max(int(release.population[place]), release.base))
    return Known(rows, release.figures[shown].astype(float), lower, upper, release.base)

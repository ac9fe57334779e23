"""The panel of a trend: counts of sites over periods, and the columns that explain them (TRIM, Pannekoek & van Strien 2001)."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array, Indices


@dataclass(frozen=True)
class Panel:
    """Counted rows only, as indices into the lists of labels. `cluster` is -1 where no round is named.

    `weights` are w of the model: wμ is modelled and totals are Σwμ. `categories` are of the sites.
    """

    sites: tuple[str, ...]
    periods: tuple[int, ...]
    seasons: tuple[str, ...]
    site: Indices
    period: Indices
    season: Indices
    counts: Array
    weights: Array
    cluster: Indices
    categories: Indices

    def rows(self, wanted: Array) -> "Panel":
        """The panel with some of its rows."""
        cut = {
            name: getattr(self, name)[wanted] for name in ("site", "period", "season", "counts", "weights", "cluster")
        }
        return replace(self, **cut)

    def only_sites(self, wanted: Array) -> "Panel":
        """The panel with some of its sites (a mask over sites), numbered anew."""
        number = np.cumsum(wanted) - 1
        kept = self.rows(wanted[self.site])
        return replace(
            kept,
            sites=tuple(name for name, is_kept in zip(self.sites, wanted, strict=True) if is_kept),
            site=number[kept.site],
            categories=_numbered(self.categories[wanted]),
        )

    def persons_per_site(self) -> Array:
        found: Array = np.bincount(self.site, self.counts, len(self.sites))
        return found

    @cached_property
    def counted_periods(self) -> Array:
        """Which periods have a count at all."""
        found: Array = np.bincount(self.period, minlength=len(self.periods)) > 0
        return found

    @cached_property
    def category_number(self) -> int:
        return int(self.categories.max(initial=0)) + 1


def _numbered(values: Indices) -> Indices:
    return np.unique(values, return_inverse=True)[1].astype(np.int64)


@dataclass(frozen=True)
class Columns:
    """The explaining columns beside the site: first the periods (a row a period and category), then the seasons."""

    by_period: sparse.csr_matrix
    by_season: sparse.csr_matrix
    categories: int

    def rows(self, period: Indices, season: Indices, category: Indices) -> sparse.csr_matrix:
        first = self.by_period[period * self.categories + category]
        return sparse.csr_matrix(sparse.hstack([first, self.by_season[season]], format="csr"))


def columns(panel: Panel, bends: tuple[int, ...] | None) -> Columns:
    """A factor of the counted periods, or with `bends` a line that bends at those periods (the first always one)."""
    return Columns(
        _factor_of_periods(panel) if bends is None else _line(panel, bends),
        _factor(len(panel.seasons)),
        panel.category_number,
    )


def _factor(levels: int) -> sparse.csr_matrix:
    return sparse.eye(levels, format="csr")[:, 1:]


def _factor_of_periods(panel: Panel) -> sparse.csr_matrix:
    known = np.flatnonzero(panel.counted_periods)
    factor = sparse.lil_matrix((len(panel.periods), len(known) - 1))
    for column, period in enumerate(known[1:]):
        factor[period, column] = 1.0
    return _by_category(factor.tocsr(), panel.category_number)


def _line(panel: Panel, bends: tuple[int, ...]) -> sparse.csr_matrix:
    periods = np.asarray(panel.periods, float)
    starts = sorted({panel.periods[0], *bends})
    line = np.column_stack([np.maximum(0.0, periods - start) for start in starts])
    return _by_category(sparse.csr_matrix(line), panel.category_number)


def _by_category(once: sparse.csr_matrix, categories: int) -> sparse.csr_matrix:
    """Row `period * categories + category` has the period's columns in the category's own place."""
    return sparse.csr_matrix(sparse.kron(once, sparse.eye(categories), format="csr"))


def check_periods(panel: Panel) -> None:
    """A period or season whose every count is 0 has no place in a log-linear factor."""
    for kind, labels, index in (("period", panel.periods, panel.period), ("season", panel.seasons, panel.season)):
        counted = np.bincount(index, minlength=len(labels))
        persons = np.bincount(index, panel.counts, len(labels))
        for label, rows, total in zip(labels, counted, persons, strict=True):
            if rows and not total:
                raise CannotCompute("ALL_ZERO", kind=kind, label=label)

"""The yearly index of a panel of counts: fit, totals, imputed totals and their covariance.

TRIM (Pannekoek & van Strien 2001): Poisson, log wμ = site + period + season, with four ways to say how far the counts
spread. The covariance of totals is GCG'; that of imputed totals adds the spread of the counts that were made.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.poisson import Fit, fit_poisson
from rodtrad.insight.statistics.rules.quantiles import Array, Indices
from rodtrad.insight.trends.rules.panel import Columns, Panel, check_periods, columns
from rodtrad.insight.trends.rules.serial import correlated_fit, correlation_within

VARIANCES = ("poisson", "overdispersed", "serial", "clustered")


@dataclass(frozen=True)
class Totals:
    """Totals per period and their covariance (none where the method gives none)."""

    values: Array
    covariance: Array | None

    @property
    def errors(self) -> Array | None:
        return None if self.covariance is None else np.sqrt(np.clip(np.diag(self.covariance), 0, None))


@dataclass(frozen=True)
class IndexFit:
    """A converged fit of a panel, with totals over the grid site x season of each period.

    `known` marks the periods that have a total: with a factor of periods, those that were counted.
    """

    panel: Panel
    columns: Columns
    fit: Fit
    variance: str
    dispersion: float | None
    serial_correlation: float | None
    known: Array
    fitted: Totals
    imputed: Totals
    cells_counted: Indices
    cells_missing: Indices
    imputed_share: Array

    def covariance(self, blocks: Array, others: Array) -> Array | None:
        """Covariance of linear functionals of the coefficients, as the chosen variance says."""
        return covariance(self.fit, self.panel, self.variance, self.dispersion, blocks, others)


def covariance(
    fit: Fit, panel: Panel, variance: str, dispersion: float | None, blocks: Array, others: Array
) -> Array | None:
    """G C G' for functionals given as rows; None when the spread of the counts is not known."""
    if variance == "clustered":
        return fit.clustered(blocks, others, panel.cluster)
    if variance == "poisson":
        return fit.covariance(blocks, others)
    if dispersion is None:
        return None
    return dispersion * fit.covariance(blocks, others)


def fit_index(panel: Panel, *, bends: tuple[int, ...] | None, variance: str) -> IndexFit:
    """Fit a panel whose every site has persons. `bends` is None for the index model. Raises CannotCompute."""
    if bends is None:
        check_periods(panel)
    explained = columns(panel, bends)
    design = explained.rows(panel.period, panel.season, panel.categories[panel.site])
    offset = -np.log(panel.weights)
    if variance == "serial":
        fit, correlation = correlated_fit(panel, design, offset)
    else:
        fit, correlation = fit_poisson(panel.counts, panel.site, design, offset=offset), None
    known = panel.counted_periods if bends is None else np.ones(len(panel.periods), bool)
    return _with_totals(panel, explained, fit, variance, correlation, known)


def _with_totals(
    panel: Panel, explained: Columns, fit: Fit, variance: str, correlation: float | None, known: Array
) -> IndexFit:
    cells = _Cells.of_grid(panel, known)
    expected, gradient_blocks, gradient_others = cells.totals(panel, explained, fit)
    counted = _counted(cells, panel)
    means = np.divide(
        np.bincount(counted.cell, panel.counts * panel.weights, cells.number), counted.rows, where=counted.rows > 0,
        out=np.zeros(cells.number),
    )  # fmt: skip
    filled = np.where(counted.rows > 0, means, expected)
    periods = len(panel.periods)
    dispersion = fit.dispersion
    fitted_covariance = covariance(fit, panel, variance, dispersion, gradient_blocks, gradient_others)
    imputed_covariance = None
    if variance != "clustered" and fitted_covariance is not None:
        _, some_blocks, some_others = cells.totals(panel, explained, fit, wanted=counted.rows > 0)
        of_counted = covariance(fit, panel, variance, dispersion, some_blocks, some_others)
        spread = _spread_of_counts(panel, fit, counted, variance, dispersion, correlation)
        imputed_covariance = None if of_counted is None else fitted_covariance - of_counted + spread
    imputed = np.bincount(cells.period, filled, periods)
    missing = np.bincount(cells.period, filled * (counted.rows == 0), periods)
    return IndexFit(
        panel, explained, fit, variance, dispersion, correlation, known,
        Totals(np.bincount(cells.period, expected, periods), fitted_covariance),
        Totals(imputed, imputed_covariance),
        np.bincount(cells.period, counted.rows > 0, periods).astype(np.int64),
        np.bincount(cells.period, counted.rows == 0, periods).astype(np.int64),
        np.divide(missing, imputed, where=imputed > 0, out=np.zeros(periods)),
    )  # fmt: skip


@dataclass(frozen=True)
class _Cells:
    """The grid of sites x seasons in every period that has a total."""

    site: Indices
    season: Indices
    period: Indices

    @property
    def number(self) -> int:
        return len(self.site)

    @classmethod
    def of_grid(cls, panel: Panel, known: Array) -> "_Cells":
        grid = np.indices((len(panel.periods), len(panel.sites), len(panel.seasons))).reshape(3, -1)
        period, site, season = grid[:, known[grid[0]]]
        return cls(site, season, period)

    def totals(
        self, panel: Panel, explained: Columns, fit: Fit, wanted: Array | None = None
    ) -> tuple[Array, Array, Array]:
        """Expected wμ of each cell, and the gradient of each period's total over the wanted cells."""
        design = explained.rows(self.period, self.season, panel.categories[self.site])
        expected: Array = np.exp(fit.per_block[self.site] + design @ fit.others)
        part = expected if wanted is None else expected * wanted
        shape = (len(panel.periods), self.number)
        gather = sparse.csr_matrix((part, (self.period, np.arange(self.number))), shape=shape)
        choose = sparse.csr_matrix((np.ones(self.number), (np.arange(self.number), self.site)))
        return expected, (gather @ choose).toarray(), (gather @ design).toarray()


@dataclass(frozen=True)
class _Counted:
    cell: Indices  # of each row
    rows: Array  # number of counts of each cell


def _counted(cells: _Cells, panel: Panel) -> _Counted:
    shape = (len(panel.periods), len(panel.sites), len(panel.seasons))
    place = np.full(int(np.prod(shape)), -1)
    place[np.ravel_multi_index((cells.period, cells.site, cells.season), shape)] = np.arange(cells.number)
    cell = place[np.ravel_multi_index((panel.period, panel.site, panel.season), shape)]
    return _Counted(cell, np.bincount(cell, minlength=cells.number))


def _spread_of_counts(
    panel: Panel, fit: Fit, counted: _Counted, variance: str, dispersion: float | None, correlation: float | None
) -> Array:
    """Covariance over periods of the totals of what was counted."""
    roots = panel.weights * np.sqrt(fit.expected) / counted.rows[counted.cell]
    periods = len(panel.periods)
    if variance == "serial" and correlation is not None:
        spread = correlation_within(panel, roots, correlation)
    else:
        spread = np.diag(np.bincount(panel.period, roots**2, periods))
    return spread if variance == "poisson" else spread * (dispersion or 0.0)


def used_panel(panel: Panel) -> tuple[Panel, tuple[str, ...]]:
    """The panel without the sites where nobody was ever counted, and the names of those."""
    persons = panel.persons_per_site() > 0
    if not persons.any():
        raise CannotCompute("NOBODY_COUNTED")
    return panel.only_sites(persons), tuple(s for s, has in zip(panel.sites, persons, strict=True) if not has)

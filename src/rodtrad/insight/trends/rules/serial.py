"""Counts of one site that resemble the year before: generalised estimating equations with an AR(1) working correlation.

Liang & Zeger 1986, with TRIM's moment estimators of the dispersion and the correlation (Pannekoek & van Strien 2001).
"""

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.poisson import Fit, fit_poisson
from rodtrad.insight.statistics.rules.quantiles import Array
from rodtrad.insight.trends.rules.panel import Panel

STEADY = 1e-10
ROUNDS = 500


def correlated_fit(panel: Panel, design: sparse.csr_matrix, offset: Array) -> tuple[Fit, float]:
    """Iterate fit, dispersion and correlation until none of them moves. Raises CannotCompute."""
    order = np.lexsort((panel.period, panel.site))
    undo = np.argsort(order)
    correlation = 0.0
    for _ in range(ROUNDS):
        whitening = _whitening(panel, order, correlation)[undo][:, undo]
        fit = fit_poisson(panel.counts, panel.site, design, offset=offset, whitening=whitening)
        before, correlation = correlation, _correlation(panel, fit, order)
        if abs(correlation - before) < STEADY:
            return fit, correlation
    raise CannotCompute("NO_CONVERGENCE")


def _neighbours(panel: Panel, order: Array) -> tuple[Array, Array]:
    """Of the ordered rows: which follow another of the same site, and how many periods later (0 if none)."""
    site, period = panel.site[order], np.asarray(panel.periods)[panel.period[order]]
    follows = np.concatenate([[False], site[1:] == site[:-1]])
    gap = np.where(follows, np.concatenate([[0], np.diff(period)]), 0)
    return follows, gap


def _whitening(panel: Panel, order: Array, correlation: float) -> sparse.csr_matrix:
    """Inverse root of R, R = ρ^|j-k| over the counted periods of a site; rows in order."""
    follows, gap = _neighbours(panel, order)
    power = np.where(follows, np.power(correlation, gap, where=follows, out=np.zeros(len(gap))), 0.0)
    scale = 1 / np.sqrt(1 - power**2)
    number = np.arange(len(gap))
    later = number[follows]
    return sparse.csr_matrix(
        (
            np.concatenate([scale, -(power * scale)[follows]]),
            (np.concatenate([number, later]), np.concatenate([number, later - 1])),
        ),
        shape=(len(gap), len(gap)),
    )


def _correlation(panel: Panel, fit: Fit, order: Array) -> float:
    """ρ = Σ r_j r_(j+1) / (pairs · σ²) over neighbours in time."""
    if fit.dispersion is None:
        raise CannotCompute("NO_FREEDOM")
    _, gap = _neighbours(panel, order)
    residuals = fit.residuals[order]
    next_to = np.flatnonzero(gap == 1)
    if not len(next_to):
        raise CannotCompute("NO_NEIGHBOURS")
    found = float(residuals[next_to] @ residuals[next_to - 1] / (len(next_to) * fit.dispersion))
    if not -1 < found < 1:
        raise CannotCompute("NO_CONVERGENCE")
    return found


def correlation_within(panel: Panel, roots: Array, correlation: float) -> Array:
    """Σ over sites of A^½ R A^½, gathered by period."""
    periods = len(panel.periods)
    table = np.zeros((len(panel.sites), periods))
    table[panel.site, panel.period] = roots
    times = np.asarray(panel.periods)
    found: Array = (table.T @ table) * np.power(correlation, np.abs(times[:, None] - times[None, :]))
    return found

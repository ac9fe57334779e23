"""The effect of a dated measure on a series: interrupted time series by quasi-Poisson regression.

Lopez Bernal, Cummins & Gasparrini 2017, with the spread and the serial correlation of the counts in the error.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.poisson import Fit, fit_poisson
from rodtrad.insight.statistics.rules.quantiles import Array

FEWEST_POINTS = 8


@dataclass(frozen=True)
class Series:
    """Counts in order of time, and the population behind each (1 where none is given)."""

    times: Array
    counts: Array
    population: Array


@dataclass(frozen=True)
class Effect:
    """A converged fit. `multiplier` is what the plain standard errors are multiplied with."""

    fit: Fit
    step: tuple[float, float]  # log ratio and its standard error
    slope_change: tuple[float, float] | None
    trend: float
    dispersion: float | None
    autocorrelation: float | None
    without_measure: Array


def fit_effect(
    series: Series, start: int, *, harmonics: int, season_length: float, with_slope: bool, variance: str
) -> Effect:
    """Fit log μ = log population + β0 + β1·time + β2·after + β3·(time - start + 1)·after + seasons."""
    after = (series.times >= start).astype(float)
    middle = series.times.mean()
    terms = [series.times - middle, after]
    if with_slope:
        terms.append((series.times - start + 1) * after)
    for k in range(1, harmonics + 1):
        angle = 2 * np.pi * k * series.times / season_length
        terms += [np.sin(angle), np.cos(angle)]
    design = sparse.csr_matrix(np.column_stack(terms))
    block = np.zeros(len(series.times), np.int64)
    fit = fit_poisson(series.counts, block, design, offset=np.log(series.population))
    dispersion = fit.dispersion
    correlation = lag_one(series.times, fit.residuals)
    multiplier = _multiplier(variance, dispersion, correlation)
    errors = np.sqrt(np.diag(fit.covariance(np.zeros((len(terms), 1)), np.eye(len(terms))))) * multiplier
    measured = fit.others[1] * after + (fit.others[2] * terms[2] if with_slope else 0.0)
    return Effect(
        fit,
        (float(fit.others[1]), float(errors[1])),
        (float(fit.others[2]), float(errors[2])) if with_slope else None,
        float(fit.others[0]),
        dispersion,
        correlation,
        fit.expected * np.exp(-measured),
    )


def lag_one(times: Array, residuals: Array) -> float:
    """Lag-1 autocorrelation over neighbours in time, not below 0."""
    centred = residuals - residuals.mean()
    next_to = np.flatnonzero(np.diff(times) == 1)
    spread = float(centred @ centred)
    found = float(centred[next_to] @ centred[next_to + 1]) / spread if spread else 0.0
    return min(max(found, 0.0), 0.99)


def _multiplier(variance: str, dispersion: float | None, correlation: float) -> float:
    if variance == "poisson":
        return 1.0
    spread = np.sqrt(dispersion if dispersion is not None else np.nan)
    if variance == "autocorrelated":
        spread *= np.sqrt((1 + correlation) / (1 - correlation))
    return float(spread)

"""Slopes of yearly totals, and the words that may be used of them (PECBMS classes)."""

from dataclasses import dataclass

import numpy as np

from rodtrad.insight.statistics.rules.quantiles import Array, Z, t_quantile

FEWEST_PERIODS = 5


@dataclass(frozen=True)
class Slope:
    """A yearly slope on the log scale. `lower` and `upper` are None where the covariance is not known."""

    slope: float
    se: float | None
    df: int | None
    lower: float | None
    upper: float | None


def classify(lower: float, upper: float, limit: float) -> str:
    """The class of a yearly multiplier from its interval; uncertain is not stable."""
    if lower > 1 + limit:
        return "STRONG_INCREASE"
    if upper < 1 - limit:
        return "STEEP_DECLINE"
    if lower > 1:
        return "MODERATE_INCREASE"
    if upper < 1:
        return "MODERATE_DECLINE"
    return "STABLE" if lower > 1 - limit and upper < 1 + limit else "UNCERTAIN"


def descriptive_slope(periods: Array, totals: Array, covariance: Array | None) -> Slope:
    """TRIM's overall slope: least squares of the log totals, with the variance that follows from theirs."""
    weights = _weights(periods)
    slope = float(weights @ np.log(totals))
    if covariance is None:
        return Slope(slope, None, None, None, None)
    spread = covariance / np.outer(totals, totals)
    se = float(np.sqrt(max(0.0, weights @ spread @ weights)))
    return Slope(slope, se, None, slope - Z * se, slope + Z * se)


def honest_slope(periods: Array, index: Array) -> Slope | None:
    """Least squares of the log index with the error its own residuals show; none under five periods.

    Years differ for reasons no visit-level error sees, so only the spread of the years about the line is honest.
    """
    if len(periods) < FEWEST_PERIODS:
        return None
    weights = _weights(periods)
    logs = np.log(index)
    slope = float(weights @ logs)
    residuals = logs - logs.mean() - slope * (periods - periods.mean())
    df = len(periods) - 2
    se = float(np.sqrt(residuals @ residuals / df / np.sum((periods - periods.mean()) ** 2)))
    half = t_quantile(df) * se
    return Slope(slope, se, df, slope - half, slope + half)


def _weights(periods: Array) -> Array:
    centred = periods - periods.mean()
    found: Array = centred / (centred @ centred)
    return found

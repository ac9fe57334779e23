"""How long stays last when some are still open: Kaplan-Meier, log-rank and cumulative incidence.

Kaplan & Meier 1958, Greenwood's error with log-log limits, Mantel 1966, Aalen & Johansen 1978.
"""

from dataclasses import dataclass

import numpy as np

from rodtrad.insight.statistics.rules.quantiles import Array, Mask, Z, chi_square_tail

HALF = 0.5 + 1e-12


@dataclass(frozen=True)
class Curve:
    """At every time something ended. Errors and limits are NaN where they do not exist."""

    times: Array
    at_risk: Array
    ended: Array
    survival: Array
    errors: Array
    lower: Array
    upper: Array

    @property
    def median(self) -> float | None:
        """The first time with half or fewer left; None if that is never seen."""
        reached = np.flatnonzero(self.survival <= HALF)
        return float(self.times[reached[0]]) if len(reached) else None


def kaplan_meier(durations: Array, ended: Mask) -> Curve:
    """The curve of one group."""
    times = np.unique(durations[ended])
    at_risk = len(durations) - np.searchsorted(np.sort(durations), times, side="left")
    events = _events(durations[ended], times)
    survival = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        sums = np.cumsum(events / (at_risk * (at_risk - events)))
        errors = survival * np.sqrt(sums)
        half = Z * np.sqrt(sums) / np.abs(np.log(survival))
        logs = np.log(survival)
        lower, upper = np.exp(logs * np.exp(half)), np.exp(logs * np.exp(-half))
    return Curve(times, at_risk, events, survival, errors, lower, upper)


def _events(durations: Array, times: Array) -> Array:
    """How many of the durations end at each time."""
    found: Array = np.bincount(np.searchsorted(times, durations), minlength=len(times)).astype(float)
    return found


@dataclass(frozen=True)
class LogRank:
    """Do the groups differ? χ² with its degrees of freedom."""

    chi_square: float
    df: int

    @property
    def p_value(self) -> float:
        return chi_square_tail(self.chi_square, self.df)


def log_rank(durations: Array, ended: Mask, group: Array) -> LogRank | None:
    """Over all groups; None with one group, or when nothing can be told apart."""
    groups = int(group.max()) + 1
    if groups < 2 or not ended.any():
        return None
    apart, spread = np.zeros(groups), np.zeros((groups, groups))
    for time in np.unique(durations[ended]):
        risk = np.bincount(group[durations >= time], minlength=groups).astype(float)
        events = np.bincount(group[ended & (durations == time)], minlength=groups)
        all_at_risk, all_events = risk.sum(), events.sum()
        share = risk / all_at_risk
        apart += events - all_events * share
        if all_at_risk > 1:
            factor = all_events * (all_at_risk - all_events) / (all_at_risk - 1)
            spread += factor * (np.diag(share) - np.outer(share, share))
    if np.linalg.matrix_rank(spread[1:, 1:]) < groups - 1:
        return None
    return LogRank(float(apart[1:] @ np.linalg.solve(spread[1:, 1:], apart[1:])), groups - 1)


def cumulative_incidence(durations: Array, ended: Mask, is_cause: Mask, curve: Curve) -> Array:
    """The share that has ended by this cause at each time of the curve; the causes add up to 1 - S."""
    before = np.concatenate([[1.0], curve.survival[:-1]])
    events = _events(durations[ended & is_cause], curve.times)
    found: Array = np.cumsum(before * events / curve.at_risk)
    return found

"""How many are there that nobody counted? Capture-recapture and its simpler relatives.

Chapman 1951 (two lists), Fienberg 1972 (log-linear), Zelterman 1988, Chao 1987 (lower bound), Fréchet's bounds.
"""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from scipy import optimize, sparse, special

from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.poisson import fit_poisson
from rodtrad.insight.statistics.rules.quantiles import Array, Z

Limits = tuple[float, float] | tuple[None, None]


@dataclass(frozen=True)
class Estimate:
    """A number of persons, how many of them were not seen, its standard error and limits."""

    observed: float
    estimate: float
    hidden: float
    se: float
    lower: float | None
    upper: float | None


def _around_hidden(observed: float, hidden: float, se: float) -> Estimate:
    """Limits n + h/c and n + hc: never fewer than were seen. None when nobody is hidden."""
    limits: Limits = (None, None)
    if hidden > 0:
        spread = exp(min(Z * sqrt(log(1 + (se / hidden) ** 2)), 600.0))
        limits = (observed + hidden / spread, observed + hidden * spread)
    return Estimate(observed, observed + hidden, hidden, se, *limits)


def two_lists(first: float, second: float, both: float) -> Estimate:
    """Chapman's estimate from the sizes of two lists and of what they share."""
    observed = first + second - both
    estimate = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return _around_hidden(observed, estimate - observed, sqrt(variance))


@dataclass(frozen=True)
class LogLinear:
    """An estimate and how well its model fits."""

    estimate: Estimate
    deviance: float
    df: int
    aic: float


def log_linear(histories: Array, counts: Array, interactions: list[tuple[int, ...]]) -> LogLinear:
    """Histories are rows of 0 and 1 for the lists; `interactions` name lists that depend on each other."""
    terms = [histories[:, i] for i in range(histories.shape[1])]
    terms += [np.prod(histories[:, list(lists)], axis=1) for lists in interactions]
    design = sparse.csr_matrix(np.column_stack(terms))
    if design.shape[1] + 1 > len(counts):
        raise CannotCompute("NOT_IDENTIFIED")
    fit = fit_poisson(counts, np.zeros(len(counts), np.int64), design)
    hidden = exp(fit.per_block[0])
    variance = fit.covariance(np.ones((1, 1)), np.zeros((1, design.shape[1])))[0, 0]
    deviance = 2 * float(np.sum(special.xlogy(counts, counts / fit.expected) - (counts - fit.expected)))
    likelihood = float(np.sum(special.xlogy(counts, fit.expected) - fit.expected - special.gammaln(counts + 1)))
    estimate = _around_hidden(float(counts.sum()), hidden, sqrt(hidden + hidden**2 * variance))
    return LogLinear(estimate, deviance, fit.df, 2 * fit.parameters - 2 * likelihood)


@dataclass(frozen=True)
class OneList:
    """The truncated Poisson estimate and the two that lean on it less; None where they need persons seen twice."""

    estimate: Estimate
    rate: float
    chao_lower_bound: float | None
    zelterman: float | None


def one_list(contacts: Array, counts: Array) -> OneList:
    """From how many were seen once, twice and so on."""
    seen = float(counts.sum())
    mean = float(contacts @ counts) / seen
    if mean <= 1:
        raise CannotCompute("NO_CONVERGENCE")
    rate = float(optimize.brentq(lambda x: x / -np.expm1(-x) - mean, 1e-12, mean + 1, xtol=1e-14))
    unseen = exp(-rate)
    odds = seen * unseen / (1 - unseen) ** 2
    information = seen * (1 / (rate * (1 - unseen)) - unseen / (1 - unseen) ** 2)
    se, number = sqrt(odds + odds**2 / information), seen / (1 - unseen)
    once, twice = (float(counts[contacts == times].sum()) for times in (1, 2))
    chao = seen + once**2 / (2 * twice) if twice else (seen if not once else None)
    zelterman = seen / -np.expm1(-2 * twice / once) if once and twice else None
    estimate = Estimate(seen, number, number - seen, se, number - Z * se, number + Z * se)
    return OneList(estimate, rate, chao, None if zelterman is None else float(zelterman))


def multiplier(benchmark: float, known: float, sample: float) -> Estimate:
    """A total with a service behind it over the share of a sample that knows the service."""
    share = known / sample
    number = benchmark / share
    error = sqrt((1 - share) / (sample * share))
    return Estimate(
        benchmark, number, number - benchmark, number * error, number * exp(-Z * error), number * exp(Z * error)
    )


def bounds(first: float, second: float, population: float) -> dict[str, float]:
    """Fréchet's bounds: all that can be said of two definitions together."""
    return {
        "overlap_lower": max(0.0, first + second - population),
        "overlap_upper": min(first, second),
        "union_lower": max(first, second),
        "union_upper": min(population, first + second),
    }

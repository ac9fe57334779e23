"""Shares and rates with limits that hold for small numbers, and what may be said of two of them.

Wilson 1927, Clopper & Pearson 1934, Newcombe 1998 (methods 3, 4 and 10), Garwood 1936 (Poisson).
"""

from math import exp, sqrt

from scipy import special

from rodtrad.insight.statistics.rules.quantiles import Z

Interval = tuple[float, float]
INTERVALS = ("wilson", "wilson-corrected", "exact", "poisson")
TAIL = 0.025


def interval(kind: str, events: float, trials: float) -> Interval:
    """95 % limits of events/trials by name of the method."""
    return {"wilson": wilson, "wilson-corrected": wilson_corrected, "exact": exact, "poisson": poisson}[kind](
        events, trials
    )


def wilson(events: float, trials: float) -> Interval:
    """Score limits."""
    share, square = events / trials, Z * Z
    middle = share + square / (2 * trials)
    half = Z * sqrt(share * (1 - share) / trials + square / (4 * trials**2))
    below = 1 + square / trials
    lower = 0.0 if events == 0 else (middle - half) / below
    return lower, 1.0 if events == trials else (middle + half) / below


def wilson_corrected(events: float, trials: float) -> Interval:
    """Score limits with continuity correction."""
    share, square = events / trials, Z * Z
    below = 2 * (trials + square)
    lower = (
        2 * events + square - 1 - Z * sqrt(max(0.0, square - 2 - 1 / trials + 4 * share * (trials * (1 - share) + 1)))
    )
    upper = (
        2 * events + square + 1 + Z * sqrt(max(0.0, square + 2 - 1 / trials + 4 * share * (trials * (1 - share) - 1)))
    )
    return (
        0.0 if events == 0 else max(0.0, lower / below),
        1.0 if events == trials else min(1.0, upper / below),
    )


def exact(events: float, trials: float) -> Interval:
    """Clopper-Pearson."""
    lower = 0.0 if events == 0 else float(special.betaincinv(events, trials - events + 1, TAIL))
    upper = 1.0 if events == trials else float(special.betaincinv(events + 1, trials - events, 1 - TAIL))
    return lower, upper


def poisson(events: float, exposure: float) -> Interval:
    """Exact limits of a Poisson rate."""
    lower = 0.0 if events == 0 else float(special.gammaincinv(events, TAIL))
    return lower / exposure, float(special.gammaincinv(events + 1, 1 - TAIL)) / exposure


def difference(kind: str, one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float]:
    """Rate of one minus rate of the other, hybrid limits from the limits of each (events, trials)."""
    limits = poisson if kind == "poisson" else wilson
    (a, n), (b, m) = one, other
    (low_a, high_a), (low_b, high_b) = limits(a, n), limits(b, m)
    p, q = a / n, b / m
    apart = p - q
    return apart, apart - sqrt((p - low_a) ** 2 + (high_b - q) ** 2), apart + sqrt((high_a - p) ** 2 + (q - low_b) ** 2)


def ratio(kind: str, one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float, float] | None:
    """Rate of one over rate of the other with log limits; None at 0 events."""
    (a, n), (b, m) = one, other
    if not a or not b:
        return None
    variance = 1 / a + 1 / b - (0 if kind == "poisson" else 1 / n + 1 / m)
    found, factor = (a / n) / (b / m), exp(Z * sqrt(max(0.0, variance)))
    return found, found / factor, found * factor


def conclusion(lower: float, upper: float) -> str:
    """Higher or lower only when the interval of the difference excludes 0."""
    if lower > 0:
        return "HIGHER"
    return "LOWER" if upper < 0 else "NOT_SHOWN"

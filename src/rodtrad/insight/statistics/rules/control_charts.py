"""Is this month out of the ordinary, and does a quiet place wake up? Shewhart charts and the Poisson CUSUM.

Shewhart 1931; Laney 2002 (σ_z); Lucas 1985 (CUSUM), run lengths by a Markov chain (Brook & Evans 1972).
"""

from dataclasses import dataclass
from math import log

import numpy as np
from scipy import special

from rodtrad.insight.statistics.rules.quantiles import Array, Mask

NODES = 1000  # of the Markov chain


@dataclass(frozen=True)
class Shewhart:
    """Centre, limits at every point, and σ_z where Laney's correction is used."""

    centre: float
    values: Array
    lower: Array
    upper: Array
    sigma_z: float | None


def shewhart(chart: str, events: Array, sizes: Array, judged: Mask, *, laney: bool) -> Shewhart:
    """A p, u or c chart; `judged` marks the points that make the limits."""
    values = events / sizes
    centre = float(events[judged].sum() / sizes[judged].sum())
    variance = centre * (1 - centre) if chart == "p" else centre
    errors = np.sqrt(variance / sizes)
    sigma = _sigma_z((values - centre)[judged], errors[judged]) if laney else None
    half = 3 * errors * (1.0 if sigma is None else sigma)
    upper = centre + half
    return Shewhart(
        centre, values, np.maximum(0.0, centre - half), np.minimum(1.0, upper) if chart == "p" else upper, sigma
    )


def _sigma_z(apart: Array, errors: Array) -> float | None:
    """Mean moving range of z over 1.128; None with fewer than two points or no spread."""
    if len(apart) < 2 or not errors.all():
        return None
    return float(np.abs(np.diff(apart / errors)).mean() / 1.128)


def reference_value(expected: Array | float, shift: float) -> Array | float:
    """k between the expected count and `shift` times it, where the CUSUM turns."""
    return expected * ((shift - 1) / log(shift))


def cusum(events: Array, reference: Array, decision: float) -> tuple[Array, Mask]:
    """The sum before each return to 0, and where it signals. A period that was not counted (NaN) leaves the sum alone."""
    sums, signals, now = np.empty(len(events)), np.zeros(len(events), bool), 0.0
    for place, (found, k) in enumerate(zip(events, reference, strict=True)):
        if not np.isnan(found):
            now = max(0.0, now + found - k)
        sums[place] = now
        signals[place] = not np.isnan(found) and now >= decision - 1e-12
        if signals[place]:
            now = 0.0
    return sums, signals


def run_length(mean: float, reference: float, decision: float) -> float:
    """Periods until a signal, on average, from a sum of 0 with Poisson counts of this mean.

    The chain has nodes a small step apart; a sum between two nodes is shared between them. Exact when k and h are
    multiples of the step.
    """
    nodes = _steps(decision)
    step = decision / nodes
    start = np.arange(nodes) * step
    most = int(np.ceil(decision + reference)) + 1
    counts = np.arange(most + 1)
    chances = np.exp(special.xlogy(counts, mean) - mean - special.gammaln(counts + 1))
    matrix = np.zeros((nodes, nodes))
    for count, chance in zip(counts, chances, strict=True):
        after = np.maximum(0.0, start + count - reference)
        stays = np.flatnonzero(after < decision - 1e-9)
        place = after[stays] / step
        low = np.minimum(np.floor(place + 1e-9).astype(int), nodes - 1)
        share = np.clip(place - low, 0.0, 1.0)
        high = np.minimum(low + 1, nodes - 1)
        np.add.at(matrix, (stays, low), chance * (1 - share))
        np.add.at(matrix, (stays, high), chance * share)
    return float(np.linalg.solve(np.eye(nodes) - matrix, np.ones(nodes))[0])


def _steps(decision: float) -> int:
    """As many nodes as make a step of a round part of one person."""
    for parts in (100, 50, 20, 10, 5, 4, 2, 1):
        nodes = decision * parts
        if nodes <= NODES and abs(nodes - round(nodes)) < 1e-9 and nodes >= 100:
            return round(nodes)
    return NODES

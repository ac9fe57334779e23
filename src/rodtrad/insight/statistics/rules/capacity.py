"""How many places so that few are turned away: Erlang's loss formula, and an event loop that must agree with it.

Erlang 1917. The spread of the stays does not matter, only their mean (Sevastyanov 1957). Little's law L = λW.
"""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from scipy import optimize

from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array

MOST_PLACES = 1_000_000
WARM_UP = 0.1  # of the days: the house starts empty, and a run is judged when it is used to being full


def erlang_b(load: float, places: int) -> float:
    """The share turned away, B(0) = 1, B(c) = aB(c-1)/(c + aB(c-1))."""
    refused = 1.0
    for number in range(1, places + 1):
        refused = load * refused / (number + load * refused)
    return refused


def places_for(load: float, share: float) -> int:
    """The fewest places that turn away no more than the share."""
    refused, number = 1.0, 0
    while refused > share:
        number += 1
        if number > MOST_PLACES:
            raise CannotCompute("NO_CONVERGENCE")
        refused = load * refused / (number + load * refused)
    return number


def load_for(places: int, share: float) -> float:
    """The load at which this share is turned away."""
    high = 1.0
    while erlang_b(high, places) < share:
        high *= 2
        if high > 1e12:
            raise CannotCompute("NO_CONVERGENCE")
    return float(optimize.brentq(lambda load: erlang_b(load, places) - share, 0.0, high, xtol=1e-12))


@dataclass(frozen=True)
class Run:
    """One simulated run after warm-up: share refused, mean number present, admissions a day and mean stay of those."""

    refused_share: float
    present: float
    admitted_per_day: float
    mean_stay: float


def simulate(
    *, arrivals: float, stay: float, places: int, days: int, replications: int, kind: str, seed: int,
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> list[Run]:  # fmt: skip
    """Independent runs; arrivals a day and mean stay in days. `kind` is exponential, lognormal or fixed."""
    runs = []
    for number, child in enumerate(np.random.SeedSequence(seed).spawn(replications), 1):
        runs.append(_one_run(np.random.default_rng(child), arrivals, stay, places, days, kind))
        tell(number, replications)
    return runs


def _stays(draw: np.random.Generator, mean: float, number: int, kind: str) -> Array:
    if kind == "fixed":
        return np.full(number, mean)
    if kind == "lognormal":  # coefficient of variation 1.31, as of stays that are mostly short and sometimes very long
        return draw.lognormal(np.log(mean) - 0.5, 1.0, number)
    return draw.exponential(mean, number)


def _one_run(draw: np.random.Generator, arrivals: float, stay: float, places: int, days: int, kind: str) -> Run:
    end = days * (1 + WARM_UP)
    expected = arrivals * end
    number = int(expected + 6 * np.sqrt(expected) + 10)
    times = np.cumsum(draw.exponential(1 / arrivals, number))
    times = times[times < end]
    stays = _stays(draw, stay, len(times), kind)
    begin = days * WARM_UP
    leaving: list[float] = []
    asked = refused = admitted = 0
    present = total_stay = 0.0
    for time, length in zip(times.tolist(), stays.tolist(), strict=True):
        while leaving and leaving[0] <= time:
            heappop(leaving)
        is_judged = time >= begin
        asked += is_judged
        if len(leaving) >= places:
            refused += is_judged
            continue
        heappush(leaving, time + length)
        present += max(0.0, min(time + length, end) - max(time, begin))
        if is_judged:
            admitted += 1
            total_stay += length
    return Run(
        refused / asked if asked else 0.0,
        present / days,
        admitted / days,
        total_stay / admitted if admitted else 0.0,
    )

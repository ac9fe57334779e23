"""When a quiet zone grows again: a Poisson CUSUM with a false-alarm rate that people have chosen. No Django.

Lucas, J. M. (1985), Counted data CUSUM's, Technometrics 27(2): the sum S = max(0, S + count - k) alarms at S >= h, with
k = (after - before) / (ln after - ln before). How many rounds pass on average before a false alarm follows from the Markov
chain of S (Brook and Evans 1972, Biometrika 59(3)); h is the lowest with at least the wanted number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

LEAST_MEAN = 0.5  # a zone that is nearly empty still meets somebody now and then
BASELINE_ROUNDS = 8
STEPS = 4  # of the sum, in each person


@dataclass(frozen=True)
class Watch:
    """The state of a zone: its usual mean, the sum now, and where it alarms."""

    before: float
    after: float
    reference: float
    limit: float
    sums: tuple[float, ...]

    @property
    def alarms_at(self) -> int | None:
        """The first round, counted from 0, whose sum reaches the limit."""
        return next((place for place, one in enumerate(self.sums) if one >= self.limit), None)


def watch(counts: Sequence[int], *, rounds_between_false_alarms: float) -> Watch | None:
    """Follow a quiet zone's rounds in order. The first eight give the usual; None while they are not there.

    The growth looked for is a doubling, and at least two persons more.
    """
    if len(counts) <= BASELINE_ROUNDS:
        return None
    before = max(LEAST_MEAN, round(sum(counts[:BASELINE_ROUNDS]) / BASELINE_ROUNDS, 1))
    after = max(2 * before, before + 2)
    reference = round(STEPS * (after - before) / (log(after) - log(before))) / STEPS
    limit = limit_for(before, reference, rounds_between_false_alarms)
    return Watch(before, after, reference, limit, sums(counts[BASELINE_ROUNDS:], reference))


def alarms(counts: Sequence[int], found: Watch) -> list[int]:
    """Every round that alarms, counted from 0 with the first eight; after each the sum begins again from nothing."""
    places, now = [], 0.0
    for place, count in enumerate(counts[BASELINE_ROUNDS:], BASELINE_ROUNDS):
        now = max(0.0, now + count - found.reference)
        if now >= found.limit:
            places.append(place)
            now = 0.0
    return places


def sums(counts: Sequence[int], reference: float) -> tuple[float, ...]:
    found, now = [], 0.0
    for count in counts:
        now = max(0.0, now + count - reference)
        found.append(now)
    return tuple(found)


@cache
def limit_for(mean: float, reference: float, rounds: float) -> float:
    """The lowest limit, in quarters of a person, with at least so many rounds on average before a false alarm."""
    low, high = 1, 2
    while run_length(mean, reference, high / STEPS) < rounds:
        low, high = high, high * 2
        if high > 60 * STEPS:
            return 60.0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if run_length(mean, reference, middle / STEPS) < rounds else (low, middle)
    return high / STEPS


@cache
def run_length(mean: float, reference: float, limit: float) -> float:
    """The mean number of rounds before the sum of Poisson counts with this mean reaches the limit, from zero.

    Solves L = 1 + P L over the states 0, 1/4, 2/4 ... below the limit.
    """
    states, shift = round(limit * STEPS), round(reference * STEPS)
    chances = _poisson(mean, (states + shift) // STEPS + 2)
    matrix = [[0.0] * states for _ in range(states)]
    for state in range(states):
        for count, chance in enumerate(chances):
            to = max(0, state + count * STEPS - shift)
            if to < states:
                matrix[state][to] += chance
    return _solve(matrix)[0]


def _poisson(mean: float, most: int) -> list[float]:
    chances = [exp(-mean)]
    for count in range(1, most + 1):
        chances.append(chances[-1] * mean / count)
    return chances


def _solve(matrix: list[list[float]]) -> list[float]:
    """Gaussian elimination of (I - P) L = 1; small, diagonally dominant, so without pivoting."""
    size = len(matrix)
    rows = [[(1.0 if i == j else 0.0) - matrix[i][j] for j in range(size)] + [1.0] for i in range(size)]
    for i in range(size):
        for j in range(i + 1, size):
            if rows[j][i]:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found

"""What somebody can work out of a set of released figures: bounds by linear programming, and the exact answer for few cells.

The attacker knows every figure shown, the codes of those hidden, the method and its base, but not the key.
"""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array, Indices, Mask

SLACK = 1e-6


@dataclass(frozen=True)
class Known:
    """Linear equations over unknown rounded counts, and the bounds each count has anyway."""

    rows: sparse.csr_matrix
    sums: Array
    lower: Array
    upper: Array
    base: int


def extreme(known: Known, target: sparse.csr_matrix, *, most: bool) -> tuple[float, Array | None]:
    """The least or most a sum of unknown counts can be, and counts that make it so (None when there is no end)."""
    cost = target.toarray()[0] * (-1.0 if most else 1.0)
    found = optimize.linprog(
        cost, A_eq=known.rows if known.rows.shape[0] else None, b_eq=known.sums if known.rows.shape[0] else None,
        bounds=np.column_stack([known.lower, known.upper]), method="highs",
    )  # fmt: skip
    if found.status == 3:
        return (np.inf if most else -np.inf), None
    if found.status != 0:
        raise CannotCompute("NO_CONVERGENCE")
    return float(-found.fun if most else found.fun), found.x


def range_of(known: Known, target: sparse.csr_matrix) -> tuple[float, float]:
    """The least and most a sum of unknown counts can be, given all that is known."""
    return extreme(known, target, most=False)[0], extreme(known, target, most=True)[0]


def whole_numbers(lower: float, upper: float) -> float:
    """How many whole numbers lie in a range."""
    return float(np.floor(upper + SLACK) - np.ceil(lower - SLACK) + 1)


def exact_point(known: Known, target: sparse.csr_matrix, low: float, high: float) -> Array | None:
    """Counts, each 0 or at least the base, that fit all that is known and make the sum lie between two numbers."""
    number = known.rows.shape[1]
    top = np.where(np.isfinite(known.upper), known.upper, known.sums.max(initial=0) + known.base + high)
    needs_some = known.lower > 0
    bottom = np.where(needs_some, known.lower, np.minimum(known.base, top))
    kinds = np.where(needs_some | (top <= 0), 1, 3)  # 1 whole number, 3 zero or a whole number within bounds
    rules = [optimize.LinearConstraint(target, low - SLACK, high + SLACK)]
    if known.rows.shape[0]:
        rules.append(optimize.LinearConstraint(known.rows, known.sums, known.sums))
    found = optimize.milp(
        np.zeros(number), integrality=kinds, bounds=optimize.Bounds(bottom, top), constraints=rules,
        options={"node_limit": 5000},  # not a time limit: the answer must not depend on the machine
    )  # fmt: skip
    return np.round(found.x) if found.status == 0 else None


def places_of_earlier(shared: Mask) -> Indices:
    """Where the counts of an earlier release stand when two are combined: with the later's, or after them."""
    found: Indices = np.where(shared, np.arange(len(shared)), np.cumsum(~shared) - 1 + len(shared))
    return found


def combine(first: Known, second: Known, shared: Mask) -> Known:
    """A release and an earlier one of the same cube: `shared` marks the counts that did not change between them."""
    number, place = first.rows.shape[1], places_of_earlier(shared)
    width = number + int((~shared).sum())
    move = sparse.csr_matrix((np.ones(number), (np.arange(number), place)), shape=(number, width))
    wide = sparse.csr_matrix((first.rows.shape[0], width - number))
    rows = sparse.vstack([sparse.hstack([first.rows, wide], format="csr"), second.rows @ move], format="csr")
    lower = np.concatenate([first.lower, second.lower[~shared]])
    upper = np.concatenate([first.upper, second.upper[~shared]])
    lower[:number][shared] = np.maximum(first.lower[shared], second.lower[shared])
    upper[:number][shared] = np.minimum(first.upper[shared], second.upper[shared])
    return Known(sparse.csr_matrix(rows), np.concatenate([first.sums, second.sums]), lower, upper, first.base)

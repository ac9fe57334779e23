"""Normal, t, chi-square, beta and gamma limits without the slow import of all of scipy.stats."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

# numpy cannot say shape and kind in a type a reader would want to read; the names say which is meant.
Array = NDArray[Any]  # of floats
Indices = NDArray[Any]  # of whole numbers
Mask = NDArray[Any]  # of true and false

ROOM = 4_000_000  # numbers drawn at a time
Z = 1.959964  # two-sided 95 % of the normal distribution


def t_quantile(df: float) -> float:
    """Two-sided 95 % of Student's t."""
    return float(special.stdtrit(df, 0.975))


def chi_square_tail(value: float, df: float) -> float:
    """Probability of a chi-square at least as large."""
    return float(special.gammaincc(df / 2, value / 2))


def batches(replicates: int, size: int) -> Iterator[range]:
    """The replicates in parts that fit in memory."""
    step = max(1, ROOM // max(1, size))
    return (range(start, min(start + step, replicates)) for start in range(0, replicates, step))


def percentile_limits(values: Array) -> tuple[float, float] | tuple[None, None]:
    """2.5 and 97.5 percentiles of bootstrap replicates; none when a replicate could not be computed."""
    if not np.isfinite(values).all():
        return None, None
    lower, upper = np.percentile(values, [2.5, 97.5])
    return float(lower), float(upper)

"""How well counters agree who counted the same: intraclass correlation, limits of agreement, and the ratio that shows bias.

Shrout & Fleiss 1979 (six ICCs), Bland & Altman 1999 (limits of agreement).
"""

import numpy as np

from rodtrad.insight.statistics.rules.quantiles import Array, Z, batches, t_quantile

FEWEST_ITEMS = 10
AGREE = (0.9, 1.1)


def intraclass(table: Array) -> dict[str, float] | None:
    """The six ICCs of items x counters; None under two of either, or where nothing differs."""
    items, counters = table.shape
    if items < 2 or counters < 2:
        return None
    grand = table.mean()
    rows = counters * np.sum((table.mean(axis=1) - grand) ** 2)
    columns = items * np.sum((table.mean(axis=0) - grand) ** 2)
    total = np.sum((table - grand) ** 2)
    between = rows / (items - 1)
    within = (total - rows) / (items * (counters - 1))
    judges = columns / (counters - 1)
    error = (total - rows - columns) / ((items - 1) * (counters - 1))
    k, n = counters, items
    parts = {
        "icc_1_1": (between - within, between + (k - 1) * within),
        "icc_2_1": (between - error, between + (k - 1) * error + k * (judges - error) / n),
        "icc_3_1": (between - error, between + (k - 1) * error),
        "icc_1_k": (between - within, between),
        "icc_2_k": (between - error, between + (judges - error) / n),
        "icc_3_k": (between - error, between),
    }
    smallest = 1e-12 * max(float(total), 1e-300)
    if any(abs(below) <= smallest for _, below in parts.values()):
        return None
    return {name: float(above / below) for name, (above, below) in parts.items()}


def differences(first: Array, second: Array) -> dict[str, float | None]:
    """Mean difference with its t interval, its spread, and the limits of agreement; None with one item."""
    apart = first - second
    mean = float(apart.mean())
    if len(apart) < 2:
        names = ("mean_difference_lower", "mean_difference_upper", "sd_difference", "limit_lower", "limit_upper")
        return {"mean_difference": mean, **dict.fromkeys(names)}
    spread = float(apart.std(ddof=1))
    half = t_quantile(len(apart) - 1) * spread / np.sqrt(len(apart))
    return {
        "mean_difference": mean,
        "mean_difference_lower": float(mean - half),
        "mean_difference_upper": float(mean + half),
        "sd_difference": spread,
        "limit_lower": mean - Z * spread,
        "limit_upper": mean + Z * spread,
    }


def ratio_replicates(first: Array, second: Array, *, replicates: int, seed: int) -> Array:
    """Σb/Σa of items drawn anew."""
    draw, found = np.random.default_rng(seed), np.empty(replicates)
    with np.errstate(divide="ignore", invalid="ignore"):
        for part in batches(replicates, len(first)):
            chosen = draw.integers(0, len(first), size=(len(part), len(first)))
            found[part] = second[chosen].sum(axis=1) / first[chosen].sum(axis=1)
    return found


def conclusion(items: int, lower: float | None, upper: float | None) -> str:
    """Too few, biased, agreeing or uncertain; a high correlation hides bias, so only the ratio decides."""
    if items < FEWEST_ITEMS:
        return "TOO_FEW"
    if lower is None or upper is None:
        return "UNCERTAIN"
    if lower > 1 or upper < 1:
        return "BIASED"
    return "AGREE" if lower >= AGREE[0] and upper <= AGREE[1] else "UNCERTAIN"

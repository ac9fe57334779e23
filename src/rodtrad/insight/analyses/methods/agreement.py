"""`agreement`: counters of the same items against each other."""

from itertools import combinations
from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.labels import natural
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array, percentile_limits
from rodtrad.insight.trends.rules.agreement import conclusion, differences, intraclass, ratio_replicates


def run(request: Request) -> Findings:
    """Correlations on the items all counted, pairs on the items both counted."""
    table, findings = request.table, Findings()
    items, counters = table.labels("item"), table.labels("counter")
    table.once("item", "counter")
    counts = table.optional_numbers("count")
    item_names, names = natural(items), natural(counters)
    if len(names) < 2:
        raise CannotCompute("ONE_COUNTER")
    grid = np.full((len(item_names), len(names)), np.nan)
    row, column = ({name: place for place, name in enumerate(known)} for known in (item_names, names))
    for item, counter, count in zip(items, counters, counts, strict=True):
        grid[row[item], column[counter]] = np.nan if count is None else count
    scaled = _scaled(grid, request)
    complete = np.isfinite(grid).all(axis=1)
    correlations = intraclass(scaled[complete])
    findings.result = {
        "counters": names,
        "items": len(item_names),
        "items_complete": int(complete.sum()),
        "icc": correlations,
        "pairs": [
            _pair(number, pair, names, (grid, scaled), request, findings)
            for number, pair in enumerate(combinations(range(len(names)), 2))
        ],
    }
    if correlations is None:
        findings.refuse("icc", "NO_SPREAD")
    return findings


def _scaled(grid: Array, request: Request) -> Array:
    scale = request.options["scale"]
    if scale == "log":
        if np.any(grid == 0):
            counts = request.table.optional_numbers("count")
            raise CannotCompute("LOG_OF_ZERO", line=request.table.lines[counts.index(0.0)], column="count")
        found: Array = np.log(grid)
        return found
    return np.sqrt(grid) if scale == "sqrt" else grid


def _pair(
    place: int,
    pair: tuple[int, int],
    names: list[str],
    grids: tuple[Array, Array],
    request: Request,
    findings: Findings,
) -> dict[str, Any]:
    (a, b), (grid, scaled) = pair, grids
    both = np.isfinite(grid[:, a]) & np.isfinite(grid[:, b])
    number = int(both.sum())
    said: dict[str, Any] = {"counter_a": names[a], "counter_b": names[b], "items": number}
    ratio: float | None = None
    limits: tuple[float, float] | tuple[None, None] = (None, None)
    if not number:
        findings.refuse(f"pairs[{place}].mean_difference", "NO_SHARED_ITEMS", a=names[a], b=names[b])
        return said | dict.fromkeys((*NUMBERS, "ratio", "ratio_lower", "ratio_upper")) | {"conclusion": "TOO_FEW"}
    first, second = grid[both, a], grid[both, b]
    said |= differences(scaled[both, a], scaled[both, b])
    if first.sum():
        ratio = float(second.sum() / first.sum())
        options = request.options
        draws = ratio_replicates(first, second, replicates=options["replicates"], seed=options["seed"])
        limits = percentile_limits(draws) if number > 1 else (None, None)
    said |= {"ratio": ratio, "ratio_lower": limits[0], "ratio_upper": limits[1]}
    return said | {"conclusion": conclusion(number, *limits)}


NUMBERS = (
    "mean_difference", "mean_difference_lower", "mean_difference_upper", "sd_difference", "limit_lower", "limit_upper",
)  # fmt: skip

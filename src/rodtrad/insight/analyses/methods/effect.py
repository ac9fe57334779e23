"""`effect`: what a dated measure did to a series."""

from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.analyses.table import Table
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Z
from rodtrad.insight.trends.rules.effect import FEWEST_POINTS, Effect, Series, fit_effect

NUMBERS = (
    "rate_ratio", "lower", "upper", "percent", "slope_ratio", "slope_ratio_lower", "slope_ratio_upper", "trend_ratio",
    "overdispersion", "autocorrelation", "variance", "df", "converged", "series",
)  # fmt: skip


def run(request: Request) -> Findings:
    """Fit the series; nothing is shown under eight points on a side."""
    options, findings = request.options, Findings()
    if options["start"] is None:
        raise CannotCompute("OPTION_NEEDED", method="effect", option="--start")
    series = read_series(request.table)
    after = int(np.sum(series.times >= options["start"]))
    before = len(series.times) - after
    findings.result = {"n_before": before, "n_after": after, **dict.fromkeys(NUMBERS)}
    if min(before, after) < FEWEST_POINTS:
        findings.result["variance"] = options["variance"]
        findings.refuse("rate_ratio", "TOO_FEW_POINTS", before=before, after=after)
        return findings
    effect = fit_effect(
        series,
        options["start"],
        harmonics=options["harmonics"],
        season_length=options["season_length"],
        with_slope=options["slope_change"],
        variance=options["variance"],
    )
    if effect.dispersion is None:
        raise CannotCompute("NO_FREEDOM")
    findings.result |= _numbers(effect, options["variance"]) | {"series": _series(series, effect)}
    return findings


def _numbers(effect: Effect, variance: str) -> dict[str, Any]:
    ratio, lower, upper = _ratio(*effect.step)
    found: dict[str, Any] = {"rate_ratio": ratio, "lower": lower, "upper": upper, "percent": 100 * (ratio - 1)}
    if effect.slope_change is not None:
        slopes = _ratio(*effect.slope_change)
        found |= dict(zip(("slope_ratio", "slope_ratio_lower", "slope_ratio_upper"), slopes, strict=True))
    return found | {
        "trend_ratio": float(np.exp(effect.trend)),
        "overdispersion": effect.dispersion,
        "autocorrelation": effect.autocorrelation,
        "variance": variance,
        "df": effect.fit.df,
        "converged": True,
    }


def _ratio(log_ratio: float, se: float) -> tuple[float, float, float]:
    low, high = np.exp([log_ratio - Z * se, log_ratio + Z * se]).tolist()
    return float(np.exp(log_ratio)), low, high


def _series(series: Series, effect: Effect) -> list[dict[str, Any]]:
    parts = (series.times, series.counts, effect.fit.expected, effect.without_measure)
    return [
        {"time": int(time), "count": count, "fitted": fitted, "without_measure": without}
        for time, count, fitted, without in zip(*parts, strict=True)
    ]


def read_series(table: Table) -> Series:
    """Points in order of time; a time that was not counted is left out, not 0."""
    times = table.whole("time")
    table.once("time")
    counts = table.optional_numbers("count")
    population = table.numbers("population") if table.has("population") else [1.0] * len(table)
    for row, number in enumerate(population):
        if number <= 0:
            value = table.columns["population"][row]
            raise CannotCompute("TOO_LOW", line=table.lines[row], column="population", value=value, lowest="> 0")
    rows = sorted((t, c, p) for t, c, p in zip(times, counts, population, strict=True) if c is not None)
    if not any(count for _, count, _ in rows):
        raise CannotCompute("NOBODY_COUNTED")
    ordered = [np.array(column, float) for column in zip(*rows, strict=True)]
    return Series(*ordered)

"""Lays out the parts of a trend's answer."""

from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.methods.trend_columns import Ask
from rodtrad.insight.analyses.sentences import CLASSES
from rodtrad.insight.analyses.trend_sentences import sentence_of_trend
from rodtrad.insight.statistics.rules.quantiles import Array, Z
from rodtrad.insight.trends.rules.changes import year_on_year
from rodtrad.insight.trends.rules.index import IndexFit, Totals, used_panel
from rodtrad.insight.trends.rules.panel import Panel
from rodtrad.insight.trends.rules.slopes import classify, descriptive_slope, honest_slope


def index_lines(fit: IndexFit, ask: Ask, findings: Findings) -> list[dict[str, Any]]:
    """A line a period; a period that was not counted has no number and a reason."""
    base = fit.panel.periods.index(ask.base)
    fitted, imputed = _relative(fit.fitted, base), _relative(fit.imputed, base)
    totals_error = fit.imputed.errors
    lines = []
    for number, period in enumerate(fit.panel.periods):
        line: dict[str, Any] = {"period": period, **dict.fromkeys(NUMBERS)}
        line |= {"cells_counted": fit.cells_counted[number], "cells_missing": fit.cells_missing[number]}
        if fit.known[number]:
            line |= {"index": fitted[0][number], **_limits(fitted[0][number], _at(fitted[1], number))}
            line |= {"fitted_total": fit.fitted.values[number], "fitted_total_se": _at(fit.fitted.errors, number)}
            line |= {"imputed_index": imputed[0][number], "imputed_index_se": _at(imputed[1], number)}
            line |= {"imputed_total": fit.imputed.values[number], "imputed_total_se": _at(totals_error, number)}
            line["imputed_share"] = fit.imputed_share[number]
        else:
            line["cells_missing"] = len(fit.panel.sites) * len(fit.panel.seasons)
            findings.refuse(f"index[{number}].index", "PERIOD_NOT_COUNTED", period=period)
        lines.append(line)
    return lines


def _limits(index: float, se: float | None) -> dict[str, float | None]:
    """Limits on the log scale."""
    if se is None:
        return {"se": None, "lower": None, "upper": None}
    spread = float(np.exp(Z * se / index))
    return {"se": se, "lower": index / spread, "upper": index * spread}


NUMBERS = (
    "index", "se", "lower", "upper", "fitted_total", "fitted_total_se", "imputed_index", "imputed_index_se",
    "imputed_total", "imputed_total_se", "cells_counted", "cells_missing", "imputed_share",
)  # fmt: skip


def _at(values: Array | None, number: int) -> float | None:
    return None if values is None else float(values[number])


def _relative(totals: Totals, base: int) -> tuple[Array, Array | None]:
    """Totals over the base period's, and their delta-method errors."""
    values = totals.values / totals.values[base]
    if totals.covariance is None:
        return values, None
    gradient = np.eye(len(values))
    gradient[:, base] -= values
    variances = np.einsum("ij,jk,ik->i", gradient, totals.covariance, gradient) / totals.values[base] ** 2
    errors = np.sqrt(np.clip(variances, 0, None))
    errors[base] = 0.0
    return values, errors


def overall_of(fit: IndexFit, ask: Ask, findings: Findings) -> dict[str, Any]:
    """TRIM's overall slopes, of fitted and of imputed totals."""
    periods = np.asarray(fit.panel.periods, float)[fit.known]
    said: dict[str, Any] = {}
    for name, totals in (("fitted", fit.fitted), ("imputed", fit.imputed)):
        covariance = None if totals.covariance is None else totals.covariance[np.ix_(fit.known, fit.known)]
        values = totals.values[fit.known]
        if not (values > 0).all():
            said[name] = None
            findings.refuse(f"overall.{name}", "ZERO_TOTAL")
            continue
        slope = descriptive_slope(periods, values, covariance)
        multiplier = float(np.exp(slope.slope))
        error = None if slope.se is None else multiplier * slope.se
        limits = None if error is None else (multiplier - Z * error, multiplier + Z * error)
        said[name] = {
            "slope": slope.slope,
            "se": slope.se,
            "multiplier": multiplier,
            "multiplier_se": error,
            "class": None if limits is None else classify(*limits, ask.stable_limit),
        }
    if fit.fitted.covariance is None:
        findings.refuse("overall.fitted.se", "SPREAD_NOT_KNOWN")
    elif fit.imputed.covariance is None:
        findings.refuse("overall.imputed.se", "CLUSTERED_IMPUTED")
    return said


def slope_of(fit: IndexFit, ask: Ask) -> dict[str, Any] | None:
    """The trend that is shown; none for a line that is assumed, and none under five periods."""
    if ask.bends is not None:
        return None
    periods = np.asarray(fit.panel.periods, float)[fit.known]
    slope = honest_slope(periods, fit.fitted.values[fit.known])
    if slope is None or slope.lower is None or slope.upper is None:
        return None
    limits = (float(np.exp(slope.lower)), float(np.exp(slope.upper)))
    name = classify(*limits, ask.stable_limit)
    years = int(periods[-1] - periods[0])
    return {
        "slope": slope.slope,
        "se": slope.se,
        "df": slope.df,
        "lower": slope.lower,
        "upper": slope.upper,
        "multiplier": float(np.exp(slope.slope)),
        "multiplier_lower": limits[0],
        "multiplier_upper": limits[1],
        "class": name,
        "word_nb": CLASSES[name][0],
        "word_en": CLASSES[name][1],
        **sentence_of_trend(name, limits, (int(periods[0]), years), _basis(fit)),
    }


def _basis(fit: IndexFit) -> tuple[int, int, float]:
    """Rounds (0 if none are named), counts, and the share of the total that is calculated."""
    rounds = len(np.unique(fit.panel.cluster[fit.panel.cluster >= 0]))
    share = float(fit.imputed_share @ fit.imputed.values / fit.imputed.values.sum())
    return rounds, len(fit.panel.counts), share


def changes_of(panel: Panel, ask: Ask, findings: Findings) -> list[dict[str, Any]] | None:
    """Year on year, where rounds are named."""
    if not ask.has_rounds:
        return None
    used, _ = used_panel(panel)
    has_persons = panel.persons_per_site() > 0
    said = []
    for number, change in enumerate(year_on_year(used, ask.zone[has_persons], ask.slot[has_persons])):
        said.append(dict(vars(change)))
        if change.ratio is None:
            few = min(change.rounds_from, change.rounds_to)
            code = "TOO_FEW_ROUNDS" if few < 8 else "NOT_COMPARABLE"
            found = f"{change.rounds_from} / {change.rounds_to}"
            names = {"earlier": change.from_period, "later": change.to_period, "found": found}
            findings.refuse(f"changes[{number}].ratio", code, **names)
    return said


def seasons_of(fit: IndexFit, ask: Ask) -> list[dict[str, Any]] | None:
    """Factors of the seasons with mean 1."""
    if not ask.has_seasons:
        return None
    number = len(fit.panel.seasons)
    logs = np.concatenate([[0.0], fit.fit.others[len(fit.fit.others) - (number - 1) :]])
    factors = np.exp(logs)
    factors /= factors.mean()
    return [{"season": s, "factor": f} for s, f in zip(fit.panel.seasons, factors, strict=True)]


def segments_of(fit: IndexFit, ask: Ask) -> list[dict[str, Any]] | None:
    """The slopes between change points, for a line without covariate."""
    if ask.bends is None or ask.has_covariate:
        return None
    bends = sorted({fit.panel.periods[0], *ask.bends})
    running = np.tri(len(bends), len(fit.fit.others))
    running[:, len(bends) :] = 0
    slopes = running @ fit.fit.others
    spread = fit.covariance(np.zeros((len(bends), len(fit.fit.per_block))), running)
    ends = [*bends[1:], fit.panel.periods[-1]]
    errors = [None] * len(bends) if spread is None else np.sqrt(np.clip(np.diag(spread), 0, None)).tolist()
    return [
        {"from_period": a, "to_period": b, "slope": slope, "se": se}
        for a, b, slope, se in zip(bends, ends, slopes, errors, strict=True)
    ]


def covariance_of(totals: Totals, fit: IndexFit) -> list[list[float]] | None:
    """Covariance of totals between the periods that have one."""
    if totals.covariance is None:
        return None
    found: list[list[float]] = totals.covariance[np.ix_(fit.known, fit.known)].tolist()
    return found

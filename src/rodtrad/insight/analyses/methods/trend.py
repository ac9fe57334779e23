"""`trend`: index, totals, honest slope, changes, season, segments and variants of a panel of counts."""

from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.methods.trend_columns import Ask, panels, read_ask
from rodtrad.insight.analyses.methods.trend_layout import (
    changes_of,
    covariance_of,
    index_lines,
    overall_of,
    seasons_of,
    segments_of,
    slope_of,
)
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.trends.rules.index import IndexFit, fit_index, used_panel
from rodtrad.insight.trends.rules.panel import Panel

MANY_IMPUTED = 0.3


def run(request: Request) -> Findings:
    """Fit the panel and lay out what it says; with closed sites, three variants beside each other."""
    ask, findings = read_ask(request), Findings()
    request.options.update(variance=ask.variance, base_period=ask.base)
    found = panels(ask)
    panel, empty_sites = used_panel(found["closed_as_zero"])
    fit = _fit(panel, ask)
    findings.result = _head(ask, fit, empty_sites)
    findings.result["index"] = index_lines(fit, ask, findings)
    findings.result["overall"] = overall_of(fit, ask, findings)
    findings.result["trend"] = slope_of(fit, ask)
    findings.result["changes"] = changes_of(found["closed_as_zero"], ask, findings)
    findings.result["season"] = seasons_of(fit, ask)
    findings.result["segments"] = segments_of(fit, ask)
    findings.result["variants"] = _variants(found, fit, ask, findings) if ask.has_assumed else None
    for name in ("fitted", "imputed"):
        totals = fit.fitted if name == "fitted" else fit.imputed
        findings.result[f"{name}_covariance"] = covariance_of(totals, fit) if ask.wants_covariance else None
    _refuse_trend(fit, ask, findings)
    return findings


def _fit(panel: Panel, ask: Ask) -> IndexFit:
    fit = fit_index(panel, bends=ask.bends, variance=ask.variance)
    if fit.known.sum() < 2:
        raise CannotCompute("ONE_PERIOD")
    if not fit.known[panel.periods.index(ask.base)]:
        raise CannotCompute("BASE_NOT_COUNTED", value=ask.base)
    return fit


def _head(ask: Ask, fit: IndexFit, empty_sites: tuple[str, ...]) -> dict[str, Any]:
    return {
        "model": ask.model,
        "variance": ask.variance,
        "base_period": ask.base,
        "sites_used": len(fit.panel.sites),
        "sites_without_persons": list(empty_sites),
        "rows_fitted": len(fit.panel.counts),
        "converged": True,
        "iterations": fit.fit.iterations,
        "max_score": fit.fit.max_score,
        "overdispersion": fit.dispersion,
        "serial_correlation": fit.serial_correlation,
        "chi_square": fit.fit.chi_square,
        "df": fit.fit.df,
    }


def _refuse_trend(fit: IndexFit, ask: Ask, findings: Findings) -> None:
    if ask.bends is not None:
        findings.refuse("trend", "LINEAR_MODEL")
    elif findings.result["trend"] is None:
        findings.refuse("trend", "TOO_FEW_PERIODS", found=int(fit.known.sum()))
    elif _disagree(findings.result["variants"]):
        findings.result["trend"] = None
        findings.refuse("trend", "VARIANTS_DISAGREE")
    missing, there = fit.cells_missing.sum(), fit.cells_counted.sum()
    share = float(fit.imputed_share @ fit.imputed.values / fit.imputed.values.sum()) if there else 0.0
    if missing and share > MANY_IMPUTED:
        findings.warn("MANY_IMPUTED", share=round(100 * share))


def _disagree(variants: dict[str, Any] | None) -> bool:
    classes = {v["trend"]["class"] for v in (variants or {}).values() if v["trend"]}
    return len(classes) > 1


def _variants(found: dict[str, Panel], headline: IndexFit, ask: Ask, findings: Findings) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name in ("imputed", "closed_as_zero", "constant_panel"):
        if name == "closed_as_zero":
            said[name] = _variant(headline, ask)
            continue
        panel = found[name]
        if not len(panel.counts):
            said[name] = {"index_values": None, "change_first_to_last": None, "trend": None}
            findings.refuse(f"variants.{name}.index_values", "NO_CONSTANT_PANEL")
            continue
        said[name] = _variant(_fit(used_panel(panel)[0], ask), ask)
    return said


def _variant(fit: IndexFit, ask: Ask) -> dict[str, Any]:
    base = fit.fitted.values[fit.panel.periods.index(ask.base)]
    values = np.where(fit.known, fit.fitted.values / base, np.nan)
    known = values[fit.known]
    return {
        "index_values": [float(v) if np.isfinite(v) else None for v in values],
        "change_first_to_last": float(known[-1] / known[0] - 1),
        "trend": slope_of(fit, ask),
    }

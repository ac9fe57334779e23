"""`hidden-population`: how many there are, when only some were counted."""

from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.analyses.table import Table
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.hidden_population import (
    Estimate,
    bounds,
    log_linear,
    multiplier,
    one_list,
    two_lists,
)
from rodtrad.insight.statistics.rules.quantiles import Array

NUMBERS = (
    "observed", "estimate", "hidden", "se", "lower", "upper", "headline", "deviance", "df", "aic", "rate",
    "chao_lower_bound", "zelterman", "overlap_lower", "overlap_upper", "union_lower", "union_upper",
)  # fmt: skip
NOT_LISTS = {"count", "definition"}


def run(request: Request) -> Findings:
    """One of five models."""
    model, findings = request.options["model"], Findings()
    findings.result = {"model": model, **dict.fromkeys(NUMBERS)}
    if request.options["interactions"] and model != "log-linear":
        raise CannotCompute("BAD_OPTION", option="--interactions", value="…", wanted="--model log-linear")
    if model != "bounds":
        findings.warn("ASSUMPTIONS")
    MODELS[model](request, findings)
    return findings


def _show(findings: Findings, estimate: Estimate, headline: str = "estimate") -> None:
    findings.result |= vars(estimate) | {"headline": headline}
    if estimate.lower is None:
        findings.refuse("lower", "NOBODY_HIDDEN")


def _lists(table: Table) -> tuple[list[str], Array]:
    """The columns of 0 and 1 and their rows; a column without either is another matter and is ignored."""
    names = [n for n, cells in table.columns.items() if n not in NOT_LISTS and {"0", "1"} & set(cells)]
    for name in names:
        for line, cell in zip(table.lines, table.columns[name], strict=True):
            if cell not in ("0", "1"):
                raise CannotCompute("NOT_ZERO_OR_ONE", line=line, column=name, value=cell[:40])
    rows = np.array([[float(cell) for cell in table.columns[name]] for name in names]).T
    if names:
        for line, row in zip(table.lines, rows, strict=True):
            if not row.any():
                raise CannotCompute("SEEN_BY_NONE", line=line)
        table.once(*names)
    return names, rows


def _two_lists(request: Request, findings: Findings) -> None:
    counts = np.array(request.table.whole("count", lowest=0), float)
    names, rows = _lists(request.table)
    if len(names) != 2:
        raise CannotCompute("TWO_LISTS", wanted=2, found=len(names))
    sizes = rows.T @ counts
    both = float(counts[rows.all(axis=1)].sum())
    if not sizes.all():
        findings.refuse("estimate", "NOT_COMPUTABLE")
        findings.result["headline"] = "estimate"
        return
    _show(findings, two_lists(float(sizes[0]), float(sizes[1]), both))


def _log_linear(request: Request, findings: Findings) -> None:
    given = request.table.whole("count", lowest=0)
    names, rows = _lists(request.table)
    if len(names) < 2:
        raise CannotCompute("TWO_LISTS", wanted="2, 3 …", found=len(names))
    if len(names) > 12:
        raise CannotCompute("TWO_LISTS", wanted="2 … 12", found=len(names))
    there = {tuple(row): count for row, count in zip(rows.astype(int).tolist(), given, strict=True)}
    histories = [tuple(int(bit) for bit in f"{code:0{len(names)}b}") for code in range(1, 2 ** len(names))]
    counts = np.array([there.get(history, 0) for history in histories], float)
    if not counts.sum():
        raise CannotCompute("NOBODY_COUNTED")
    found = log_linear(np.array(histories, float), counts, _interactions(request.options["interactions"], names))
    _show(findings, found.estimate)
    findings.result |= {"deviance": found.deviance, "df": found.df, "aic": found.aic}


def _interactions(given: list[str], names: list[str]) -> list[tuple[int, ...]]:
    found = []
    for text in given:
        parts = [part.strip() for part in text.split(":")]
        if len(set(parts)) < 2 or not set(parts) <= set(names):
            known = ", ".join(names)
            raise CannotCompute("BAD_OPTION", option="--interactions", value=text[:40], wanted=f"a:b ({known})")
        found.append(tuple(sorted(names.index(part) for part in set(parts))))
    return sorted(set(found))


def _one_list(request: Request, findings: Findings) -> None:
    table = request.table
    contacts = np.array(table.whole("contacts", lowest=1), float)
    table.once("contacts")
    counts = np.array(table.whole("count", lowest=0), float)
    if not counts.sum():
        raise CannotCompute("NOBODY_COUNTED")
    findings.result["headline"] = "chao_lower_bound"
    if contacts @ counts <= counts.sum():
        findings.result["observed"] = float(counts.sum())
        findings.refuse("estimate", "NOT_COMPUTABLE")
        findings.refuse("chao_lower_bound", "NOT_COMPUTABLE")
        return
    found = one_list(contacts, counts)
    _show(findings, found.estimate, "chao_lower_bound")
    findings.result |= {
        "rate": found.rate, "chao_lower_bound": found.chao_lower_bound, "zelterman": found.zelterman,
    }  # fmt: skip
    for name in ("chao_lower_bound", "zelterman"):
        if findings.result[name] is None:
            findings.refuse(name, "NOT_COMPUTABLE")
    if found.chao_lower_bound is not None:
        findings.warn("LOWER_BOUND_ONLY", number=round(found.chao_lower_bound))


def _multiplier(request: Request, findings: Findings) -> None:
    table = request.table
    if len(table) != 1:
        raise CannotCompute("LINES_WANTED", wanted=1, found=len(table))
    benchmark, known, sample = (table.numbers(name)[0] for name in ("benchmark", "known", "sample"))
    if known > sample:
        value = table.columns["known"][0]
        raise CannotCompute("MORE_THAN", line=table.lines[0], column="known", value=value, other="sample")
    findings.result |= {"observed": benchmark, "headline": "estimate"}
    if not known:
        findings.refuse("estimate", "NOT_COMPUTABLE")
        return
    _show(findings, multiplier(benchmark, known, sample))


def _bounds(request: Request, findings: Findings) -> None:
    table, population = request.table, request.options["population"]
    if population is None:
        raise CannotCompute("OPTION_NEEDED", method="bounds", option="--population")
    table.labels("source")
    table.once("source")
    counts = table.numbers("count")
    if len(counts) != 2:
        raise CannotCompute("LINES_WANTED", wanted=2, found=len(counts))
    for line, count, text in zip(table.lines, counts, table.columns["count"], strict=True):
        if count > population:
            raise CannotCompute(
                "MORE_THAN", line=line, column="count", value=text, other=f"--population {population:g}"
            )
    found: dict[str, Any] = bounds(counts[0], counts[1], population)
    findings.result |= found | {"headline": "union_lower"}


MODELS = {
    "two-lists": _two_lists,
    "log-linear": _log_linear,
    "one-list": _one_list,
    "multiplier": _multiplier,
    "bounds": _bounds,
}

"""`control-chart`: p, u, c charts and the Poisson CUSUM; also the alert for a closed scene that grows again."""

from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.statistics.rules.control_charts import cusum, reference_value, run_length, shewhart
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array, Mask

FEW = 20  # periods under which limits are called uncertain


def run(request: Request) -> Findings:
    """Points in order of period, limits from those not excluded."""
    findings, chart = Findings(), request.options["chart"]
    periods, events, sizes = _read(request)
    excluded = _excluded(request, periods)
    judged = np.array([period not in excluded for period in periods]) & np.isfinite(events)
    findings.result = {"chart": chart, "excluded": excluded, "centre": None, "sigma_z": None, "points": []}
    findings.result |= {"signals": []} | dict.fromkeys(
        ("reference_value", "decision_value", "run_length_in_control", "run_length_shifted")
    )
    missing = int(np.isnan(events).sum())
    if missing:
        findings.warn("NOT_COUNTED", number=missing)
    if not judged.any() or not sizes[judged].sum():
        raise CannotCompute("NOBODY_COUNTED")
    if judged.sum() < FEW and request.options["baseline_rate"] is None:
        findings.warn("TOO_FEW_CHART_POINTS", number=int(judged.sum()))
    draw = _cusum if chart == "cusum" else _shewhart
    draw(request, findings, periods, (events, sizes), judged)
    findings.result["signals"] = [point["period"] for point in findings.result["points"] if point["signal"]]
    return findings


def _read(request: Request) -> tuple[list[int], Array, Array]:
    table, chart = request.table, request.options["chart"]
    periods = table.whole("period")
    table.once("period")
    counts = table.optional_numbers("events")
    needs_size = chart in ("p", "u") or (chart == "cusum" and table.has("size"))
    sizes = table.numbers("size") if needs_size else [1.0] * len(table)
    for row, (count, size) in enumerate(zip(counts, sizes, strict=True)):
        if not size > 0:
            text = table.columns["size"][row]
            raise CannotCompute("TOO_LOW", line=table.lines[row], column="size", value=text, lowest="> 0")
        if chart == "p" and count is not None and count > size:
            text = table.columns["events"][row]
            raise CannotCompute(
                "MORE_THAN", line=table.lines[row], column="events", value=text, other=f"{size:g} (size)"
            )
    rows = sorted(zip(periods, [np.nan if c is None else c for c in counts], sizes, strict=True))
    return [row[0] for row in rows], np.array([row[1] for row in rows]), np.array([row[2] for row in rows])


def _excluded(request: Request, periods: list[int]) -> list[int]:
    wanted = request.options["exclude"]
    known = {str(period): period for period in periods}
    for label in wanted:
        if label not in known:
            raise CannotCompute("BAD_OPTION", option="--exclude", value=label[:40], wanted=", ".join(known))
    return sorted({known[label] for label in wanted})


def _shewhart(
    request: Request, findings: Findings, periods: list[int], data: tuple[Array, Array], judged: Mask
) -> None:
    chart, laney = request.options["chart"], request.options["laney"]
    found = shewhart(chart, *data, judged, laney=laney)
    findings.result |= {"centre": found.centre, "sigma_z": found.sigma_z}
    if laney and found.sigma_z is None:
        findings.refuse("sigma_z", "NOT_COMPUTABLE")
    columns = (periods, found.values.tolist(), found.lower.tolist(), found.upper.tolist())
    for period, value, lower, upper in zip(*columns, strict=True):
        is_there = bool(np.isfinite(value))
        outside = is_there and not lower - 1e-12 <= value <= upper + 1e-12
        findings.result["points"].append(
            {"period": period, "value": value if is_there else None, "lower": lower, "upper": upper, "signal": outside}
        )


def _cusum(request: Request, findings: Findings, periods: list[int], data: tuple[Array, Array], judged: Mask) -> None:
    options, (events, sizes) = request.options, data
    rate = options["baseline_rate"]
    if rate is None:
        rate = float(events[judged].sum() / sizes[judged].sum())
    if not rate:
        raise CannotCompute("NOBODY_COUNTED")
    shift, decision = options["shift"], options["decision"]
    references = np.asarray(reference_value(rate * sizes, shift))
    sums, signals = cusum(events, references, decision)
    expected = rate * float(sizes.mean())
    typical = float(reference_value(expected, shift))
    findings.result |= {
        "centre": rate,
        "reference_value": typical,
        "decision_value": decision,
        "run_length_in_control": _run_length(findings, "run_length_in_control", expected, typical, decision),
        "run_length_shifted": _run_length(findings, "run_length_shifted", shift * expected, typical, decision),
    }
    columns = (periods, events.tolist(), references.tolist(), sums.tolist(), signals.tolist())
    for period, value, reference, total, signal in zip(*columns, strict=True):
        point: dict[str, Any] = {"period": period, "value": None if np.isnan(value) else value}
        findings.result["points"].append(point | {"reference_value": reference, "cusum": total, "signal": signal})


def _run_length(findings: Findings, key: str, mean: float, reference: float, decision: float) -> float | None:
    """None where it is longer than can be told from never."""
    found = run_length(mean, reference, decision)
    if not np.isfinite(found) or not 0 < found < 1e12:
        findings.refuse(key, "NOT_COMPUTABLE")
        return None
    return found

"""`survival`: how long stays last. Never the mean of completed stays, which forgets the long ones still open."""

from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.labels import natural
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.analyses.table import Table
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array, Mask
from rodtrad.insight.statistics.rules.survival import Curve, cumulative_incidence, kaplan_meier, log_rank


def run(request: Request) -> Findings:
    """A curve for each group, the test between them, and the causes where they are known."""
    table, findings = request.table, Findings()
    durations = np.array(table.numbers("duration"))
    ended = np.array([label == "1" for label in table.choices("ended", ("0", "1"))])
    groups = table.labels("group") if table.has("group") else [""] * len(table)
    causes = _causes(table, ended)
    names = natural(groups)
    group = _places(groups, names)
    lines = []
    for number, name in enumerate(names):
        own = group == number
        curve = kaplan_meier(durations[own], ended[own])
        if curve.median is None:
            findings.refuse(f"groups[{number}].median", "MEDIAN_NOT_REACHED", group=name or "–")
        lines.append(_line(name, durations[own], ended[own], curve) | {
            "causes": _incidences(durations[own], ended[own], causes, own, curve),
        })  # fmt: skip
    test = log_rank(durations, ended, group)
    findings.result = {"groups": lines, "log_rank": None}
    if test is None:
        findings.refuse("log_rank", "ONE_GROUP" if len(names) < 2 else "NOT_COMPUTABLE")
    else:
        findings.result["log_rank"] = {"chi_square": test.chi_square, "df": test.df, "p_value": test.p_value}
    return findings


def _places(groups: list[str], names: list[str]) -> Array:
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[name] for name in groups])


def _causes(table: Table, ended: Mask) -> list[str] | None:
    if not table.has("cause"):
        return None
    causes = table.text("cause")
    for line, cause, is_over in zip(table.lines, causes, ended.tolist(), strict=True):
        if is_over and not cause:
            raise CannotCompute("NO_CAUSE", line=line)
    return [cause if is_over else "" for cause, is_over in zip(causes, ended.tolist(), strict=True)]


def _line(name: str, durations: Array, ended: Mask, curve: Curve) -> dict[str, Any]:
    columns = (curve.times, curve.at_risk, curve.ended, curve.survival, curve.errors, curve.lower, curve.upper)
    keys = ("time", "at_risk", "ended", "survival", "se", "lower", "upper")
    return {
        "group": name or None,
        "n": len(durations),
        "ended": int(ended.sum()),
        "median": curve.median,
        "curve": [
            {key: _known(value) for key, value in zip(keys, point, strict=True)}
            for point in zip(*(column.tolist() for column in columns), strict=True)
        ],
    }


def _known(value: float) -> float | None:
    """Nothing where the last has ended and no error exists."""
    return value if np.isfinite(value) else None


def _incidences(
    durations: Array, ended: Mask, causes: list[str] | None, own: Mask, curve: Curve
) -> list[dict[str, Any]] | None:
    if causes is None:
        return None
    mine = np.array(causes, object)[own]
    said = []
    for cause in natural(one for one in causes if one):
        shares = cumulative_incidence(durations, ended, mine == cause, curve)
        points = zip(curve.times.tolist(), shares.tolist(), strict=True)
        said.append({"cause": cause, "curve": [{"time": time, "incidence": share} for time, share in points]})
    return said

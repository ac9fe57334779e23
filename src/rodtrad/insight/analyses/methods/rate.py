"""`rate`: shares or rates of groups, and each against the first."""

from typing import Any

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.rates import conclusion, difference, interval, ratio

COMPARED = (
    "difference", "difference_lower", "difference_upper", "ratio", "ratio_lower", "ratio_upper", "conclusion",
)  # fmt: skip


def run(request: Request) -> Findings:
    """No rate without a denominator; up or down only when the interval of the difference excludes 0."""
    table, kind, findings = request.table, request.options["interval"], Findings()
    names = table.labels("group")
    table.once("group")
    whole = (lambda column: [float(x) for x in table.whole(column, lowest=0)]) if kind != "poisson" else table.numbers
    events, trials = whole("events"), whole("trials")
    for row, (a, n) in enumerate(zip(events, trials, strict=True)):
        if kind != "poisson" and a > n:
            text = table.columns["events"][row]
            raise CannotCompute(
                "MORE_THAN", line=table.lines[row], column="events", value=text, other=f"{n:g} (trials)"
            )
    groups = list(zip(names, events, trials, strict=True))
    findings.result = {
        "interval": kind,
        "groups": [_group(number, group, kind, findings) for number, group in enumerate(groups)],
        "comparisons": [_compare(i, group, groups[0], kind, findings) for i, group in enumerate(groups[1:])],
    }
    return findings


Group = tuple[str, float, float]


def _group(number: int, group: Group, kind: str, findings: Findings) -> dict[str, Any]:
    name, events, trials = group
    said: dict[str, Any] = {"group": name, "events": events, "trials": trials}
    if not trials:
        findings.refuse(f"groups[{number}].rate", "NO_DENOMINATOR", group=name)
        return said | {"rate": None, "lower": None, "upper": None}
    lower, upper = interval(kind, events, trials)
    return said | {"rate": events / trials, "lower": lower, "upper": upper}


def _compare(number: int, group: Group, first: Group, kind: str, findings: Findings) -> dict[str, Any]:
    said: dict[str, Any] = {"group": group[0], "reference": first[0], **dict.fromkeys(COMPARED)}
    if not group[2] or not first[2]:
        findings.refuse(
            f"comparisons[{number}].difference", "NO_DENOMINATOR", group=group[0] if not group[2] else first[0]
        )
        return said
    apart = difference(kind, group[1:], first[1:])
    said |= dict(zip(COMPARED[:3], apart, strict=True)) | {"conclusion": conclusion(*apart[1:])}
    times = ratio(kind, group[1:], first[1:])
    if times is None:
        findings.refuse(f"comparisons[{number}].ratio", "RATIO_OF_ZERO", group=group[0], reference=first[0])
        return said
    return said | dict(zip(COMPARED[3:6], times, strict=True))

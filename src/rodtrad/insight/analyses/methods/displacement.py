"""`displacement`: quotient and difference between target, buffer and control areas."""

from collections import defaultdict
from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.labels import natural
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.analyses.table import Table
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Z, percentile_limits
from rodtrad.insight.trends.rules.displacement import (
    FEWEST_ROUNDS,
    PHASES,
    ROLES,
    Areas,
    Measures,
    block_bootstrap,
    difference_error,
    means_of,
    measures,
    poisson_ratio_limits,
    reading,
)

Limits = tuple[float, float] | tuple[None, None]


def run(request: Request) -> Findings:
    """Add, average, measure, and print a quotient only when the drop in the target is shown."""
    findings = Findings()
    areas = read_areas(request.table, findings)
    means = means_of(areas)
    found = measures(means)
    draws = _draws(areas, request, findings)
    findings.result = {
        "counts": {
            role: {phase: float(means[role, phase]) for phase in PHASES} if role in areas.roles else None
            for role in ROLES
        },
        "rounds": {"before": len(areas.before), "after": len(areas.after)},
        "gross_effect": float(means["target", "before"] - means["target", "after"]),
        "net_effect": None,
        "success_measure": None,
        "buffer_measure": None,
    }
    _effect(areas, found, draws, findings)
    _quotient(areas, found, draws, findings)
    _difference(areas, found, draws, findings)
    findings.result["interval_method"] = "poisson" if draws is None else "block_bootstrap"
    return findings


def _draws(areas: Areas, request: Request, findings: Findings) -> Measures | None:
    if min(len(areas.before), len(areas.after)) < FEWEST_ROUNDS:
        findings.warn("POISSON_INTERVAL")
        return None
    options = request.options
    return block_bootstrap(areas, block=options["block"], replicates=options["replicates"], seed=options["seed"])


def _effect(areas: Areas, found: Measures, draws: Measures | None, findings: Findings) -> None:
    result = findings.result
    limits: Limits = (None, None)
    ratio = float(found.effect_ratio)
    if not np.isfinite(found.success) or not np.isfinite(ratio):
        findings.refuse("effect_ratio", "ZERO_DENOMINATOR")
        result.update(dict.fromkeys(("effect_ratio", "effect_ratio_lower", "effect_ratio_upper")))
        return
    result["success_measure"] = float(found.success)
    result["net_effect"] = -float(found.success)
    if areas.has_buffer:
        result["buffer_measure"] = float(found.buffer)
    limits = poisson_ratio_limits(areas, ratio) if draws is None else percentile_limits(draws.effect_ratio)
    if limits[0] is None:
        findings.refuse("effect_ratio_lower", "ZERO_DENOMINATOR")
    result |= {"effect_ratio": ratio, "effect_ratio_lower": limits[0], "effect_ratio_upper": limits[1]}


def _quotient(areas: Areas, found: Measures, draws: Measures | None, findings: Findings) -> None:
    result = findings.result
    result |= dict.fromkeys(("wdq", "wdq_lower", "wdq_upper", "reading", "total_net_effect"))
    if not areas.has_buffer:
        findings.refuse("wdq", "NO_BUFFER")
        return
    if np.isfinite(found.total_net):
        result["total_net_effect"] = float(found.total_net)
    upper = result["effect_ratio_upper"]
    if upper is None or upper >= 1:
        findings.refuse("wdq", "NO_EFFECT_SHOWN")
        return
    quotient = float(found.wdq)
    result |= {"wdq": quotient, "reading": reading(quotient)}
    limits: Limits = (None, None) if draws is None else percentile_limits(draws.wdq)
    if limits[0] is None:
        findings.refuse("wdq_lower", "QUOTIENT_INTERVAL_NEEDS_ROUNDS")
    result |= {"wdq_lower": limits[0], "wdq_upper": limits[1]}


def _difference(areas: Areas, found: Measures, draws: Measures | None, findings: Findings) -> None:
    difference, error = float(found.wdd), difference_error(areas)
    limits: Limits = (difference - Z * error, difference + Z * error) if draws is None else percentile_limits(draws.wdd)
    findings.result |= {
        "wdd": difference,
        "wdd_lower": limits[0],
        "wdd_upper": limits[1],
        "wdd_se": error,
        "wdd_z": difference / error if error else None,
        "wdd_scope": "target_and_buffer" if areas.has_both else "target",
    }
    if not error:
        findings.refuse("wdd_z", "ZERO_DENOMINATOR")


def read_areas(table: Table, findings: Findings) -> Areas:
    """Whole rounds of both phases. A round in which a count is missing is left out, with a warning."""
    roles, phases = table.choices("role", ROLES), table.choices("phase", PHASES)
    rounds = table.labels("round") if table.has("round") else [""] * len(table)
    zones = table.labels("zone") if table.has("zone") else [""] * len(table)
    table.once(*(c for c in ("role", "phase", "round", "zone") if table.has(c)))
    counts = table.optional_numbers("count")
    _check_roles(set(zip(roles, phases, strict=True)))
    wanted = set(zip(roles, zones, strict=True))
    seen: dict[tuple[str, str], dict[tuple[str, str], float]] = defaultdict(dict)
    for role, phase, label, zone, count in zip(roles, phases, rounds, zones, counts, strict=True):
        there = seen[phase, label]
        if count is not None:
            there[role, zone] = count
    order = tuple(role for role in ROLES if role in roles)
    tables = {}
    for phase in PHASES:
        labels = natural({label for p, label in seen if p == phase})
        whole = [label for label in labels if seen[phase, label].keys() == wanted]
        if len(whole) < len(labels):
            findings.warn("INCOMPLETE_ROUNDS", phase=phase, number=len(labels) - len(whole))
        if not whole:
            raise CannotCompute("NO_WHOLE_ROUND", phase=phase)
        tables[phase] = np.array([_sums(seen[phase, label], order) for label in whole])
    return Areas(order, tables["before"], tables["after"])


def _sums(round_counts: dict[tuple[str, str], float], order: tuple[str, ...]) -> list[float]:
    return [sum(count for (role, _), count in sorted(round_counts.items()) if role == wanted) for wanted in order]


def _check_roles(there: set[tuple[str, str]]) -> None:
    roles: set[Any] = {role for role, _ in there} | {"target", "control"}
    for role in ROLES:
        for phase in PHASES:
            if role in roles and (role, phase) not in there:
                raise CannotCompute("ROLE_MISSING", role=role, phase=phase)

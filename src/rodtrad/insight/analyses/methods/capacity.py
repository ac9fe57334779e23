"""`capacity`: places, load and refused share; two of them give the third."""

import sys
from typing import Any

import numpy as np

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.analyses.table import Table
from rodtrad.insight.statistics.rules.capacity import MOST_PLACES, erlang_b, load_for, places_for, simulate
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import t_quantile

NAMES = ("load", "places", "refused_share")
Numbers = list[float | None]


def run(request: Request) -> Findings:
    """Solve every scenario, and simulate it when asked."""
    table, findings = request.table, Findings()
    names = table.labels("scenario")
    table.once("scenario")
    columns = {name: table.optional_numbers(name) if table.has(name) else [None] * len(table) for name in NAMES}
    arrivals = _optional(table, "arrivals_per_day")
    stays = _optional(table, "mean_stay_days")
    lines = []
    for row, name in enumerate(names):
        flow = _flow(table, row, columns["load"][row], arrivals[row], stays[row])
        load = columns["load"][row] if flow is None else flow[0] * flow[1]
        line = _solve(table, row, load, columns["places"][row], columns["refused_share"][row])
        line = {"scenario": name} | line | {"simulated": None}
        if request.options["simulate"]:
            line["simulated"] = _simulated(line, flow, request)
        lines.append(line)
    findings.result = {"scenarios": lines}
    return findings


def _optional(table: Table, name: str) -> Numbers:
    return table.optional_numbers(name) if table.has(name) else [None] * len(table)


def _flow(
    table: Table, row: int, load: float | None, arrivals: float | None, stay: float | None
) -> tuple[float, float] | None:
    """Arrivals a day and mean stay, where they are given in place of the load."""
    if arrivals is None and stay is None:
        return None
    if load is not None:
        raise CannotCompute("LOAD_TWICE", line=table.lines[row])
    for name, value in (("arrivals_per_day", arrivals), ("mean_stay_days", stay)):
        if value is None:
            raise CannotCompute("MISSING_VALUE", line=table.lines[row], column=name)
        _positive(table, row, name, value)
    return (arrivals or 0.0, stay or 0.0)


def _positive(table: Table, row: int, name: str, value: float) -> None:
    if value <= 0:
        text = table.columns[name][row]
        raise CannotCompute("TOO_LOW", line=table.lines[row], column=name, value=text, lowest="> 0")


def _solve(table: Table, row: int, load: float | None, places: float | None, share: float | None) -> dict[str, Any]:
    given = dict(zip(NAMES, (load, places, share), strict=True))
    empty = [name for name, value in given.items() if value is None]
    if len(empty) != 1:
        raise CannotCompute("ONE_EMPTY", line=table.lines[row])
    for name, value in given.items():
        if value is not None and table.has(name) and table.columns[name][row]:
            _positive(table, row, name, value)
    if places is not None:
        number = table.columns["places"][row]
        if places != int(places):
            raise CannotCompute("NOT_WHOLE", line=table.lines[row], column="places", value=number)
        if places > MOST_PLACES:
            raise CannotCompute("TOO_HIGH", line=table.lines[row], column="places", value=number, highest=MOST_PLACES)
    if share is not None and share >= 1:
        text = table.columns["refused_share"][row]
        raise CannotCompute("TOO_HIGH", line=table.lines[row], column="refused_share", value=text, highest="< 1")
    if load is None:
        load = load_for(int(places or 0), share or 0.0)
    whole = places_for(load, share or 0.0) if places is None else int(places)
    actual = erlang_b(load, whole)
    return {
        "solved_for": empty[0],
        "load": load,
        "places": whole,
        "refused_share": actual,
        "refused_share_target": share,
        "occupancy": load * (1 - actual) / whole,
    }


def _simulated(line: dict[str, Any], flow: tuple[float, float] | None, request: Request) -> dict[str, float]:
    """Means over the runs with their t interval. With a load alone a stay lasts a day."""
    options = request.options
    arrivals, stay = flow or (line["load"], 1.0)
    runs = simulate(
        arrivals=arrivals, stay=stay, places=line["places"], days=options["days"],
        replications=options["replications"], kind=options["stay"], seed=options["seed"], tell=_tell,
    )  # fmt: skip
    shares = np.array([one.refused_share for one in runs])
    half = t_quantile(len(runs) - 1) * shares.std(ddof=1) / np.sqrt(len(runs))
    mean = float(shares.mean())
    return {
        "refused_share": mean,
        "refused_share_lower": max(0.0, float(mean - half)),
        "refused_share_upper": float(mean + half),
        "occupancy": float(np.mean([one.present for one in runs])) / line["places"],
    }


def _tell(done: int, of: int) -> None:
    """Progress for people at a terminal, and for nobody else."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{of}" + ("\n" if done == of else ""))

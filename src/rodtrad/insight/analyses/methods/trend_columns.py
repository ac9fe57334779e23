"""Reads the columns and options of `trend` into panels."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rodtrad.insight.analyses.labels import natural
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.analyses.table import Table
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array, Indices, Mask
from rodtrad.insight.trends.rules.panel import Panel

STATUSES = ("counted", "not_counted", "partial", "unknown", "not_established", "closed")
ASSUMED_ZERO = ("not_established", "closed")
ONE = ""  # the only label where a column is not given


@dataclass(frozen=True)
class Ask:
    """What is asked of a trend: the panel of all rows, which of them were counted or assumed 0, and the options."""

    everything: Panel
    zone: Indices  # of each site
    slot: Indices
    is_counted: Array
    is_assumed: Array
    model: str
    variance: str
    bends: tuple[int, ...] | None
    base: int
    stable_limit: float
    has_rounds: bool
    has_seasons: bool
    has_covariate: bool
    wants_covariance: bool

    @property
    def has_assumed(self) -> bool:
        return bool(self.is_assumed.any())


def numbered(labels: list[str]) -> tuple[list[str], Indices]:
    """The different labels in natural order, and the place of each row's among them."""
    order = natural(labels)
    place = {label: number for number, label in enumerate(order)}
    return order, np.fromiter((place[label] for label in labels), np.int64, len(labels))


def read_ask(request: Request) -> Ask:
    """Check and read everything. Raises CannotCompute with line and column."""
    table, options = request.table, request.options
    zone = table.labels("site")
    periods = table.whole("period")
    slot = table.labels("slot") if table.has("slot") else [ONE] * len(table)
    season = table.labels("season") if table.has("season") else [ONE] * len(table)
    has_rounds = table.has("round")
    variance = options["variance"] or ("clustered" if has_rounds else "overdispersed")
    table.once(*(c for c in ("site", "slot", "period", "season", "round") if table.has(c)))
    counts, is_counted, is_assumed = _counts(table)
    names, site = numbered([_site_name(z, s) for z, s in zip(zone, slot, strict=True)])
    labels = sorted(set(periods))
    zones, slots = numbered(zone)[1], numbered(slot)[1]
    first = np.unique(site, return_index=True)[1]
    categories = _categories(table, options["covariate"], zone)
    panel = Panel(
        tuple(names), tuple(labels), tuple(natural(season)), site,
        np.searchsorted(labels, periods).astype(np.int64), numbered(season)[1], counts,
        np.asarray(table.numbers("weight", lowest=0.0) if table.has("weight") else np.ones(len(table))),
        _clusters(table, periods, is_counted | is_assumed, needed=variance == "clustered"), categories[first],
    )  # fmt: skip
    _check_weights(table, panel)
    if variance == "serial":
        _check_serial(table, panel, is_counted | is_assumed)
    return Ask(
        panel, zones[first], slots[first], is_counted, is_assumed, options["model"], variance,
        _bends(options, labels), _base(options["base_period"], labels), options["stable_limit"],
        has_rounds, table.has("season"), options["covariate"] is not None, options["covariance"],
    )  # fmt: skip


def _site_name(zone: str, slot: str) -> str:
    return f"{zone} / {slot}" if slot else zone


def _counts(table: Table) -> tuple[Array, Array, Array]:
    """Counts (0 where none), which rows were counted, and which are assumed 0 because the site was closed."""
    given = table.optional_numbers("count")
    status = table.choices("status", STATUSES) if table.has("status") else None
    counted = np.array([value is not None for value in given])
    assumed = np.zeros(len(given), bool)
    for row, (value, said) in enumerate(zip(given, status or (), strict=False)):
        if said == "counted" and value is None:
            raise CannotCompute("MISSING_VALUE", line=table.lines[row], column="count")
        if said in ASSUMED_ZERO and value:
            text = table.columns["count"][row]
            raise CannotCompute("COUNT_WHERE_CLOSED", line=table.lines[row], status=said, value=text[:40])
        counted[row] = said == "counted"
        assumed[row] = said in ASSUMED_ZERO
    counts = np.array([value or 0.0 for value in given])
    return np.where(counted, counts, 0.0), counted, assumed


def _categories(table: Table, column: str | None, zone: list[str]) -> Indices:
    if column is None:
        return np.zeros(len(table), np.int64)
    labels = table.labels(column)
    of_zone: dict[str, str] = {}
    for line, site, label in zip(table.lines, zone, labels, strict=True):
        first = of_zone.setdefault(site, label)
        if first != label:
            raise CannotCompute("TWO_CATEGORIES", line=line, column=column, site=site, first=first, value=label)
    return numbered(labels)[1]


def _clusters(table: Table, periods: list[int], is_used: Array, *, needed: bool) -> Indices:
    """A number for each round (period + label); -1 in rows that are not counted."""
    if not table.has("round") and not needed:
        return np.full(len(table), -1)
    labels = table.text("round")
    for row in np.flatnonzero(is_used).tolist():
        if not labels[row]:
            raise CannotCompute("MISSING_VALUE", line=table.lines[row], column="round")
    pairs = [f"{period} {label}" if used else "" for period, label, used in zip(periods, labels, is_used, strict=True)]
    place = {pair: number for number, pair in enumerate(natural({pair for pair in pairs if pair}))}
    return np.array([place.get(pair, -1) for pair in pairs], np.int64)


def _check_weights(table: Table, panel: Panel) -> None:
    for row in np.flatnonzero(panel.weights <= 0).tolist():
        text = table.columns["weight"][row]
        raise CannotCompute("TOO_LOW", line=table.lines[row], column="weight", value=text, lowest="> 0")


def _check_serial(table: Table, panel: Panel, is_used: Array) -> None:
    seen: set[tuple[int, int]] = set()
    for row in np.flatnonzero(is_used).tolist():
        key = (int(panel.site[row]), int(panel.period[row]))
        if key in seen:
            column = "round" if table.has("round") else "season"
            raise CannotCompute("SERIAL_NEEDS_ONE", line=table.lines[row], column=column)
        seen.add(key)


def _bends(options: Mapping[str, Any], labels: list[int]) -> tuple[int, ...] | None:
    wanted = options["change_points"]
    if options["model"] == "index":
        if wanted:
            raise CannotCompute("BAD_OPTION", option="--change-points", value=",".join(wanted), wanted="--model linear")
        return None
    if wanted == ["all"]:
        return tuple(labels[:-1])
    for text in wanted:
        if not re.fullmatch(r"[+-]?\d{1,15}", text) or int(text) not in labels[:-1]:
            known = ", ".join(map(str, labels[:-1]))
            raise CannotCompute("BAD_OPTION", option="--change-points", value=text[:40], wanted=f"all, {known}")
    return tuple(sorted({labels[0], *map(int, wanted)}))


def _base(given: int | None, labels: list[int]) -> int:
    if given is not None and given not in labels:
        raise CannotCompute("BAD_OPTION", option="--base-period", value=given, wanted=", ".join(map(str, labels)))
    return labels[0] if given is None else given


def panels(ask: Ask) -> dict[str, Panel]:
    """The variants: as if missing at random, closed as zero (the headline), and the sites counted in every period."""
    counted = ask.everything.rows(ask.is_counted)
    times = np.zeros((len(counted.sites), len(counted.periods)), bool)
    times[counted.site, counted.period] = True
    is_constant: Mask = np.all(times, axis=1)
    return {
        "imputed": counted,
        "closed_as_zero": ask.everything.rows(ask.is_counted | ask.is_assumed),
        "constant_panel": counted.only_sites(is_constant),
    }

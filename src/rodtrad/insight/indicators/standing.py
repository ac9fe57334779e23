"""Indicators that the platform computes itself, from the frozen figures and from nothing else."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.insight.statistics import queries as gate
from rodtrad.insight.statistics.quarters import Quarter
from rodtrad.insight.statistics.registers import OTHER
from rodtrad.insight.statistics.rules.shares import percent_of

MOST = 6


@dataclass(frozen=True)
class Point:
    """One quarter: the rounded number, of how many, and the share of them. The share is None where nobody is."""

    quarter: Quarter
    count: int
    n: int
    share: int | None


@dataclass(frozen=True)
class Standing:
    """A computed indicator. `points` are oldest first; none while no quarter is frozen."""

    code: str
    name: str | Promise
    definition: str | Promise
    register: str  # where it opens
    points: tuple[Point, ...]


def standing(*, by: Actor, at: datetime) -> list[Standing]:
    """Every computed indicator over the newest quarters."""
    return [
        _share(
            "acute-share", _("Persons with acute stays"),
            _("Of those followed up in the quarter, how many stayed at least one night at an acute place."),
            part=("acute-nights", {}), by=by, at=at,
        ),
        _share(
            "from-elsewhere", _("Persons from other municipalities"),
            _("Of those followed up in the quarter, how many belong to another municipality. Unclear belonging stands apart."),
            part=("followed-up", {"district": OTHER}), by=by, at=at,
        ),
        _share(
            "new-under-25", _("New persons under 25"),
            _("Of those a unit became responsible for the first time in the quarter, how many were under 25."),
            part=("new", {"age": ("AGE_0_17", "AGE_18_24")}), whole="new", by=by, at=at,
        ),
    ]  # fmt: skip


def _share(
    code: str,
    name: Promise,
    definition: Promise,
    *,
    part: tuple[str, dict[str, str | tuple[str, ...]]],
    whole: str = "followed-up",
    by: Actor,
    at: datetime,
) -> Standing:
    register, only = part
    quarters = [line.quarter for line in gate.register_page(whole, by=by, at=at).quarters][-MOST:]
    known = {line.quarter for line in gate.register_page(register, by=by, at=at).quarters}
    points = []
    for quarter in quarters:
        if quarter in known:
            count, n = _sum(register, quarter, only, by), _sum(whole, quarter, {}, by)
            points.append(Point(quarter, count, n, percent_of(count, n)))
    return Standing(code, name, definition, register, tuple(points))


def _sum(register: str, quarter: Quarter, only: dict[str, str | tuple[str, ...]], by: Actor) -> int:
    """Sums of cells of the cube: what everybody who may read the table can add up too."""
    names = tuple(sorted(only))
    cells = gate.table(register, quarter, dimensions=names, only={}, by=by).cells
    wanted = {name: (one,) if isinstance(one, str) else one for name, one in only.items()}
    return sum(
        count or 0
        for (by_names, levels), count in cells.items()
        if by_names == names and all(level in wanted[name] for name, level in zip(names, levels, strict=True))
    )

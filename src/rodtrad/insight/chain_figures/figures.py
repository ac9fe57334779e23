"""How long answers took, how long people waited, and how often they were sent back: by unit and by pair of units."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from statistics import median, quantiles
from uuid import UUID

from rodtrad.casework.responsibility import waits
from rodtrad.casework.responsibility.rules import Wait
from rodtrad.foundation.actor import Actor
from rodtrad.insight.chain_figures.hiding import hide
from rodtrad.insight.chain_figures.months import Month
from rodtrad.insight.chain_figures.permissions import check_can_read_figures, may_open_requests
from rodtrad.registry.organisations.queries import unit_names

PAIRS_OF = 12  # a pair that asked in so many months is listed, also when it has nothing in this one


class Measure(Enum):
    ANSWER = "ANSWER"  # from offered to accepted or declined, by the unit asked
    ACCEPTANCE = "ACCEPTANCE"  # from offered to accepted, by the unit asked
    UNACCEPTED = (
        "UNACCEPTED"  # from first asked until somebody had taken over or the month ended, by the unit that asked
    )
    BOUNCES = "BOUNCES"  # declines and silences, by the unit asked


class Shown(Enum):
    SHOWN = "SHOWN"
    HIDDEN = "HIDDEN"  # fewer than five, or needed so that such a number cannot be worked out
    NONE = "NONE"  # no case at all


@dataclass(frozen=True)
class Figure:
    """A number of cases and, when time is measured, their median and 90th percentile in hours. Empty unless shown."""

    shown: Shown
    n: int | None = None
    median: float | None = None
    p90: float | None = None


@dataclass(frozen=True)
class UnitFigure:
    unit_id: UUID
    unit: str
    figure: Figure


@dataclass(frozen=True)
class PairFigure:
    from_id: UUID
    from_unit: str
    to_id: UUID
    to_unit: str
    figure: Figure
    may_open: bool  # whether the reader may see which requests these are


@dataclass(frozen=True)
class ChainFigures:
    """One measure in one finished month. What is hidden is not in it."""

    measure: Measure
    month: Month
    total: Figure
    units: tuple[UnitFigure, ...]
    pairs: tuple[PairFigure, ...]


NOTHING = Figure(Shown.NONE)
HIDDEN = Figure(Shown.HIDDEN)
Pair = tuple[UUID, UUID]


def chain_figures(measure: Measure, month: Month, *, by: Actor) -> ChainFigures:
    """The whole table, small numbers hidden. In the order of the longest 90th percentile."""
    check_can_read_figures(by)
    hours: dict[Pair, list[float]] = defaultdict(list)
    for wait in measured(measure, month):
        hours[wait.from_unit_id, wait.to_unit_id].append(wait.hours)
    has_time = measure is not Measure.BOUNCES
    of_unit: dict[UUID, list[float]] = defaultdict(list)
    for pair, found in hours.items():
        of_unit[_unit(pair, measure)] += found
    hidden = hide({(pair, _unit(pair, measure)): len(found) for pair, found in hours.items()})
    hidden_pairs = {pair for pair, _column in hidden.cells}
    listed = waits.pairs_asked(since=month.plus(1 - PAIRS_OF).since, until=month.until) | set(hours)
    names = unit_names(unit_id for pair in listed for unit_id in pair)
    units = [
        UnitFigure(unit_id, names[unit_id], _figure(of_unit[unit_id], hidden=unit_id in hidden.sums, timed=has_time))
        for unit_id in {_unit(pair, measure) for pair in listed}
    ]
    pairs = [
        PairFigure(
            pair[0], names[pair[0]], pair[1], names[pair[1]],
            _figure(hours[pair], hidden=pair in hidden_pairs, timed=has_time),
            may_open_requests(by, pair),
        )
        for pair in listed
    ]  # fmt: skip
    return ChainFigures(
        measure,
        month,
        total=_figure([h for found in hours.values() for h in found], hidden=hidden.total, timed=has_time),
        units=tuple(sorted(units, key=lambda row: (*_slowest(row.figure), row.unit))),
        pairs=tuple(sorted(pairs, key=lambda row: (*_slowest(row.figure), row.to_unit, row.from_unit))),
    )


def figure_of_pair(found: ChainFigures, from_id: UUID, to_id: UUID) -> Figure:
    """One pair's figure; a pair that never asked has none."""
    return next((p.figure for p in found.pairs if (p.from_id, p.to_id) == (from_id, to_id)), NOTHING)


def measured(measure: Measure, month: Month) -> list[Wait]:
    """What a measure counts in a month, one by one."""
    read = {
        Measure.ANSWER: waits.answer_waits,
        Measure.ACCEPTANCE: waits.acceptance_waits,
        Measure.UNACCEPTED: waits.unaccepted_waits,
        Measure.BOUNCES: waits.bounces,
    }
    return read[measure](since=month.since, until=month.until)


def _unit(pair: Pair, measure: Measure) -> UUID:
    """Whose figure it is: who is asked answers; who asked has the person until somebody has taken over."""
    return pair[0] if measure is Measure.UNACCEPTED else pair[1]


def _figure(hours: list[float], *, hidden: bool, timed: bool) -> Figure:
    if not hours:
        return NOTHING
    if hidden:
        return HIDDEN
    return Figure(Shown.SHOWN, len(hours), median(hours) if timed else None, percentile_90(hours) if timed else None)


def percentile_90(values: Iterable[float]) -> float:
    """The 90th percentile, between the two nearest values (Hyndman and Fan 1996, definition 7). Needs two values."""
    return quantiles(values, n=10, method="inclusive")[-1]


def _slowest(figure: Figure) -> tuple[bool, float]:
    """Sorts what is shown first, and there the longest wait, or the most, first."""
    return figure.shown is not Shown.SHOWN, -(figure.p90 or figure.n or 0)

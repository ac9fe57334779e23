"""The trend of a series, with everything that must be printed beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from math import exp
from typing import Any

from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import queries as counts
from rodtrad.fieldwork.counts.queries import CountRow, MarkerLine, PublishedLine, SeriesLine
from rodtrad.fieldwork.counts.queries.freshness import freshness
from rodtrad.insight.analyses import AnalysisError, analyse
from rodtrad.insight.scenes.memory import remembered
from rodtrad.insight.scenes.rows import trend_rows

LINES = ("MEAN_DAY_EVENING", "MEAN_PER_SLOT", "MEAN_PER_ROUND")  # measures that our rounds can be made into


@dataclass(frozen=True)
class YearFigure:
    """One year of a series on the scale people know: the mean of the slots' means, all zones added.

    `value` is of the model; `counted` of the counts alone, where every zone and slot was counted. None: not counted.
    """

    year: int
    value: float | None
    lower: float | None
    upper: float | None
    counted: float | None
    share_calculated: float
    rounds: int


@dataclass(frozen=True)
class Trend:
    """A series, its answer, and what stands beside it. `answer` is None when the series has no counts of ours."""

    series: SeriesLine
    answer: dict[str, Any] | None
    years: tuple[YearFigure, ...]
    reason: str  # why there is no answer, in the language of the reader
    markers: tuple[MarkerLine, ...]
    published: tuple[PublishedLine, ...]
    waiting: int
    is_synthetic: bool
    as_of: datetime
    unfinished_year: int | None  # the season of this year is not over


def trend(code: str, *, at: datetime, language: str) -> Trend:
    """Raises NotFound. A fit that fails is a Trend with a reason and no number."""
    series = counts.series_line(code)
    zones = [zone.code for zone in series.zones]
    key = ("trend", series.series_id, language, freshness(zones), at.date())
    found = remembered(key, lambda: _fitted(series, language))
    return Trend(
        series=series,
        answer=found[0],
        years=found[1],
        reason=found[2],
        markers=tuple(_within(counts.markers(), series, at.date())),
        published=tuple(counts.published(series=[series.code, *_other_definitions(series)])),
        waiting=counts.waiting_rounds(zones, counter=series.counter) if zones else 0,
        is_synthetic=found[3],
        as_of=at,
        unfinished_year=_unfinished(series, at.date()),
    )


def rows_of(series: SeriesLine) -> list[CountRow]:
    """Every approved round of a series."""
    return counts.count_rows(
        [zone.code for zone in series.zones],
        counter=series.counter,
        from_on=date(series.from_year, 1, 1) if series.from_year else None,
        until_on=date(series.until_year + 1, 1, 1) if series.until_year else None,
        slots=series.slots,
        season=series.season,
        over=series.over,
        under=series.under,
    )


Fitted = tuple[dict[str, Any] | None, tuple[YearFigure, ...], str, bool]


def _fitted(series: SeriesLine, language: str) -> Fitted:
    if not series.zones:
        return None, (), str(_("The source does not say which zones, so no count of ours can be set beside it.")), False
    if series.measure not in LINES:
        return None, (), str(_("This is not a mean of rounds, so no trend can be made of it.")), False
    counted = rows_of(series)
    if not counted:
        return None, (), str(_("No round of this series is approved yet.")), False
    zones = [zone.code for zone in series.zones]
    rows = trend_rows(counted, zones, counts.counting_calendar())
    synthetic = any(row.is_synthetic for row in counted)
    try:
        answer = analyse("trend", rows, language=language)
    except AnalysisError as sentence:
        return None, (), str(sentence), synthetic
    return answer, tuple(_years(answer, counted, series)), "", synthetic


def _years(answer: dict[str, Any], counted: list[CountRow], series: SeriesLine) -> list[YearFigure]:
    slots = max(1, len({row.slot for row in counted}))
    rounds: dict[int, set[object]] = {}
    for row in counted:
        if row.status == "counted":
            rounds.setdefault(row.period, set()).add(row.round_id)
    figures = []
    for line in answer["result"]["index"]:
        year, total, share = line["period"], line["fitted_total"], line["imputed_share"] or 0.0
        number = len(rounds.get(year, ()))
        if total is None:
            figures.append(YearFigure(year, None, None, None, None, 0.0, number))
            continue
        low, high = _limits(total, line["fitted_total_se"])
        whole = line["imputed_total"] / slots if line["cells_missing"] == 0 else None
        figures.append(YearFigure(year, total / slots, _over(low, slots), _over(high, slots), whole, share, number))
    return figures


def _limits(total: float, error: float | None) -> tuple[float | None, float | None]:
    """Limits on the log scale, so that none is below 0."""
    if error is None or total <= 0:
        return None, None
    spread = exp(1.959964 * error / total)
    return total / spread, total * spread


def _over(value: float | None, slots: int) -> float | None:
    return None if value is None else value / slots


def _other_definitions(series: SeriesLine) -> list[str]:
    """Series of the same thing by another definition, whichever of the two says so."""
    others = [one.code for one in counts.series_lines() if series.code in one.not_comparable_with]
    return sorted({*series.not_comparable_with, *others})


def _within(markers: list[MarkerLine], series: SeriesLine, today: date) -> list[MarkerLine]:
    first, last = series.from_year or 1, series.until_year or today.year
    return [marker for marker in markers if first <= marker.starts_on.year <= last]


def _unfinished(series: SeriesLine, today: date) -> int | None:
    if series.until_year and series.until_year < today.year:
        return None
    last = series.season.partition("/")[2] or "12-31"
    return today.year if today.strftime("%m-%d") <= last else None

"""The list of series: those with counts of ours, and those that are known from publications only."""

from collections.abc import Sequence
from dataclasses import dataclass

from rodtrad.insight.scenes.trend import Trend
from rodtrad.web.trends.numbers import with_interval
from rodtrad.web.trends.presenters import CLASS_TAG, first_sentences


@dataclass(frozen=True)
class SeriesRow:
    code: str
    name: str
    sentence: str
    word: str
    color: str
    latest: str
    year: str


@dataclass(frozen=True)
class SeriesList:
    ours: list[SeriesRow]
    published_only: list[SeriesRow]


def series_list(found: Sequence[Trend], *, language: str) -> SeriesList:
    rows = [(one, _row(one, language)) for one in found]
    return SeriesList(
        [row for one, row in rows if one.answer is not None], [row for one, row in rows if one.answer is None]
    )


def _row(found: Trend, language: str) -> SeriesRow:
    ((code, name, sentence),) = first_sentences([found], language=language)
    trend = found.answer["result"]["trend"] if found.answer else None
    last = next((year for year in reversed(found.years) if year.value is not None), None)
    return SeriesRow(
        code,
        name,
        sentence,
        trend[f"word_{language}"] if trend else "",
        CLASS_TAG[trend["class"]] if trend else "neutral",
        with_interval(last.value, last.lower, last.upper) if last else "",
        str(last.year) if last else "",
    )

"""Every series, with its trend where one was made already or is quick to make."""

from datetime import datetime

from rodtrad.fieldwork.counts import queries as counts
from rodtrad.insight.scenes.trend import Trend, trend


def series_with_sentences(*, at: datetime, language: str) -> list[Trend]:
    """All series in Norwegian order; those with counts of ours first."""
    found = [trend(series.code, at=at, language=language) for series in counts.series_lines()]
    return sorted(found, key=lambda one: one.answer is None)

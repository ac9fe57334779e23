"""Do two who count the same see the same? And two who count differently, beside each other and never averaged."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import queries as counts
from rodtrad.fieldwork.counts.queries import PublishedLine
from rodtrad.fieldwork.counts.queries.freshness import freshness
from rodtrad.insight.analyses import AnalysisError, analyse
from rodtrad.insight.scenes.memory import remembered
from rodtrad.insight.scenes.rows import agreement_rows


@dataclass(frozen=True)
class SideBySide:
    """Published figures of one place and season by different counters, and why they are not made into one number."""

    place: str
    figures: tuple[PublishedLine, ...]
    refusal: str


@dataclass(frozen=True)
class Agreement:
    """`answer` is None when no round has two independent counters; `reason` says so. `pairs` are (first, second) counts."""

    answer: dict[str, Any] | None
    reason: str
    pairs: tuple[tuple[int, int], ...]
    side_by_side: tuple[SideBySide, ...]


def agreement(*, language: str) -> Agreement:
    zones = sorted(counts.counting_calendar())
    key = ("agreement", language, freshness(zones))
    answer, reason, pairs = remembered(key, lambda: _of_second_counters(zones, language))
    return Agreement(answer, reason, pairs, tuple(_published_pairs(language)))


def _of_second_counters(
    zones: list[str], language: str
) -> tuple[dict[str, Any] | None, str, tuple[tuple[int, int], ...]]:
    rows = agreement_rows(counts.count_rows(zones, numbers=(1, 2)))
    by_item: dict[str, dict[str, int]] = {}
    for row in rows:
        by_item.setdefault(row["item"], {})[row["counter"]] = int(row["count"])
    pairs = tuple((both["1"], both["2"]) for both in by_item.values() if len(both) == 2)
    if not rows:
        return None, str(_("No round has an independent second counter yet.")), pairs
    try:
        return analyse("agreement", rows, language=language, scale="sqrt"), "", pairs
    except AnalysisError as sentence:
        return None, str(sentence), pairs


def _published_pairs(language: str) -> list[SideBySide]:
    """Places that two counters published for the same year with definitions of their own."""
    by_place: dict[tuple[str, int], list[PublishedLine]] = {}
    for line in counts.published():
        if len(line.zones) == 1 and line.year is not None and line.value is not None and line.counter:
            by_place.setdefault((line.zones[0], line.year), []).append(line)
    names = {zone.code: zone.name for series in counts.series_lines() for zone in series.zones}
    found = []
    for (zone, year), lines in by_place.items():
        if len({line.counter for line in lines}) > 1:
            place = f"{names.get(zone, zone)} {year}"
            found.append(SideBySide(place, tuple(lines), _refusal(lines, language)))
    return found


def _refusal(lines: list[PublishedLine], language: str) -> str:
    """What the method says when it is asked for one number of two definitions."""
    rows = [
        {"item": "x", "counter": line.counter, "count": str(line.value), "definition": line.definition}
        for line in lines
    ]
    try:
        analyse("agreement", rows, language=language)
    except AnalysisError:
        return str(
            _("They are two definitions of one place. One number, a difference or a mean of them is never shown.")
        )
    return ""

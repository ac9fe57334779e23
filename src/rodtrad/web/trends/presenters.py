"""The trend of a series as finished words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.fieldwork.counts.queries import MarkerLine, PublishedLine, SeriesLine
from rodtrad.fieldwork.counts.vocabulary import Measure, Slot
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.scenes.trend import Trend, YearFigure
from rodtrad.web.trends.chart import Chart, Point, charts
from rodtrad.web.trends.numbers import change, number, percent, with_interval
from rodtrad.web.trends.published import PublishedRow, published_row
from rodtrad.web.wording import dates

CLASS_TAG = {
    "STRONG_INCREASE": "warning",
    "MODERATE_INCREASE": "warning",
    "STABLE": "info",
    "UNCERTAIN": "neutral",
    "MODERATE_DECLINE": "success",
    "STEEP_DECLINE": "success",
}


@dataclass(frozen=True)
class YearRow:
    year: int
    figure: str
    counted: str
    share: str
    rounds: str
    change: str
    address: str


@dataclass(frozen=True)
class VariantRow:
    label: str
    change: str
    word: str


@dataclass(frozen=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True)
class TrendPage:
    code: str
    name: str
    sentence: str
    word: str
    color: str
    reason: str
    cautions: list[str]
    charts: list[Chart]
    has_hollow: bool
    marks: list[str]
    years: list[YearRow]
    variants: list[VariantRow]
    facts: list[Fact]
    published: list[PublishedRow]
    method: list[str]
    table_address: str


def trend_page(found: Trend, *, language: str) -> TrendPage:
    answer = found.answer
    trend = answer["result"]["trend"] if answer else None
    points = [Point(y.year, y.value, y.lower, y.upper, y.share_calculated > 0) for y in found.years]
    sentence = _sentence(found, language)
    marks = [(m.starts_on.year + (m.starts_on.month - 1) / 12, str(n)) for n, m in enumerate(found.markers, 1)]
    return TrendPage(
        code=found.series.code,
        name=found.series.name,
        sentence=sentence,
        word=trend[f"word_{language}"] if trend else "",
        color=CLASS_TAG[trend["class"]] if trend else "neutral",
        reason=found.reason,
        cautions=_cautions(found),
        charts=charts(points, uid="trend", title=found.series.name, said=sentence, marks=marks),
        has_hollow=any(point.is_calculated for point in points),
        marks=[mark_words(n, marker, found.as_of) for n, marker in enumerate(found.markers, 1)],
        years=_years(found),
        variants=_variants(answer, language),
        facts=definition(found.series, found),
        published=[published_row(line) for line in found.published],
        method=_method(answer) if answer else [],
        table_address=reverse("trend-table", args=[found.series.code]),
    )


def _sentence(found: Trend, language: str) -> str:
    if found.answer is None:
        return found.reason
    trend = found.answer["result"]["trend"]
    if trend is not None:
        return str(trend[f"sentence_{language}"])
    refusals = [one["sentence"] for one in found.answer["refusals"] if one["key"] == "trend"]
    return refusals[0] if refusals else ""


def _cautions(found: Trend) -> list[str]:
    said = []
    if found.is_synthetic:
        said.append(_("The rounds are made up for demonstration. Their averages agree with what was published."))
    if found.series.left_out:
        said.append(_("Without %(zones)s.") % {"zones": ", ".join(found.series.left_out)})
    said += [f"{year}: {note}" for year, note in found.series.breaks]
    if found.unfinished_year:
        said.append(_("The season of %(year)s is not over.") % {"year": found.unfinished_year})
    if found.waiting:
        said.append(
            ngettext(
                "%(count)s round waits for review and is not part of the figures.",
                "%(count)s rounds wait for review and are not part of the figures.",
                found.waiting,
            )
            % {"count": found.waiting}
        )
    if found.answer:
        said += [one["sentence"] for one in found.answer["warnings"]]
    return said


def _years(found: Trend) -> list[YearRow]:
    changes = {}
    if found.answer and found.answer["result"]["changes"]:
        changes = {one["to_period"]: one for one in found.answer["result"]["changes"]}
    return [_year(year, changes.get(year.year), found.series.code) for year in reversed(found.years)]


def _year(year: YearFigure, step: dict[str, Any] | None, code: str) -> YearRow:
    return YearRow(
        year.year,
        with_interval(year.value, year.lower, year.upper),
        number(year.counted),
        percent(year.share_calculated) if year.value is not None else "–",
        str(year.rounds),
        change(step["ratio"], step["lower"], step["upper"]) if step else "–",
        reverse("trend-year", args=[code, year.year]),
    )


def _variants(answer: dict[str, Any] | None, language: str) -> list[VariantRow]:
    if not answer or not answer["result"]["variants"]:
        return []
    labels = {
        "imputed": _("As if the closed zones went on like the others"),
        "closed_as_zero": _("A zone outside the count has nobody (as drawn above)"),
        "constant_panel": _("Only zones counted every year"),
    }
    rows = []
    for name, variant in answer["result"]["variants"].items():
        moved = variant["change_first_to_last"]
        said = "–" if moved is None else _signed(moved)
        word = variant["trend"][f"word_{language}"] if variant["trend"] else _("cannot be made")
        rows.append(VariantRow(labels[name], said, word))
    return rows


def _signed(moved: float) -> str:
    said = {"number": number(abs(100 * moved), 0)}
    return _("%(number)s per cent more") % said if moved > 0 else _("%(number)s per cent fewer") % said


def mark_words(place: int, marker: MarkerLine, now: datetime) -> str:
    return f"{place}: {dates.short_day(marker.starts_on, now=now)}. {marker.name}"


def definition(series: SeriesLine, found: Trend | None = None) -> list[Fact]:
    """Everything that must be printed with a figure of the series."""
    facts = [
        Fact(_("What is counted"), _("Persons seen in a round. The same person can be seen in another round.")),
        Fact(_("Way of measuring"), str(Measure(series.measure).label)),
        Fact(_("Zones"), ", ".join(zone.name for zone in series.zones) or _("not stated")),
        Fact(_("Slots"), ", ".join(str(Slot(slot).label) for slot in series.slots) or _("not stated")),
        Fact(_("Season"), season_words(series.season)),
        Fact(_("Age"), age_words(series.over, series.under)),
        Fact(_("Counter"), series.counter_name or _("not stated")),
        Fact(_("Version of the definition"), str(series.version)),
        Fact(_("Source of the definition"), series.source),
    ]  # fmt: skip
    if found is not None:
        facts.append(Fact(_("As of"), dates.moment(found.as_of, now=found.as_of)))
    return facts


def season_words(season: str) -> str:
    if not season:
        return _("the whole year")
    first, last = season.split("/")
    return _("%(first)s to %(last)s") % {"first": _month_day(first), "last": _month_day(last)}


def _month_day(written: str) -> str:
    month, day = (int(part) for part in written.split("-"))
    return dates.short_day(date(2001, month, day), now=datetime(2001, 1, 1, tzinfo=OSLO))


def age_words(over: int, under: int | None) -> str:
    if under is None:
        return _("all ages") if not over else _("%(age)s years and older") % {"age": over}
    return _("%(first)s to %(last)s years") % {"first": over, "last": under - 1}


def _method(answer: dict[str, Any]) -> list[str]:
    result = answer["result"]
    return [
        _("The model tells zones, slots and years apart, so that a missed round does not look like fewer people "
          "(Pannekoek and van Strien 2001)."),
        _("The trend is a line through the yearly figures, and its interval comes from how the years spread about that "
          "line. Under five years there is none."),
        _("The change from one year to the next compares only zones and slots counted in both, and takes whole rounds "
          "as the unit, since the zones of one evening share weather and police."),
        _("%(rounds)s counts in %(sites)s zones and slots; the fit converged.")
        % {"rounds": result["rows_fitted"], "sites": result["sites_used"]},
    ]  # fmt: skip


def own_beside(found: Trend, line: PublishedLine) -> str:
    """Our own figure of the same year, to stand beside a published one."""
    own = next((year for year in found.years if year.year == line.year), None)
    return with_interval(own.value, own.lower, own.upper) if own else "–"


def first_sentences(found: Sequence[Trend], *, language: str) -> list[tuple[str, str, str]]:
    """Code, name and sentence of each series, for the list."""
    return [(one.series.code, one.series.name, _sentence(one, language)) for one in found]

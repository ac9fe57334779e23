"""Figures of the chain of responsibility and of the scenes. Small numbers of people never come this far."""

from datetime import timedelta

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rodtrad.casework.responsibility.certificates import certificates
from rodtrad.insight.chain_figures.figures import Figure, Measure, Shown, chain_figures
from rodtrad.insight.chain_figures.hiding import FEWEST
from rodtrad.insight.chain_figures.months import Month, last_month
from rodtrad.insight.chain_figures.permissions import can_read_figures
from rodtrad.insight.reports.sheet import Scope, Sheet
from rodtrad.insight.scenes.list import series_with_sentences
from rodtrad.insight.scenes.trend import Trend
from rodtrad.programme.reports.operations import CountedTable

MOST_SERIES = 8


def count_chain(sheet: Sheet, scope: Scope) -> None:
    """How cases stood, and how requests were answered in the newest whole month of the period. For its readers only."""
    if not can_read_figures(scope.by):
        return
    latest = certificates(at=scope.at).latest
    made = date_format(latest.checked_at) if latest else _("no night yet")
    source = _("The certificate that is made every night; the newest is of %(day)s") % {"day": made}
    definition = _("Open cases, each with exactly one responsible unit when nothing is wrong.")
    sheet.put("cases", _no_small(latest.cases if latest else None), _("Open cases"), definition, source, "chain")
    definition = _("Open cases that no unit was responsible for when the newest certificate was made.")
    unowned = _no_small(latest.unowned if latest else None)
    sheet.put("cases-without-owner", unowned, _("Cases without a responsible unit"), definition, source, "chain")
    month = _month(scope)
    source = _("Every request between units in %(month)s") % {"month": str(month)}
    answers = chain_figures(Measure.ANSWER, month, by=scope.by).total
    bounces = chain_figures(Measure.BOUNCES, month, by=scope.by).total
    definition = _("Requests that were answered, yes or no. Fewer than five are hidden.")
    sheet.put("answers", _count(answers), _("Requests answered"), definition, source, "chain")
    definition = _("The median time from a request was sent until it was answered, in hours.")
    hours = None if answers.median is None else number_format(round(answers.median, 1), 1)
    sheet.put("answer-hours", hours or _count(answers), _("Hours until an answer"), definition, source, "chain")
    definition = _("Requests declined, or not answered in time. Fewer than five are hidden.")
    sheet.put("bounces", _count(bounces), _("Requests sent back"), definition, source, "chain")


def _month(scope: Scope) -> Month:
    """The newest month of the period that has ended."""
    last = scope.ends_on - timedelta(days=1)
    ended = last_month(at=scope.at)
    whole = (
        Month(scope.ends_on.year, scope.ends_on.month).plus(-1)
        if scope.ends_on.day == 1
        else Month(last.year, last.month).plus(-1)
    )
    return min(whole, ended)


def _no_small(count: int | None) -> str | None:
    if count is None:
        return None
    return _("hidden") if 0 < count < FEWEST else str(count)


def _count(figure: Figure) -> str:
    if figure.shown is Shown.HIDDEN:
        return _("hidden")
    return str(figure.n or 0)


def count_scenes(sheet: Sheet, scope: Scope) -> None:
    """The newest year of each series that was counted, with what the method says of the years."""
    language = "en" if (get_language() or "nb").startswith("en") else "nb"
    found = [one for one in series_with_sentences(at=scope.at, language=language) if one.answer is not None]
    rows = []
    for one in found[:MOST_SERIES]:
        year = next((y for y in reversed(one.years) if y.value is not None and y.year != one.unfinished_year), None)
        if year is None or year.value is None:
            continue
        value = number_format(round(year.value, 1), 1)
        rows.append(([one.series.name, str(year.year), value, _sentence(one, language)], f"trend:{one.series.code}"))
    source = _("Approved rounds of counting, by the definition of each series")
    definition = _("The mean of the slots, all zones of the series added, where missing rounds are calculated.")
    columns = [_("Series"), _("Year"), _("Persons"), _("What the years say")]
    sheet.table(CountedTable("scenes", _("The scenes"), definition, source, columns, rows))
    definition = _("Series whose trend over the years is a sure change this way.")
    for key, way, label in (
        ("series-falling", "DECLINE", _("Series that fall")),
        ("series-rising", "INCREASE", _("Series that rise")),
    ):
        count = sum(way in _class(one) for one in found)
        sheet.put(key, count, label, definition, source, "trends")
    definition = _("Named, comparable sets of zones for which there are approved rounds.")
    sheet.put("series", len(rows), _("Series that were counted"), definition, source, "trends")


def _class(found: Trend) -> str:
    trend = found.answer["result"]["trend"] if found.answer else None
    return str(trend["class"]) if trend is not None else ""


def _sentence(found: Trend, language: str) -> str:
    trend = found.answer["result"]["trend"] if found.answer else None
    if trend is not None:
        return str(trend[f"sentence_{language}"])
    return _("Too few years to say.")

"""Indicators and published figures as finished words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.insight.indicators import rules
from rodtrad.insight.indicators.queries import Beside, ExternalFigure, IndicatorLine, Value, Version
from rodtrad.insight.indicators.standing import Standing
from rodtrad.insight.indicators.vocabulary import FigureKind, Unit
from rodtrad.web.indicators.words import in_language, place_words, plain, stated, topic_words, unit_words
from rodtrad.web.statistics.words import quarter_words
from rodtrad.web.trends.presenters import Fact
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class FigureRow:
    code: str
    label: str
    figure: str
    where: str
    kind: str
    is_claim: bool
    note: str


@dataclass(frozen=True)
class FigurePage:
    code: str
    heading: str
    figure: str
    kind: str
    is_claim: bool
    note: str
    facts: list[Fact]
    lacks_denominator: bool


@dataclass(frozen=True)
class ComparePage:
    sides: list[FigurePage]
    sentences: list[str]
    refusals: list[str]


@dataclass(frozen=True)
class StandingRow:
    name: str
    definition: str
    register: str
    said: str
    quarters: list[tuple[str, str]]


@dataclass(frozen=True)
class ValueRow:
    period: str
    figure: str
    n: str
    as_of: str


@dataclass(frozen=True)
class VersionBlock:
    heading: str
    facts: list[Fact]
    values: list[ValueRow]


@dataclass(frozen=True)
class IndicatorRow:
    indicator_id: UUID
    name: str
    said: str
    owner: str
    is_owner_gone: bool


def figure_row(row: ExternalFigure) -> FigureRow:
    where = ", ".join([place_words(row.geography), row.period or _("no period stated")])
    return FigureRow(
        row.code, in_language(row.label, row.label_en), stated(row), where, str(FigureKind(row.kind).label),
        row.kind == FigureKind.CLAIM, in_language(row.note, row.note_en),
    )  # fmt: skip


def figure_page(row: ExternalFigure) -> FigurePage:
    facts = [
        Fact(_("Definition"), in_language(row.definition, row.definition_en)),
        Fact(_("Place"), place_words(row.geography)),
        Fact(_("Period"), row.period or _("The source does not say.")),
        Fact(_("Theme"), topic_words(row.topic)),
        Fact(_("Source"), row.source),
        Fact(_("Read in the source"), _("Yes") if row.is_verified else _("No, not checked against the original")),
        *_share_facts(row),
    ]
    return FigurePage(
        row.code, in_language(row.label, row.label_en), stated(row), str(FigureKind(row.kind).label),
        row.kind == FigureKind.CLAIM, in_language(row.note, row.note_en), facts, _lacks_denominator(row),
    )  # fmt: skip


def _lacks_denominator(row: ExternalFigure) -> bool:
    return row.unit == "PERCENT" and row.denominator is None


def _share_facts(row: ExternalFigure) -> list[Fact]:
    if _lacks_denominator(row):
        return [Fact(_("Of how many"), _("The source does not say of how many. No number of persons is made from it."))]
    if row.unit == "PERCENT" and row.denominator is not None and row.value is not None:
        words = {
            "count": plain((row.value * row.denominator / 100).quantize(row.denominator.to_integral())),
            "whole": plain(row.denominator),
        }
        return [Fact(_("Of how many"), _("About %(count)s of %(whole)s") % words + f" ({row.denominator_source})")]
    share = rules.percent(row.numerator, row.denominator)
    if share is None or row.unit == "SHARE":
        return []
    words = {"part": plain(row.numerator), "whole": plain(row.denominator), "share": f"{share:.0f}"}
    return [Fact(_("Share"), _("%(part)s of %(whole)s is %(share)s per cent.") % words)]


def compare_page(found: Beside) -> ComparePage:
    sentences, refusals = [], []
    if found.compared is not None:
        words = {"difference": f"{found.compared.difference:+.0f}", "unit": unit_words(found.first.unit)}
        said = _("From the first to the second: %(difference)s %(unit)s.") % words
        if found.compared.percent_change is not None:
            said += " " + _("That is %(change)s per cent.") % {"change": f"{found.compared.percent_change:+.1f}"}
        sentences.append(said)
    if found.refusal and found.per_person is None:
        refusals.append(found.refusal)
    if found.per_person is not None:
        words = {"ratio": plain(found.per_person)}
        sentences.append(
            _("%(ratio)s for each person. Persons and stays are not the same and are never added.") % words
        )
    if found.bounds is not None and found.within is not None:
        sentences.append(_bounds_words(found))
    if found.bounds_refusal:
        refusals.append(found.bounds_refusal)
    return ComparePage([figure_page(found.first), figure_page(found.second)], sentences, refusals)


def _bounds_words(found: Beside) -> str:
    assert found.bounds is not None and found.within is not None
    words = {
        "least": found.bounds.both_least, "most": found.bounds.both_most, "from": found.bounds.together_least,
        "to": found.bounds.together_most, "whole": plain(found.within.value),
    }  # fmt: skip
    return (
        _(
            "Of %(whole)s, from %(least)s to %(most)s can be in both, and from %(from)s to %(to)s in one or the other. More cannot be said."
        )
        % words
    )


def choices(rows: Sequence[ExternalFigure]) -> list[tuple[str, str]]:
    return [(row.code, f"{row.label}: {stated(row)} ({place_words(row.geography)}, {row.period})") for row in rows]


def standing_row(found: Standing) -> StandingRow:
    newest = found.points[-1] if found.points else None
    said = _("No quarter is frozen yet.")
    if newest is not None:
        words = {"count": newest.count, "n": newest.n, "quarter": quarter_words(newest.quarter)}
        said = _("%(count)s of %(n)s in %(quarter)s") % words
        said += f" ({_percent(newest.share)})"
    quarters = [
        (
            quarter_words(point.quarter),
            _("%(count)s of %(n)s") % {"count": point.count, "n": point.n} + f" ({_percent(point.share)})",
        )
        for point in reversed(found.points)
    ]
    return StandingRow(str(found.name), str(found.definition), found.register, said, quarters)


def _percent(share: int | None) -> str:
    return _("not computable") if share is None else _("%(share)s per cent") % {"share": share}


def indicator_row(line: IndicatorLine, *, now: datetime) -> IndicatorRow:
    newest = max(line.now.values.all(), key=lambda value: value.period_from, default=None)
    said = _("No figure by this definition yet.") if newest is None else _newest(newest, line.now, now)
    return IndicatorRow(line.indicator_id, line.name, said, line.owner, line.is_owner_gone)


def _newest(value: Value, version: Version, now: datetime) -> str:
    row = _value(value, version, now)
    return _("%(figure)s for %(period)s. Target: %(target)s") % {
        "figure": row.figure, "period": row.period, "target": version.target,
    }  # fmt: skip


def versions(line: IndicatorLine, *, now: datetime) -> list[VersionBlock]:
    """Each definition with its own figures; two never share a line."""
    return [_version(version, now) for version in line.versions]


def _version(version: Version, now: datetime) -> VersionBlock:
    facts = [
        Fact(_("Definition"), version.definition),
        Fact(_("What is counted"), version.numerator),
        Fact(_("Of what"), version.denominator or "–"),
        Fact(_("Unit"), str(Unit(version.unit).label)),
        Fact(_("Place"), version.geography),
        Fact(_("Source"), version.source),
        Fact(_("Target"), version.target),
    ]
    if version.reason:
        facts.append(Fact(_("Why it changed"), version.reason))
    words = {"number": version.number, "day": dates.short_day(version.made_at, now=now)}
    rows = sorted(version.values.all(), key=lambda value: value.period_from, reverse=True)
    return VersionBlock(
        _("Definition %(number)s, from %(day)s") % words, facts, [_value(value, version, now) for value in rows]
    )


def _value(value: Value, version: Version, now: datetime) -> ValueRow:
    last = value.period_until - timedelta(days=1)
    words = {
        "first": dates.short_day(value.period_from, now=now),
        "last": dates.short_day(last, now=now),
    }
    unit = "%" if version.unit == Unit.PERCENT else str(Unit(version.unit).label).lower()
    return ValueRow(
        _("%(first)s to %(last)s") % words,
        f"{plain(value.value)} {unit}",
        _("rests on %(count)s") % {"count": value.n},
        dates.short_day(value.as_of, now=now),
    )

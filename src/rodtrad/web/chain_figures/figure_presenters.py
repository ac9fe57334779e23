"""Waits and bounces as finished words. A hidden number is called hidden, and none at all is called none."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.insight.chain_figures.behind import Behind, BehindRow
from rodtrad.insight.chain_figures.figures import ChainFigures, Figure, Measure, PairFigure, Shown, figure_of_pair
from rodtrad.insight.chain_figures.months import Month
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class Tab:
    address: str
    label: str
    is_here: bool


@dataclass(frozen=True)
class FigureLink:
    """One measure in a sentence, and where its table is."""

    label: str
    said: str
    address: str


@dataclass(frozen=True)
class FigureRow:
    """One line of a table; `said` stands instead of numbers when there are none to show."""

    name: str
    other: str  # the second unit of a pair
    said: str
    n: str
    median: str
    p90: str
    address: str  # the requests behind it, for those who may see them


@dataclass(frozen=True)
class FiguresPage:
    heading: str
    definition: str
    tabs: list[Tab]
    total: str
    has_time: bool
    unit_heading: str
    units: list[FigureRow]
    pairs: list[FigureRow]
    pair_sentence: str  # the answer when both units are chosen


@dataclass(frozen=True)
class BehindLine:
    request_id: UUID
    reference: str
    began: str
    took: str
    state: str


@dataclass(frozen=True)
class BehindPage:
    heading: str
    lead: str
    back: str
    lines: list[BehindLine]


def _words(measure: Measure) -> tuple[str, str, str]:
    """The name of a measure, its definition, and what its units are to it."""
    return {
        Measure.ANSWER: (
            _("Time to an answer"),
            _("From a hand-over was offered until it was accepted or declined that month."),
            _("By the unit that was asked"),
        ),
        Measure.ACCEPTANCE: (
            _("Time to acceptance"),
            _("From a hand-over was offered until the unit accepted it that month."),
            _("By the unit that was asked"),
        ),
        Measure.UNACCEPTED: (
            _("Time without acceptance"),
            _(
                "From a unit first asked somebody to take over until somebody had, that month; for those whom nobody had "
                "accepted when the month ended, until then. Asking again or asking another goes on with the same time."
            ),
            _("By the unit that asked and has the person meanwhile"),
        ),
        Measure.BOUNCES: (
            _("Sent back"),
            _("How often a hand-over was declined, or passed its deadline without an answer, that month."),
            _("By the unit that was asked"),
        ),
    }[measure]


def figures_page(found: ChainFigures, *, from_id: UUID | None, to_id: UUID | None) -> FiguresPage:
    heading, definition, unit_heading = _words(found.measure)
    wanted = [pair for pair in found.pairs if from_id in (None, pair.from_id) and to_id in (None, pair.to_id)]
    units = [_row(unit.unit, unit.figure) for unit in found.units if not (from_id or to_id)]
    return FiguresPage(
        heading=heading,
        definition=definition,
        tabs=[_tab(measure, found, from_id, to_id) for measure in Measure],
        total=_sentence(found.total, found),
        has_time=found.measure is not Measure.BOUNCES,
        unit_heading=unit_heading,
        units=units,
        pairs=[_pair_row(pair, found) for pair in wanted],
        pair_sentence=_sentence(figure_of_pair(found, from_id, to_id), found) if from_id and to_id else "",
    )


def figure_link(found: ChainFigures) -> FigureLink:
    """Also for other pages that show one sentence about the chain."""
    return FigureLink(_words(found.measure)[0], _sentence(found.total, found), _tab(found.measure, found).address)


def _tab(measure: Measure, found: ChainFigures, from_id: UUID | None = None, to_id: UUID | None = None) -> Tab:
    chosen = {"what": measure.value, "month": str(found.month), "from_unit": from_id or "", "to_unit": to_id or ""}
    return Tab(f"{reverse('chain-figures')}?{urlencode(chosen)}", _words(measure)[0], measure is found.measure)


def _row(name: str, figure: Figure, *, other: str = "", address: str = "") -> FigureRow:
    said = {Shown.HIDDEN: _("hidden"), Shown.NONE: _("none"), Shown.SHOWN: ""}[figure.shown]
    return FigureRow(
        name=name,
        other=other,
        said=said,
        n="" if figure.n is None else str(figure.n),
        median="" if figure.median is None else dates.hours(figure.median),
        p90="" if figure.p90 is None else dates.hours(figure.p90),
        address=address,
    )


def _pair_row(pair: PairFigure, found: ChainFigures) -> FigureRow:
    address = ""
    if pair.may_open and pair.figure.shown is not Shown.NONE:
        chosen = {
            "what": found.measure.value,
            "month": str(found.month),
            "from_unit": pair.from_id,
            "to_unit": pair.to_id,
        }
        address = f"{reverse('requests-behind')}?{urlencode(chosen)}"
    return _row(pair.from_unit, pair.figure, other=pair.to_unit, address=address)


def _sentence(figure: Figure, found: ChainFigures) -> str:
    month = dates.month(found.month.first_day)
    if figure.shown is Shown.NONE:
        return _("None in %(month)s.") % {"month": month}
    if figure.n is None:
        return _("Hidden in %(month)s: fewer than five, or it would give such a number away.") % {"month": month}
    said = {"month": month, "count": figure.n}
    if figure.median is None or figure.p90 is None:
        return ngettext("%(count)s in %(month)s.", "%(count)s in %(month)s.", figure.n) % said
    times = {"median": dates.hours(figure.median), "p90": dates.hours(figure.p90)}
    return _("%(count)s in %(month)s: half within %(median)s, nine of ten within %(p90)s.") % {**said, **times}


def behind_page(found: Behind, measure: Measure, month: Month, *, now: datetime) -> BehindPage:
    lead = _("%(sender)s asked %(receiver)s, %(month)s") % {
        "sender": found.from_unit,
        "receiver": found.to_unit,
        "month": dates.month(month.first_day),
    }
    back = urlencode({"what": measure.value, "month": str(month)})
    return BehindPage(
        heading=_words(measure)[0],
        lead=lead,
        back=f"{reverse('chain-figures')}?{back}",
        lines=[_behind_line(row, now=now) for row in found.rows],
    )


def _behind_line(row: BehindRow, *, now: datetime) -> BehindLine:
    took = dates.hours(row.hours)
    return BehindLine(
        request_id=row.request_id,
        reference=row.reference,
        began=dates.moment(row.began_at, now=now),
        took=took if row.is_over else _("%(time)s so far") % {"time": took},
        state=row.state,
    )

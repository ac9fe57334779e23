"""The rounds behind a figure as words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.fieldwork.counts.vocabulary import CellStatus, Presence, Slot
from rodtrad.insight.scenes.provenance import Provenance, RoundRow
from rodtrad.web.trends.presenters import Fact, definition
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class RoundLine:
    round_id: UUID
    day: str
    zone: str
    slot: str
    persons: str
    police: str


@dataclass(frozen=True)
class YearPage:
    code: str
    heading: str
    lead: str
    note: str
    rounds: list[RoundLine]
    facts: list[Fact]


def year_page(found: Provenance, *, now: datetime) -> YearPage:
    number = len(found.rounds) if found.may_see_rounds else found.counted
    lead = ngettext("%(count)s round was counted.", "%(count)s rounds were counted.", found.counted) % {
        "count": found.counted
    }
    if found.not_counted:
        lead += " " + ngettext(
            "%(count)s was not counted; that is not zero.", "%(count)s were not counted; that is not zero.",
            found.not_counted,
        ) % {"count": found.not_counted}  # fmt: skip
    return YearPage(
        code=found.series.code,
        heading=_("%(name)s: the rounds of %(year)s") % {"name": found.series.name, "year": found.year},
        lead=lead if number or found.not_counted else _("No round of this year is part of the series."),
        note=_note(found),
        rounds=[_line(row, found, now) for row in found.rounds],
        facts=definition(found.series),
    )


def _note(found: Provenance) -> str:
    if not found.may_see_rounds:
        return _("Single rounds are open to those who count and to the programme office. Here is the definition.")
    return _("Minors are never shown for a single round.") if found.hides_minors else ""


def _line(row: RoundRow, found: Provenance, now: datetime) -> RoundLine:
    hidden = row.status == CellStatus.COUNTED and found.hides_minors
    words = str(CellStatus(row.status).label) if row.persons is None else str(row.persons)
    return RoundLine(
        row.round_id,
        dates.short_day(row.on, now=now),
        row.zone,
        str(Slot(row.slot).label),
        _("not shown") if hidden else words,
        str(Presence(row.police_present).label) if row.police_present else "–",
    )

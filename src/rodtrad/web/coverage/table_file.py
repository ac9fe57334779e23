"""Everything of a question as an Excel file for a meeting: what was asked, the week, the table, overlap, the zones."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.coverage.facts import Coverage, Overlap, ZoneLine
from rodtrad.web.coverage.forms import QuestionForm
from rodtrad.web.coverage.heat import clock, weekday
from rodtrad.web.coverage.presenters import pair_rows, supply_sentence, zone_rows
from rodtrad.web.layout.spreadsheet import Cell, workbook


def coverage_file(
    found: Coverage,
    pairs: Sequence[Overlap],
    zones: Sequence[ZoneLine],
    form: QuestionForm,
    *,
    kinds: dict[str, str],
    areas: dict[str, str],
    at: datetime,
) -> bytes:
    asked: list[Sequence[Cell]] = [[_("Coverage of the services"), None]]
    asked += [[label, said] for label, said in form.rows]
    asked += [
        [_("Week from"), found.monday],
        [_("Read"), at.astimezone(OSLO).strftime("%Y-%m-%d %H.%M")],
        [_("In words"), supply_sentence(found.supply)],
        [_("How to read it"), how_to_read()],
    ]
    return workbook(
        {
            _("Question"): asked,
            _("Table"): _table(found),
            _("Week"): _week(found),
            _("Overlap"): _overlap(pairs, kinds, areas),
            _("Zones"): _zones(zones),
        }
    )


def how_to_read() -> str:
    return _("Hours that nobody gave or confirmed are not known: neither cover nor gap.")


def _table(found: Coverage) -> list[Sequence[Cell]]:
    head = [
        _("Line"),
        _("Services"),
        _("Hours open"),
        _("Hours with none"),
        _("Hours not known"),
        _("Nights with a gap"),
    ]
    return [head] + [
        [
            line.name, line.supply.offers, line.supply.covered_hours, line.supply.gap_hours, line.supply.unknown_hours,
            line.supply.nights_with_gap,
        ]
        for line in found.lines
    ]  # fmt: skip


def _week(found: Coverage) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [[_("Day"), _("From"), _("Open"), _("Perhaps open")]]
    for slot, (count, perhaps) in enumerate(zip(found.supply.open, found.supply.unknown, strict=True)):
        rows.append([weekday(slot // 48), clock(slot % 48), count, perhaps])
    return rows


def _overlap(pairs: Sequence[Overlap], kinds: dict[str, str], areas: dict[str, str]) -> list[Sequence[Cell]]:
    head = [_("One"), _("Where"), _("The other"), _("Where"), _("Kind of help"), _("Shared hours a week"), _("Share")]
    drawn = pair_rows(pairs, kinds=kinds, areas=areas)
    return [head] + [
        [row.first[1], row.first[2], row.second[1], row.second[2], row.kinds, pair.shared_hours, row.share]
        for row, pair in zip(drawn, pairs, strict=True)
    ]


def _zones(zones: Sequence[ZoneLine]) -> list[Sequence[Cell]]:
    head = [_("Zone"), _("People by day"), _("People in the evening"), _("Share of people"), _("Share of service hours"), _("In words")]  # fmt: skip
    drawn = zone_rows(zones)
    return [head, *([row.name, row.day, row.evening, row.people, row.hours, row.said] for row in drawn)]

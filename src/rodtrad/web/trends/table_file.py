"""The table of a trend as a file that says itself what it holds, and that a spreadsheet can open without harm."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from rodtrad.insight.scenes.trend import Trend
from rodtrad.web.trends.numbers import number
from rodtrad.web.trends.presenters import definition

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_file(found: Trend) -> str:
    """Semicolons and the reader's decimal sign; a byte order mark, so that æøå open right."""
    out = StringIO()
    write = csv.writer(out, delimiter=";").writerow
    write([_("Series"), safe(found.series.name)])
    for fact in definition(found.series, found):
        write([safe(fact.label), safe(fact.text)])
    if found.is_synthetic:
        write([_("Note"), _("The rounds are made up for demonstration. Their averages agree with what was published.")])
    write([])
    write([_("Year"), _("Figure"), _("Lower"), _("Upper"), _("Calculated, per cent"), _("Rounds")])
    for year in found.years:
        figures = [number(one, 2) if one is not None else "" for one in (year.value, year.lower, year.upper)]
        write([year.year, *figures, number(100 * year.share_calculated, 0), year.rounds])
    return "\ufeff" + out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(FORMULA) else cell

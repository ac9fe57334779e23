"""Figures about persons, from the open tables alone: rounded, hidden and released for everybody to read."""

from django.utils.translation import gettext as _

from rodtrad.foundation.errors import NotFound
from rodtrad.insight.reports.sheet import Scope, Sheet
from rodtrad.insight.statistics.quarters import Quarter, quarter_of
from rodtrad.insight.statistics.queries import Table, open_table
from rodtrad.insight.statistics.registers import AGE_LABELS, REGISTERS
from rodtrad.programme.reports.operations import CountedTable

BY_AGE = ("age",)


def count_persons(sheet: Sheet, scope: Scope) -> None:
    """Each register in the newest whole quarter of the period. One that is not open has no value, and that is said."""
    quarter = quarter_of(scope.ends_on).plus(-1)
    for code, register in REGISTERS.items():
        found = _opened(code, quarter)
        source = _("The open table of quarter %(number)s of %(year)s") % {
            "number": quarter.number,
            "year": quarter.year,
        }
        definition = _("%(definition)s Rounded, so that nobody can be found.") % {"definition": register.definition}
        value = None if found is None or found.total is None else found.total
        sheet.put(code, value, str(register.name), definition, source, "open-statistics")
        rows = [] if found is None else [([str(AGE_LABELS[age]), count], "") for age, count in _ages(found)]
        columns = [_("Age"), _("Persons")]
        title = _("%(register)s by age") % {"register": register.name}
        sheet.table(CountedTable(f"{code}-by-age", title, definition, source, columns, rows))


def _opened(code: str, quarter: Quarter) -> Table | None:
    try:
        return open_table(code, quarter, dimensions=BY_AGE)
    except NotFound:
        return None


def _ages(found: Table) -> list[tuple[str, str]]:
    cells = [(age, found.cells.get((BY_AGE, (age,)))) for age in found.levels["age"]]
    return [(age, _("hidden") if count is None else str(count)) for age, count in cells]

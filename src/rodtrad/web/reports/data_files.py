"""The figures of a report as a table for a spreadsheet."""

import csv

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rodtrad.programme.reports.queries import Document
from rodtrad.web.measures.presenters import file_named
from rodtrad.web.trends.table_file import safe


def figure_rows(document: Document) -> list[list[str]]:
    """A heading, then one row for each figure. A cell never begins a formula."""
    head = [_("Figure"), _("Value"), _("Definition"), _("Source"), _("As of"), _("Typed by hand")]
    rows = [
        [one.label, one.value, one.definition, one.source, one.as_of, _("yes") if one.by_hand else ""]
        for one in document.figures
    ]
    return [head, *([safe(cell) for cell in row] for row in rows)]


def figures_file(document: Document, *, name: str) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=file_named(name))
    answer.write("\ufeff")  # so that a spreadsheet reads the letters right
    csv.writer(answer, delimiter=";").writerows(figure_rows(document))
    return answer

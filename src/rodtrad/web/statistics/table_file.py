"""A table of persons as a file that says itself what it holds: the same cells as on the page."""

import csv
from io import StringIO

from django.http import HttpResponse

from rodtrad.web.statistics.presenters import TableWords
from rodtrad.web.trends.table_file import safe


def table_file(page: TableWords) -> str:
    """Semicolons and a byte order mark, so that æøå open right; no cell is a formula."""
    out = StringIO()
    write = csv.writer(out, delimiter=";").writerow
    write([safe(page.heading)])
    for fact in page.facts:
        write([safe(fact.label), safe(fact.text)])
    for note in page.notes:
        write([safe(note)])
    write([])
    write([safe(page.first), *(safe(column) for column in page.columns)])
    for row in page.rows:
        write([safe(row.name), *(cell.text for cell in row.cells)])
    return "\ufeff" + out.getvalue()


def file_answer(page: TableWords) -> HttpResponse:
    answer = HttpResponse(table_file(page), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{page.code}-{page.quarter}.csv"'
    return answer

"""What everybody may read: quarters that somebody has opened, small numbers hidden."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.insight.statistics import queries
from rodtrad.insight.statistics.quarters import quarter_of
from rodtrad.web.statistics.presenters import TableWords, table_words
from rodtrad.web.statistics.table_file import file_answer
from rodtrad.web.statistics.views import quarter_named
from rodtrad.web.statistics.words import quarter_words


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Every open quarter, newest first."""
    rows = [
        {
            "register": one.cube.register,
            "name": queries.register_named(one.cube.register).name,
            "quarter": quarter_of(one.cube.valid_from).code,
            "said": quarter_words(quarter_of(one.cube.valid_from)),
        }
        for one in queries.released()
    ]
    return render(request, "statistics/open.html", {"rows": rows})


@login_not_required
def table(request: HttpRequest, register: str, quarter: str) -> HttpResponse:
    """One open quarter by district and age."""
    return render(request, "statistics/open_table.html", {"page": _page(register, quarter)})


@login_not_required
def table_as_file(request: HttpRequest, register: str, quarter: str) -> HttpResponse:
    """The same cells as on the page."""
    return file_answer(_page(register, quarter))


def _page(register: str, quarter: str) -> TableWords:
    kind = queries.register_named(register)
    found = queries.open_table(register, quarter_named(quarter), dimensions=kind.opened)
    return table_words(found, now=timezone.now())

"""Trends of the series, their table as a file, and the rounds behind a year."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from rodtrad.insight.scenes.list import series_with_sentences
from rodtrad.insight.scenes.provenance import provenance
from rodtrad.insight.scenes.trend import trend as trend_of
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.trends.presenters import trend_page
from rodtrad.web.trends.series_list import series_list
from rodtrad.web.trends.table_file import table_file
from rodtrad.web.trends.year_page import year_page


def spoken() -> str:
    """The language an answer is asked in: bokmål or English."""
    return "en" if (get_language() or "nb").startswith("en") else "nb"


def trends(request: StaffRequest) -> HttpResponse:
    """Every series with what it says."""
    found = series_with_sentences(at=timezone.now(), language=spoken())
    return render(request, "trends/list.html", {"page": series_list(found, language=spoken())})


def trend(request: StaffRequest, code: str) -> HttpResponse:
    """One series: sentence, picture, table, method, what was published, and the way down to its rounds."""
    found = trend_of(code, at=timezone.now(), language=spoken())
    return render(request, "trends/trend.html", {"page": trend_page(found, language=spoken())})


def trend_table(request: StaffRequest, code: str) -> HttpResponse:
    """The same figures as on the page as a file, with definition, source and date inside."""
    found = trend_of(code, at=timezone.now(), language=spoken())
    answer = HttpResponse(table_file(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    return answer


def trend_year(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """The rounds that a year's figure is made of."""
    return render(
        request, "trends/year.html", {"page": year_page(provenance(code, year, by=request.actor), now=timezone.now())}
    )

"""Coverage as a picture and a table, overlap, the zones beside the counts, and what if."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.insight.coverage import queries
from rodtrad.insight.coverage.concentration import concentration
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.coverage import presenters
from rodtrad.web.coverage.forms import QuestionForm, WhatIfForm, area_names, kind_names
from rodtrad.web.coverage.table_file import coverage_file
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.layout.spreadsheet import file_answer


def picture(request: StaffRequest) -> HttpResponse:
    """What is open when, hour by hour, and the same as a table by group, kind or area."""
    now = timezone.now()
    form = QuestionForm(request.GET, now=now)
    if not form.is_valid():
        return render(request, "coverage/picture.html", {"form": form}, status=422)
    found = queries.coverage(form.question(), by=form.lines_by, names=form.names(), monday=form.monday, at=now)
    page = presenters.picture_page(found, request.GET, by=form.lines_by, now=now)
    return render(request, "coverage/picture.html", {"form": form, "page": page})


def overlap(request: StaffRequest) -> HttpResponse:
    """Services of the same kind, open at the same hours in the same area."""
    now = timezone.now()
    form = QuestionForm(request.GET, now=now)
    if not form.is_valid():
        return render(request, "coverage/overlap.html", {"form": form}, status=422)
    found = queries.overlaps(form.question(), monday=form.monday, at=now)
    page = presenters.overlap_page(found, request.GET, kinds=kind_names(), areas=area_names(local_day(now)))
    return render(request, "coverage/overlap.html", {"form": form, "page": page})


def zones(request: StaffRequest) -> HttpResponse:
    """Where people were counted, beside where help is open."""
    now = timezone.now()
    form = QuestionForm(request.GET, now=now)
    if not form.is_valid():
        return render(request, "coverage/zones.html", {"form": form}, status=422)
    rows = presenters.zone_rows(concentration(form.question(), monday=form.monday, at=now))
    return render(request, "coverage/zones.html", {"form": form, "rows": rows})


def what_if(request: StaffRequest) -> HttpResponse:
    """A service moved or with other hours, before and after side by side. Nothing is saved."""
    now = timezone.now()
    form = WhatIfForm(request.GET or None, now=now)
    if not form.is_valid():
        return render(request, "coverage/what_if.html", {"form": form}, status=422 if form.errors else 200)
    found = queries.simulate(form.change(), monday=queries.monday_of(local_day(now)), at=now)
    page = presenters.simulation_page(found, kinds=kind_names(), areas=area_names(local_day(now)))
    return render(request, "coverage/what_if.html", {"form": form, "page": page})


def table(request: StaffRequest) -> HttpResponse:
    """The same as an Excel file for a meeting."""
    now = timezone.now()
    form = QuestionForm(request.GET, now=now)
    if not form.is_valid():
        return render(request, "coverage/picture.html", {"form": form}, status=422)
    asked, monday = form.question(), form.monday
    content = coverage_file(
        queries.coverage(asked, by=form.lines_by, names=form.names(), monday=monday, at=now),
        queries.overlaps(asked, monday=monday, at=now),
        concentration(asked, monday=monday, at=now),
        form, kinds=kind_names(), areas=area_names(local_day(now)), at=now,
    )  # fmt: skip
    return file_answer(content, f"coverage-{monday}.xlsx")

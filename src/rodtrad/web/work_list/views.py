from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.insight.work_list import month as months
from rodtrad.insight.work_list import queries as lists
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.work_list.forms import MonthForm, WorkForm
from rodtrad.web.work_list.presenters import month_tables, unit_choices, work_page


@care_only
def work_list(request: StaffRequest) -> HttpResponse:
    """Everybody, by why they need attention, and what the filter leaves."""
    now = timezone.now()
    form = WorkForm(request.GET, units=unit_choices(lists.units_of(request.actor, at=now)))
    form.is_valid()
    found = lists.work_list(form.wanted(), by=request.actor, at=now)
    context = {"form": form, "is_board": form.is_board, "page": work_page(found, form, by=request.actor, now=now)}
    return render(request, "work_list/work_list.html", context, status=422 if form.errors else 200)


@care_only
def unit_month(request: StaffRequest) -> HttpResponse:
    """The lead's month: each unit, and all of them together."""
    now = timezone.now()
    form = MonthForm(request.GET, now=now)
    form.is_valid()
    month = form.chosen()
    found = months.unit_months(request.actor, since=month.since, until=month.until, at=now)
    context = {"form": form, "tables": month_tables(found, at=min(now, month.until)), "is_running": month.until > now}
    return render(request, "work_list/unit_month.html", context, status=422 if form.errors else 200)

"""Reading plans and measures. Everybody signed in may: nothing here is about a person."""

import csv
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.programme.forums.queries import decisions_about
from rodtrad.programme.measures import queries
from rodtrad.programme.measures.permissions import can_start_plan
from rodtrad.programme.measures.working_view import working_view
from rodtrad.programme.risks.queries import analysis_of
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.measures import presenters
from rodtrad.web.measures.plan_pages import plan_page, plan_rows
from rodtrad.web.measures.working_pages import working_page
from rodtrad.web.wording.two_languages import own_language


def programme(request: StaffRequest) -> HttpResponse:
    """What needs somebody: the whole programme for its office, the own unit's parts for others."""
    now = timezone.now()
    found = working_view(request.actor, at=now)
    return render(request, "measures/programme.html", {"found": working_page(found, now=now)})


def plans(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    found = queries.plans(on=local_day(now))
    context = {"groups": plan_rows(found, now=now), "may_start": can_start_plan(request.actor)}
    return render(request, "measures/plans.html", context)


def plan(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """A plan on one page: the sentence that matters, then every measure."""
    now = timezone.now()
    found = queries.plan_page(plan_id, by=request.actor, on=local_day(now))
    chosen = request.GET.get("standing", "")
    return render(request, "measures/plan.html", {"page": plan_page(found, chosen=chosen, now=now)})


def aims(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """What the plan wants, where that was decided, and which bodies stand behind it."""
    now = timezone.now()
    found = queries.plan_page(plan_id, by=request.actor, on=local_day(now))
    context = {"page": presenters.aims_page(found, queries.adoptions(found.plan), now=now)}
    return render(request, "measures/aims.html", context)


def coverage(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """Success factor by measure: which factors nobody works on."""
    return render(request, "measures/coverage.html", {"page": presenters.coverage_page(queries.coverage(plan_id))})


def table(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """The plan as the table people know, to open in a spreadsheet."""
    now = timezone.now()
    found = queries.plan_page(plan_id, by=request.actor, on=local_day(now))
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=presenters.file_named(found.plan.code))
    answer.write("\ufeff")  # so that a spreadsheet reads the letters right
    csv.writer(answer, delimiter=";").writerows(presenters.table_rows(found, now=now))
    return answer


def measure(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    now = timezone.now()
    found = queries.measure_page(measure_id, by=request.actor, on=local_day(now))
    has_analysis = analysis_of(measure_id=measure_id) is not None
    decided = decisions_about(measure_id, by=request.actor, on=local_day(now))
    context = {
        "page": presenters.measure_page(found, now=now),
        "has_analysis": has_analysis,
        "decisions": [(one.pk, one.code, own_language(one.text, one.text_en)) for one in decided],
    }
    return render(request, "measures/measure.html", context)

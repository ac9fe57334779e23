"""Zones against zones, counters against counters, and what others have published."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.fieldwork.counts.queries import published
from rodtrad.foundation.errors import DomainError
from rodtrad.insight.scenes.agreement import agreement
from rodtrad.insight.scenes.displacement import displacement, zones_and_markers
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.trends.comparison_pages import agreement_view, displacement_view
from rodtrad.web.trends.forms import DisplacementForm, first_question
from rodtrad.web.trends.published import published_row
from rodtrad.web.trends.views import spoken


def displacement_page(request: StaffRequest) -> HttpResponse:
    """A question in the address, so that it can be kept and sent; an answer below it."""
    now = timezone.now()
    zones, markers = zones_and_markers(on=now.date())
    asked = request.GET or first_question(zones, markers)
    form = DisplacementForm(zones, markers, asked or None)
    page = None
    if asked and form.is_valid():
        try:
            page = displacement_view(displacement(form.choice(), at=now, language=spoken()), spoken())
        except DomainError as refused:
            form.add_refusal(refused)
    return render(request, "trends/displacement.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def agreement_page(request: StaffRequest) -> HttpResponse:
    """Independent second counters, and places with two definitions."""
    return render(request, "trends/agreement.html", {"page": agreement_view(agreement(language=spoken()), spoken())})


def published_page(request: StaffRequest) -> HttpResponse:
    """Every published count with its definition."""
    return render(request, "trends/published.html", {"rows": [published_row(line) for line in published()]})

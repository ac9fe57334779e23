from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.insight.person_page import queries
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.person_page.presenters import page_context


def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """One person. Opening it is written in the log before anything is shown."""
    now = timezone.now()
    page = queries.person_page(person_id, by=request.actor, at=now)
    return render(request, "person_page/person.html", page_context(page, now=now))

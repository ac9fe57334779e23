"""How many each coordinator had on a day, and who has had many coordinators."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.insight.chain_figures import continuity as continuities
from rodtrad.insight.chain_figures.caseload import Caseload
from rodtrad.insight.chain_figures.caseload import caseload as read_caseload
from rodtrad.insight.chain_figures.coordinators import coordinators_of
from rodtrad.insight.chain_figures.permissions import check_can_read_caseload
from rodtrad.web.chain_figures.forms import CaseloadForm
from rodtrad.web.chain_figures.load_presenters import caseload_page, continuity_page, coordinators_page
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.request import StaffRequest, page_asked


def caseload(request: StaffRequest) -> HttpResponse:
    """A unit's open cases by coordinator on a day, and the list the numbers come from."""
    check_can_read_caseload(request.actor)
    now = timezone.now()
    form = CaseloadForm(request.GET, by=request.actor, now=now)
    found: list[Caseload] = []
    did(form, lambda: found.append(read_caseload(form.unit_id(), on=form.day(), by=request.actor, at=now)))
    page = caseload_page(found[0], form, page=page_asked(request), now=now) if found else None
    context = {"form": form, "page": page}
    return render(request, "chain_figures/caseload.html", context, status=422 if form.errors else 200)


def continuity(request: StaffRequest) -> HttpResponse:
    """The people of the lead's unit by how many coordinators they have had in a year."""
    now = timezone.now()
    found = continuities.continuity(request.actor, at=now)
    return render(request, "chain_figures/continuity.html", {"page": continuity_page(found, now=now)})


def coordinators(request: StaffRequest) -> HttpResponse:
    """The coordinators a coordinating unit stands above, with how many each has."""
    found = coordinators_of(request.actor, page=page_asked(request), at=timezone.now())
    return render(request, "chain_figures/coordinators.html", {"page": coordinators_page(found)})

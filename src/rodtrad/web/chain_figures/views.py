from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.insight.chain_figures.overview import chain_overview
from rodtrad.web.chain_figures.presenters import chain_page
from rodtrad.web.layout.request import StaffRequest


def chain(request: StaffRequest) -> HttpResponse:
    """How the chain stands: the certificate of the night, and where coordination is missing."""
    now = timezone.now()
    found = chain_overview(request.actor, at=now)
    return render(request, "chain_figures/chain.html", {"page": chain_page(found, by=request.actor, now=now)})

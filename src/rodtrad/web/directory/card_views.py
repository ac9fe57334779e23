"""What is carried in a pocket: one sheet for each district or zone, with a code that leads to the page of today."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from rodtrad.registry.directory import queries as directory
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.directory.cards import card_lines, qr_code


@login_not_required
def cards(request: HttpRequest) -> HttpResponse:
    """The areas there is a card for."""
    areas = directory.area_choices(on=local_day(timezone.now()))
    return render(request, "directory/cards.html", {"areas": areas})


@login_not_required
def card(request: HttpRequest, area: str) -> HttpResponse:
    """The street card of an area, to be printed."""
    now = timezone.now()
    found = directory.street_card(area, at=now)
    address = request.build_absolute_uri(f"{reverse('find-help')}?area={found.area.code}&when=NOW")
    context = {
        "name": found.area.name,
        "groups": card_lines(found),
        "code": qr_code(address),
        "address": address,
        "today": now,
    }
    return render(request, "directory/card.html", context)

"""Meetings in one's own calendar."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.programme.forums import calendars, queries
from rodtrad.web.forums.presenters import calendar_rows
from rodtrad.web.layout.request import StaffRequest

GUESSES = 20  # wrong addresses a minute from one place before it is slowed


def calendar(request: StaffRequest) -> HttpResponse:
    """The meetings ahead, and the address that a calendar program can follow."""
    now = timezone.now()
    context = {
        "rows": calendar_rows(queries.meetings_of(request.actor, at=now), now=now),
        "has_link": calendars.has_link(by=request.actor),
    }
    return render(request, "forums/calendar.html", context)


@require_POST
def make(request: StaffRequest) -> HttpResponse:
    """The new address is shown this once."""
    token = calendars.make_link(by=request.actor, at=timezone.now())
    address = request.build_absolute_uri(reverse("calendar-feed", args=[token]))
    return render(request, "forums/calendar_link.html", {"address": address})


@require_POST
def revoke(request: StaffRequest) -> HttpResponse:
    calendars.revoke_link(by=request.actor, at=timezone.now())
    messages.success(request, _("The address is dead."))
    return redirect("calendar")


@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Times and links only. A guessed address is refused, and whoever guesses is slowed."""
    place = f"calendar-guess:{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(place, 0) >= GUESSES:
        return HttpResponse(status=429)
    now = timezone.now()
    found = calendars.meetings_behind(token, at=now)
    if found is None:
        cache.set(place, cache.get(place, 0) + 1, 60)
        return HttpResponse(status=404)
    address = request.build_absolute_uri(reverse("forum-meeting", args=[UUID(int=0)]))
    text = calendars.as_calendar(found, summary=_("Meeting"), address=address, at=now)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"})

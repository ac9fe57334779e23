"""The person's own point, which every meeting about them begins with."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.care_teams import operations as teams
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.request import PersonRequest
from rodtrad.web.portal.forms import OwnPointForm
from rodtrad.web.portal.visits import own_page


@own_page
def own_point(request: PersonRequest, meeting_id: UUID) -> HttpResponse:
    """Written by the person, and first on the agenda."""
    form = OwnPointForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: teams.set_own_point(meeting_id, text=said(form), by=request.person, at=timezone.now())
    ):
        messages.success(request, _("Your point stands first at the meeting."))
        return redirect("own-home")
    return render(request, "portal/own_point.html", {"form": form}, status=422 if form.errors else 200)


def said(form: OwnPointForm) -> str:
    text: str = form.cleaned_data["own_point"]
    return text

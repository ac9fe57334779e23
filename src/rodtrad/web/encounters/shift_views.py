"""From one shift to the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.encounters import queries, shifts
from rodtrad.web.encounters.forms import ShiftForm
from rodtrad.web.encounters.presenters import shift_row, things
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did, drop_draft, from_draft
from rodtrad.web.layout.request import StaffRequest

SHIFT = "shift"


@care_only
def shift(request: StaffRequest) -> HttpResponse:
    """What stands open, what the next must know, and the shifts before."""
    now = timezone.now()
    form = ShiftForm(request.POST or None, initial=from_draft(request, SHIFT))
    if request.method == "POST" and did(form, lambda: _hand_over(request, form)):
        drop_draft(request, SHIFT)
        messages.success(request, _("The shift is handed over. Somebody of the next shift receives it by name."))
        return redirect("shift")
    rows = [shift_row(row, now=now) for row in queries.shifts_of(request.actor.own_unit_id)]
    context = {"form": form, "shifts": rows, "open": things(shifts.open_things(request.actor)), "draft_key": SHIFT}
    return render(request, "encounters/shift.html", context, status=422 if form.errors else 200)


def _hand_over(request: StaffRequest, form: ShiftForm) -> None:
    said = form.cleaned_data
    shifts.hand_over_shift(
        said["text"],
        is_about_nobody=said["is_about_nobody"],
        command_id=form.command(),
        by=request.actor,
        at=timezone.now(),
    )


@require_POST
def receive(request: StaffRequest, shift_id: UUID) -> HttpResponse:
    shifts.receive_shift(shift_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Received, with your name."))
    return redirect("shift")

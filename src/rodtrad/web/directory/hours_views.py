"""Entering when a service is open, with what it means day by day before it is kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.registry.directory import operations, queries
from rodtrad.registry.directory.operations.hours import check_rows
from rodtrad.web.directory.hours_forms import HoursForm, OneDateForm, initial_lines
from rodtrad.web.layout.forms import did, step_of
from rodtrad.web.layout.pages import check_page, form_page
from rodtrad.web.layout.request import StaffRequest


def set_hours(request: StaffRequest, place_id: UUID) -> HttpResponse:
    """The weekly hours: a line for each rule, then a look at the next four weeks, then kept."""
    place = queries.place_to_edit(place_id, by=request.actor)
    initial, lines = initial_lines(place.hours())
    form = HoursForm(request.POST or None, initial=initial, lines=lines)
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            if did(form, lambda: check_rows(form.rows_to_keep())):
                return check_page(request, form, heading=_("Is this right?"), button=_("Save the hours"))
        elif did(form, lambda: _keep(request, place_id, form)):
            messages.success(request, _("The hours are kept."))
            return redirect("staff-service", place.service_id)
    context = {"form": form, "name": place.service.name, "back": reverse("staff-service", args=[place.service_id])}
    return render(request, "directory/hours_form.html", context, status=422 if form.errors else 200)


def _keep(request: StaffRequest, place_id: UUID, form: HoursForm) -> None:
    operations.set_hours(
        place_id,
        rows=form.rows_to_keep(),
        holiday_policy=form.cleaned_data["holiday_policy"],
        by=request.actor,
        at=timezone.now(),
    )


def one_date(request: StaffRequest, place_id: UUID) -> HttpResponse:
    """Other hours on one date: Christmas Eve, a course day, a day of moving."""
    place = queries.place_to_edit(place_id, by=request.actor)
    form = OneDateForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _keep_date(request, place_id, form)):
        messages.success(request, _("The hours of that date are kept."))
        return redirect("staff-service", place.service_id)
    heading = _("Other hours on one date: %(name)s") % {"name": place.service.name}
    back = reverse("staff-service", args=[place.service_id])
    return form_page(request, form, heading=heading, button=_("Save"), back=back)


def _keep_date(request: StaffRequest, place_id: UUID, form: OneDateForm) -> None:
    operations.set_exception(
        place_id,
        on_date=form.on(),
        spans=form.spans(),
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=timezone.now(),
    )

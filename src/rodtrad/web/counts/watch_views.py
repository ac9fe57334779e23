"""Quiet zones that may grow again, and people met outside every zone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts import queries
from rodtrad.fieldwork.counts.permissions import (
    can_change_zones,
    can_count,
    check_can_change_zones,
    check_can_count,
    check_can_see_rounds,
)
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.counts import forms
from rodtrad.web.counts.watch_presenters import alert_row, square_row, watch_row
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def watch(request: StaffRequest) -> HttpResponse:
    """Alerts that wait for an answer, and how each quiet zone stands."""
    check_can_see_rounds(request.actor)
    now = timezone.now()
    on = local_day(now)
    context = {
        "alerts": [alert_row(line, now=now) for line in queries.alert_lines(on=on)],
        "zones": [watch_row(line, now=now) for line in queries.watch_board(on=on)],
        "may_change": can_change_zones(request.actor),
    }
    return render(request, "counts/watch.html", context)


def answer(request: StaffRequest, alert_id: UUID) -> HttpResponse:
    """What is done about a zone that grows."""
    check_can_see_rounds(request.actor)
    form = forms.AnswerForm(request.POST or None)
    act = lambda: counts.answer_alert(alert_id, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("The alert is answered."))
        return redirect("watch")
    heading, lead = _("A quiet zone grows"), _("Write what is done: who goes there, and when it is looked at again.")
    return form_page(request, form, heading=heading, button=_("Save"), back=reverse("watch"), lead=lead)


def pause(request: StaffRequest, zone_id: UUID) -> HttpResponse:
    """Turn the alarm of a zone off: with name, reason and end."""
    check_can_change_zones(request.actor)
    form = forms.PauseForm(request.POST or None)
    act = lambda: counts.pause_alarm(zone_id, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("The alarm is off until that day."))
        return redirect("watch")
    return form_page(request, form, heading=_("Turn the alarm off"), button=_("Turn off"), back=reverse("watch"))


def owner(request: StaffRequest, zone_id: UUID) -> HttpResponse:
    """Which unit is told when the zone grows."""
    check_can_change_zones(request.actor)
    form, at = forms.OwnerForm(request.POST or None), timezone.now()
    act = lambda: counts.choose_owner(zone_id, unit_id=UUID(form.cleaned_data["unit"]), by=request.actor, at=at)  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("The unit is told from now on."))
        return redirect("watch")
    return form_page(request, form, heading=_("Who is told"), button=_("Save"), back=reverse("watch"))


def sightings(request: StaffRequest) -> HttpResponse:
    """Where people are met outside the zones, and where a zone should be considered."""
    check_can_see_rounds(request.actor)
    now = timezone.now()
    zones = queries.zone_lines(on=local_day(now))
    context = {
        "squares": [square_row(one, zones, now=now) for one in queries.squares(on=local_day(now))],
        "may_change": can_change_zones(request.actor),
        "may_count": can_count(request.actor),
    }
    return render(request, "counts/sightings.html", context)


def report(request: StaffRequest) -> HttpResponse:
    """A group met outside the zones; the place is rounded before it leaves the phone, and again here."""
    check_can_count(request.actor)
    now = timezone.now()
    form = forms.SightingForm(
        request.POST or None, initial={"day": local_day(now), "clock": now.astimezone(OSLO).time()}
    )
    if request.method == "POST" and did(form, lambda: _report(request, form)):
        messages.success(request, _("The sighting is saved."))
        return redirect("sightings")
    context = {"form": form, "back": reverse("sightings")}
    return render(request, "counts/sighting_form.html", context, status=422 if form.errors else 200)


def _report(request: StaffRequest, form: forms.SightingForm) -> None:
    counts.report_sighting(
        form.seen(), command_id=form.command(), seen_at=form.seen_at(), by=request.actor, at=timezone.now()
    )


def settle(request: StaffRequest, row: int, column: int) -> HttpResponse:
    """The place has been looked at."""
    check_can_change_zones(request.actor)
    form, at = forms.SettleForm(request.POST or None), timezone.now()
    act = lambda: counts.settle_sightings(row, column=column, **form.cleaned_data, by=request.actor, at=at)  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("Settled. New sightings there begin a new count."))
        return redirect("sightings")
    heading = _("Settle the sightings of a place")
    return form_page(request, form, heading=heading, button=_("Settle"), back=reverse("sightings"))

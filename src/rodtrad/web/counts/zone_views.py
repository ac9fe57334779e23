"""Zones: the map with its list, one zone with its history, and the changes to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts import queries
from rodtrad.fieldwork.counts.permissions import can_change_zones, check_can_change_zones
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.counts import forms
from rodtrad.web.counts.presenters import zone_page, zones_page
from rodtrad.web.counts.watch_presenters import corners_of
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def zones(request: StaffRequest) -> HttpResponse:
    """Every zone on a map of our own and in a list with the same."""
    now = timezone.now()
    on = local_day(now)
    found = zones_page(queries.zone_lines(on=on), on=on, now=now)
    return render(request, "counts/zones.html", {"found": found, "may_change": can_change_zones(request.actor)})


def zone(request: StaffRequest, zone_id: UUID) -> HttpResponse:
    now = timezone.now()
    on = local_day(now)
    found = zone_page(queries.zone_line(zone_id, on=on), on=on, now=now)
    return render(request, "counts/zone.html", {"found": found, "may_change": can_change_zones(request.actor)})


def _done(request: StaffRequest, zone_id: UUID, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("zone", zone_id)


def add(request: StaffRequest) -> HttpResponse:
    """A new zone with its border."""
    check_can_change_zones(request.actor)
    form, made = forms.ZoneForm(request.POST or None, initial=corners_of(request.GET.get("square", ""))), []
    if request.method == "POST" and did(
        form, lambda: made.append(counts.add_zone(**form.cleaned_data, by=request.actor, at=timezone.now()))
    ):
        return _done(request, made[0].pk, _("The zone is there. Set its status and start counting it."))
    return form_page(request, form, heading=_("A new zone"), button=_("Save"), back=reverse("zones"))


def set_status(request: StaffRequest, zone_id: UUID) -> HttpResponse:
    check_can_change_zones(request.actor)
    form = forms.StatusForm(request.POST or None, initial={"since": local_day(timezone.now())})
    act = lambda: counts.set_status(zone_id, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        return _done(request, zone_id, _("The status is set. The history keeps the old one."))
    back = reverse("zone", args=[zone_id])
    return form_page(request, form, heading=_("Set the status of a zone"), button=_("Save"), back=back)


def change_border(request: StaffRequest, zone_id: UUID) -> HttpResponse:
    """A new version of the border; rounds that were walked keep the old one."""
    check_can_change_zones(request.actor)
    ring = "\n".join(f"{y}, {x}" for x, y in queries.zone_line(zone_id, on=local_day(timezone.now())).ring[:-1])
    form = forms.BorderForm(request.POST or None, initial={"ring": ring})
    act = lambda: counts.change_border(zone_id, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        return _done(request, zone_id, _("The border is changed from that day. Older rounds keep the old one."))
    back = reverse("zone", args=[zone_id])
    return form_page(request, form, heading=_("Change the border"), button=_("Save"), back=back)


def counting(request: StaffRequest, zone_id: UUID) -> HttpResponse:
    """Start or stop counting the zone."""
    check_can_change_zones(request.actor)
    is_counted = queries.zone_line(zone_id, on=local_day(timezone.now())).is_counted
    form = (forms.StopForm if is_counted else forms.StartForm)(request.POST or None)
    act = counts.stop_counting if is_counted else counts.start_counting
    if request.method == "POST" and did(
        form, lambda: act(zone_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        return _done(request, zone_id, _("Saved. Where the zone is not counted, the lines show a gap."))
    heading = _("Stop counting the zone") if is_counted else _("Start counting the zone")
    return form_page(request, form, heading=heading, button=_("Save"), back=reverse("zone", args=[zone_id]))


@require_POST
def remove(request: StaffRequest, zone_id: UUID) -> HttpResponse:
    counts.remove_zone(zone_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The zone is removed."))
    return redirect("zones")

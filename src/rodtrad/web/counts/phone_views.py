"""The phones of a unit: what they have not sent, what could not be used, and shutting out a lost one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.fieldwork.counts.permissions import check_can_see_rounds
from rodtrad.registry.devices import operations as devices
from rodtrad.registry.devices import queries
from rodtrad.web.counts.phone_presenters import phone_rows, refused_rows
from rodtrad.web.layout.request import StaffRequest


def phones(request: StaffRequest) -> HttpResponse:
    """Which phones have sent, when last, and what is missing."""
    check_can_see_rounds(request.actor)
    now, by = timezone.now(), request.actor
    context = {
        "phones": phone_rows(queries.devices(by=by), now=now),
        "refused": refused_rows(queries.refused(by=by), now=now),
    }
    return render(request, "counts/phones.html", context)


@require_POST
def revoke(request: StaffRequest, device_id: UUID) -> HttpResponse:
    devices.revoke(device_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The phone is shut out. Nothing more is taken from it."))
    return redirect("phones")


@require_POST
def restore(request: StaffRequest, device_id: UUID) -> HttpResponse:
    devices.restore(device_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The phone may send again, also what it held."))
    return redirect("phones")


@require_POST
def mark_seen(request: StaffRequest, command_id: UUID) -> HttpResponse:
    devices.mark_seen(command_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Noted with your name."))
    return redirect("phones")

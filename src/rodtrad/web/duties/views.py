"""Duties to report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.insight.reports.duty_reports import write_for
from rodtrad.programme.duties import operations, queries
from rodtrad.programme.reports.permissions import can_write, check_can_write
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.duties import forms
from rodtrad.web.duties.presenters import duty_view
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def duties(request: StaffRequest) -> HttpResponse:
    """What is late, due and sent, and what is owed."""
    now = timezone.now()
    page = duty_view(queries.duty_page(on=local_day(now)), may_write=can_write(request.actor), now=now)
    return render(request, "duties/duties.html", {"page": page})


def open_duty(request: StaffRequest) -> HttpResponse:
    check_can_write(request.actor)
    initial = {"sender": request.actor.unit_name, "starts_on": local_day(timezone.now())}
    form = forms.DutyForm(request.POST or None, by=request.actor, initial=initial)
    if request.method == "POST" and did(
        form, lambda: operations.open_duty(form.wanted(), by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("The duty is there, with what is due already."))
        return redirect("report-duties")
    return form_page(request, form, heading=_("A duty to report"), button=_("Save"), back=reverse("report-duties"))


@require_POST
def write(request: StaffRequest, turn_id: UUID) -> HttpResponse:
    """A draft for the turn, with its figures filled in."""
    check_can_write(request.actor)
    turn = write_for(queries.get_turn(turn_id), by=request.actor, at=timezone.now())
    messages.success(request, _("The draft is written from the data. Read it, and rewrite what you know better."))
    return redirect("report", turn.report_id)


def send(request: StaffRequest, turn_id: UUID) -> HttpResponse:
    """Send what is published to whoever is owed it."""
    check_can_write(request.actor)
    turn, form = queries.get_turn(turn_id), forms.SendForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.send(turn_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("It is sent, and the recipient is told."))
        return redirect("report-duties")
    if turn.sent_at is None:
        del form.fields["again"]
    lead = _("%(title)s, to %(recipient)s") % {"title": turn.duty.title, "recipient": turn.duty.recipient.name}
    return form_page(
        request, form, heading=_("Send the report"), lead=lead, button=_("Send"), back=reverse("report-duties")
    )


def recipient(request: StaffRequest, duty_id: UUID) -> HttpResponse:
    check_can_write(request.actor)
    duty, form = queries.get_duty(duty_id), forms.RecipientForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _change(request, form.cleaned_data["recipient"], duty_id)):
        return redirect("report-duties")
    back = reverse("report-duties")
    return form_page(request, form, heading=_("Another recipient"), lead=duty.title, button=_("Save"), back=back)


def _change(request: StaffRequest, recipient_id: UUID, duty_id: UUID) -> None:
    operations.change_recipient(duty_id, recipient_id=recipient_id, by=request.actor, at=timezone.now())


def end(request: StaffRequest, duty_id: UUID) -> HttpResponse:
    check_can_write(request.actor)
    duty, form = queries.get_duty(duty_id), Form(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.end_duty(duty_id, by=request.actor, at=timezone.now())
    ):
        return redirect("report-duties")
    lead = _("%(title)s. What was sent stands.") % {"title": duty.title}
    return form_page(
        request, form, heading=_("End the duty"), lead=lead, button=_("End it"), back=reverse("report-duties")
    )

"""Decided but not done, across every forum one sits in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.programme.forums import operations, queries
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.forums import forms, presenters
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def decisions(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    found = queries.decision_log(by=request.actor, on=local_day(now))
    return render(request, "forums/decisions.html", {"page": presenters.log_page(found, now=now)})


def decision(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    now = timezone.now()
    found, may_finish = queries.get_decision(decision_id, by=request.actor, on=local_day(now))
    context = {"page": presenters.decision_page(found, may_finish=may_finish, now=now)}
    return render(request, "forums/decision.html", context)


def finish(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """It is done, and how."""
    now = timezone.now()
    found, _may = queries.get_decision(decision_id, by=request.actor, on=local_day(now))
    form = forms.DoneForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _finish(request, form.cleaned_data["text"], decision_id)):
        messages.success(request, _("It is done, and the forum sees it next time."))
        return redirect("decision", decision_id)
    back = reverse("decision", args=[decision_id])
    return form_page(request, form, heading=_("It is done"), lead=found.text, button=_("Save"), back=back)


def _finish(request: StaffRequest, text: str, decision_id: UUID) -> None:
    names = names_on_file_in(text)
    operations.finish_decision(decision_id, text=text, names=names, by=request.actor, at=timezone.now())

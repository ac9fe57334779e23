"""The turn of a plan: every open measure is chosen for, then the plan is closed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.programme.measures import permissions, queries
from rodtrad.programme.measures import review as reviews
from rodtrad.programme.measures.vocabulary import Choice
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.measures import forms
from rodtrad.web.measures.presenters import measure_row, measure_title, plan_title


def review(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """What is open and waits for a choice, and what has been chosen."""
    now = timezone.now()
    found = queries.review_page(plan_id, by=request.actor, on=local_day(now))
    context = {
        "plan": plan_title(found.plan),
        "plan_id": plan_id,
        "next_plan": plan_title(found.next_plan) if found.next_plan else "",
        "rows": [measure_row(line, now=now) for line in found.to_choose],
        "chosen": [
            (one.measure_id, measure_title(one.measure), one.get_choice_display(), one.reason) for one in found.chosen
        ],
        "may_edit": found.may_edit,
    }
    return render(request, "measures/review.html", context)


def choose(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    measure = queries.get_measure(measure_id)
    permissions.check_can_edit(measure.plan, by=request.actor)
    form = forms.ReviewForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _choose(request, form, measure_id)):
        messages.success(request, _("The choice is made."))
        return redirect("review-action-plan", measure.plan_id)
    back = reverse("review-action-plan", args=[measure.plan_id])
    lead = measure_title(measure)
    return form_page(request, form, heading=_("What becomes of the measure?"), lead=lead, button=_("Save"), back=back)


def _choose(request: StaffRequest, form: forms.ReviewForm, measure_id: UUID) -> None:
    said = form.cleaned_data
    reviews.review_measure(
        measure_id, choice=Choice(said["choice"]), reason=said["reason"], by=request.actor, at=timezone.now()
    )


def close(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """The plan is over. Refused while an open measure has no choice."""
    plan = queries.get_plan(plan_id)
    permissions.check_can_edit(plan, by=request.actor)
    form = Form(request.POST or None)
    if request.method == "POST" and did(form, lambda: reviews.close_plan(plan_id, by=request.actor, at=timezone.now())):
        messages.success(request, _("The plan is closed and stands as it was."))
        return redirect("action-plan", plan_id)
    back = reverse("review-action-plan", args=[plan_id])
    lead = _("After this nothing in it can be changed. What was carried on stands in the next plan.")
    return form_page(request, form, heading=_("Close the plan"), lead=lead, button=_("Close the plan"), back=back)

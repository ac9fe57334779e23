"""Where somebody sleeps, and the review of those with many acute stays."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.stays import operations, queries
from rodtrad.casework.transitions.leaving import leave_stay
from rodtrad.registry.organisations.queries import active_posts, local_day
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.stays import forms
from rodtrad.web.stays.presenters import many_line, promise_line, stays_context


@care_only
def stays(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Every stay, newest first, and how often it was an acute place."""
    now = timezone.now()
    page = queries.stays_page(person_id, by=request.actor, at=now)
    return render(request, "stays/stays.html", stays_context(page, now=now))


@care_only
def begin(request: StaffRequest, person_id: UUID) -> HttpResponse:
    form = forms.StayForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: operations.begin_stay(
            person_id, new=form.stay(), command_id=form.command(), by=request.actor, at=timezone.now()
        ),
    ):
        messages.success(request, _("The stay is saved. Who has the ball has not changed."))
        return redirect("stays", person_id)
    back = reverse("stays", args=[person_id])
    lead = _("A place to sleep never changes who has the ball.")
    return form_page(request, form, heading=_("Where do they stay?"), button=_("Save"), back=back, lead=lead)


@care_only
def end(request: StaffRequest, person_id: UUID, stay_id: UUID) -> HttpResponse:
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: leave_stay(
            stay_id, ends_on=form.cleaned_data["ends_on"], how=form.leaving(), by=request.actor, at=timezone.now()
        ),
    ):
        messages.success(request, _("The stay has ended. Is there a place to sleep tonight?"))
        return redirect("stays", person_id)
    return form_page(
        request, form, heading=_("They have left"), button=_("Save"), back=reverse("stays", args=[person_id])
    )


@care_only
def many(request: StaffRequest) -> HttpResponse:
    """Those the unit has the ball for with many acute stays, and the reviews of them."""
    now = timezone.now()
    limit, months = queries.the_rule(local_day(now))
    context = {
        "people": [many_line(row, months=months) for row in queries.people_with_many(request.actor, at=now)],
        "limit": limit,
        "months": months,
        "reviews": queries.reviews_of(request.actor),
    }
    return render(request, "stays/many.html", context)


@care_only
def start_review(request: StaffRequest) -> HttpResponse:
    operations.check_can_review(request.actor)
    form = forms.ReviewForm(request.POST or None)
    made: list[UUID] = []
    if request.method == "POST" and did(form, lambda: made.append(_start(request, form))):
        return redirect("stay-review", made[0])
    lead = _("One line for each person, and what was not kept since last time.")
    back = reverse("many-stays")
    return form_page(request, form, heading=_("Start a review"), button=_("Start"), back=back, lead=lead)


def _start(request: StaffRequest, form: forms.ReviewForm) -> UUID:
    held_on = form.cleaned_data["held_on"]
    return operations.start_review(held_on=held_on, by=request.actor, at=timezone.now()).pk


@care_only
def review(request: StaffRequest, review_id: UUID) -> HttpResponse:
    now = timezone.now()
    page = queries.review_page(review_id, by=request.actor, at=now)
    context = {"page": page, "lines": [promise_line(line, now=now) for line in page.lines]}
    return render(request, "stays/review.html", context)


@care_only
def promise(request: StaffRequest, review_id: UUID, row_id: UUID) -> HttpResponse:
    posts = active_posts(request.actor.own_unit_id, on=local_day(timezone.now()))
    form = forms.PromiseForm(request.POST or None, posts=[(str(p.post_id), p.name) for p in posts])
    if request.method == "POST" and did(form, lambda: _promise(request, form, row_id)):
        return redirect("stay-review", review_id)
    back = reverse("stay-review", args=[review_id])
    return form_page(request, form, heading=_("What will be done?"), button=_("Save"), back=back)


def _promise(request: StaffRequest, form: forms.PromiseForm, row_id: UUID) -> None:
    operations.promise(
        row_id,
        text=form.cleaned_data["promise"],
        owner_id=UUID(form.cleaned_data["owner"]),
        due_on=form.day(),
        by=request.actor,
        at=timezone.now(),
    )


@require_POST
def keep(request: StaffRequest, review_id: UUID, row_id: UUID) -> HttpResponse:
    operations.keep(row_id, by=request.actor, at=timezone.now())
    return redirect("stay-review", review_id)


@require_POST
def close_review(request: StaffRequest, review_id: UUID) -> HttpResponse:
    operations.close_review(review_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The review is closed. What is not kept comes back in the next one."))
    return redirect("many-stays")

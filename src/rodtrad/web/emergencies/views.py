from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.access import emergency as access
from rodtrad.casework.emergencies import operations, queries
from rodtrad.web.emergencies.forms import BreakTheGlassForm, ReviewForm
from rodtrad.web.emergencies.presenters import emergency_line, share_sentences
from rodtrad.web.emergencies.step_up import prove_it_is_you
from rodtrad.web.layout.forms import did, step_of
from rodtrad.web.layout.pages import check_page, form_page
from rodtrad.web.layout.request import StaffRequest


def emergencies(request: StaffRequest) -> HttpResponse:
    """What I have open now, and colleagues who wait for a second person."""
    access.check_may_break_the_glass(request.actor)
    now = timezone.now()
    context = {
        "mine": [emergency_line(row, now=now) for row in queries.mine(request.actor, at=now)],
        "waiting": [emergency_line(row, now=now) for row in queries.waiting_for_a_second(request.actor, at=now)],
    }
    return render(request, "emergencies/mine.html", context)


@prove_it_is_you
def break_the_glass(request: StaffRequest) -> HttpResponse:
    """Said exactly who and why, looked over with what follows, and opened for an hour."""
    access.check_may_break_the_glass(request.actor)
    form = BreakTheGlassForm(request.POST or None)
    heading, button = _("Open in an emergency"), _("Look over")
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            return check_page(request, form, heading=heading, button=_("Open for an hour"), notes=_what_follows())
        if did(form, lambda: _break(request, form)):
            return redirect("emergencies")
    lead = _("In danger to life: call 113 first.")
    return form_page(request, form, heading=heading, button=button, step="check", lead=lead, aside=_what_follows())


def _what_follows() -> tuple[str, ...]:
    return (
        _("You see the name, the follow-up, the plan and health for one hour. You cannot write, print or take copies."),
        _(
            "The lead of the responsible unit and the privacy officer are told at once, and look at it within seven days."
        ),
        _("The person can read that you opened, when and what kind of danger you chose."),
        _("Protected addresses and legal status stay closed."),
    )


def _break(request: StaffRequest, form: BreakTheGlassForm) -> None:
    said = form.cleaned_data
    row = access.break_the_glass(
        form.whom(), code=said["code"], reason=said["reason"], by=request.actor, at=timezone.now()
    )
    if row.opened_at is None:
        messages.warning(
            request, _("You opened this within the last day. A colleague at your unit must say yes first.")
        )


@require_POST
@prove_it_is_you
def say_yes(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    """The second person's yes."""
    operations.say_yes_as_second(emergency_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Opened for your colleague, for an hour. Your name stands in the log."))
    return redirect("emergencies")


@require_POST
def close(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    operations.close_early(emergency_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Closed."))
    return redirect("emergencies")


def reviews(request: StaffRequest) -> HttpResponse:
    """What waits to be looked at, the oldest first, with the share of all openings."""
    now = timezone.now()
    context = {
        "waiting": [emergency_line(row, now=now) for row in queries.to_review(request.actor)],
        "done": [emergency_line(row, now=now) for row in queries.to_review(request.actor, reviewed=True)],
        "share": share_sentences(queries.share_of_openings(at=now)) if queries.may_review(request.actor) else (),
    }
    return render(request, "emergencies/reviews.html", context)


def emergency(request: StaffRequest, emergency_id: UUID) -> HttpResponse:
    """One opening: who, why and what was read in that hour; and what the one who looks at it found."""
    now = timezone.now()
    row = queries.emergency_for(emergency_id, by=request.actor)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _review(request, form, emergency_id)):
        messages.success(request, _("Noted with your name."))
        return redirect("emergency-reviews")
    may_review = queries.may_review(request.actor) and row.user_id != request.actor.user_id
    line = emergency_line(row, now=now)
    context = {"line": line, "form": form, "may_review": may_review and not line.review and not line.waits}
    return render(request, "emergencies/emergency.html", context, status=422 if form.errors else 200)


def _review(request: StaffRequest, form: ReviewForm, emergency_id: UUID) -> None:
    operations.review(emergency_id, **form.cleaned_data, by=request.actor, at=timezone.now())

"""Making links for those outside, and the page that a link opens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.foundation.errors import NotFound
from rodtrad.programme.forums import queries as forums
from rodtrad.programme.measures import permissions
from rodtrad.programme.measures import queries as measures
from rodtrad.programme.safe_links import operations, queries
from rodtrad.programme.safe_links.queries import Opened
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.measures.presenters import measure_title
from rodtrad.web.safe_links import forms
from rodtrad.web.safe_links.presenters import guest_page, link_rows

GUESSES = 20


def of_measure(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """Which units have not answered, and the links that were made."""
    measure = measures.get_measure(measure_id)
    permissions.check_can_edit(measure.plan, by=request.actor)
    unanswered = [part for part in measure.parts.all() if part.left_at is None and part.answered_at is None]
    context = {
        "heading": measure_title(measure),
        "back": reverse("measure", args=[measure_id]),
        "asked": [(reverse("make-part-link", args=[measure_id, part.unit_id]), part.unit.name) for part in unanswered],
        "links": link_rows(queries.links_of_measure(measure_id), now=timezone.now()),
    }
    return render(request, "safe_links/links.html", context)


def of_decision(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Whom the decision waits for, and the links that were made."""
    now = timezone.now()
    decision, _may = forums.get_decision(decision_id, by=request.actor, on=local_day(now))
    owner = decision.owner.name if decision.owner and decision.done_at is None else ""
    context = {
        "heading": decision.text,
        "back": reverse("decision", args=[decision_id]),
        "asked": [(reverse("make-decision-link", args=[decision_id]), owner)] if owner else [],
        "links": link_rows(queries.links_of_decision(decision_id), now=now),
    }
    return render(request, "safe_links/links.html", context)


@require_POST
def make_for_part(request: StaffRequest, measure_id: UUID, unit_id: UUID) -> HttpResponse:
    token = operations.link_for_part(measure_id, unit_id=unit_id, by=request.actor, at=timezone.now())
    return _made(request, token, back=reverse("measure-links", args=[measure_id]))


@require_POST
def make_for_decision(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    token = operations.link_for_decision(decision_id, by=request.actor, at=timezone.now())
    return _made(request, token, back=reverse("decision-links", args=[decision_id]))


def _made(request: StaffRequest, token: str, *, back: str) -> HttpResponse:
    """The address is shown this once."""
    address = request.build_absolute_uri(reverse("safe-link", args=[token]))
    answer = render(request, "safe_links/made.html", {"address": address, "back": back})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def take_back(request: StaffRequest, link_id: UUID) -> HttpResponse:
    link = operations.take_back(link_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The link is dead."))
    if link.part is not None:
        return redirect("measure-links", link.part.measure_id)
    return redirect("decision-links", link.decision_id)


@login_not_required
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens, for somebody without a sign-in. Whoever guesses is slowed."""
    now = timezone.now()
    try:
        found = queries.opened(token, at=now)
    except NotFound as dead:
        return _guest_answer(request, {"sentence": str(dead)}, status=_status_of_guess(request))
    kind = forms.GuestAnswerForm if found.part else forms.GuestDoneForm
    form = kind(request.POST or None)
    if request.method == "POST" and did(form, lambda: _answer(form, found)):
        return _guest_answer(request, {"sentence": _("Thank you. The answer is recorded, and the link is used up.")})
    context = {"page": guest_page(found, now=now), "form": form}
    return _guest_answer(request, context, status=422 if form.errors else 200)


def _status_of_guess(request: HttpRequest) -> int:
    """A link that opens nothing is counted for the minute. One that does is never kept out by others' guesses."""
    place = f"safe-link-guess:{request.META.get('REMOTE_ADDR', '')}"
    guesses = cache.get(place, 0) + 1
    cache.set(place, guesses, 60)
    return 429 if guesses > GUESSES else 404


def _answer(form: forms.GuestAnswerForm | forms.GuestDoneForm, found: Opened) -> None:
    said = form.cleaned_data
    text = said["reason"] if found.part else said["text"]
    told: dict[str, Any] = {
        "name": said["name"], "names": names_on_file_in(text), "by": found.guest, "at": timezone.now(),
    }  # fmt: skip
    if found.part:
        operations.answer_part(found.link.pk, accepts=said["answer"] == "yes", reason=text, **told)
    else:
        operations.tell_done(found.link.pk, text=text, **told)


def _guest_answer(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    answer = render(request, "safe_links/guest.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"  # with no referrer at all a browser cannot send the form
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer

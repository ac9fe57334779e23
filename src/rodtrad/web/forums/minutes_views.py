"""Minutes as they are written in the meeting, and found again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.programme.forums import operations, queries
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.forums import forms, presenters
from rodtrad.web.forums.shared_texts import save_text
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def write(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """The text of one item. Two who write at once see both texts, and nothing is lost."""
    now = timezone.now()
    item = queries.get_item(item_id, by=request.actor, on=local_day(now))
    form = forms.TextForm(request.POST or None, initial={"text": item.text, "version": item.version})
    if request.method == "POST" and form.is_valid():
        both = save_text(request, form, lambda: _write(request, form, item_id))
        if both:
            return both
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('forum-meeting', args=[item.meeting_id])}#item-{item.number}")
    back = reverse("forum-meeting", args=[item.meeting_id])
    return form_page(request, form, heading=item.title or _("Minutes of the last meeting"), button=_("Save"), back=back)


def _write(request: StaffRequest, form: forms.TextForm, item_id: UUID) -> None:
    text, version = form.cleaned_data["text"], form.cleaned_data["version"]
    names = names_on_file_in(text)
    operations.write_minutes(item_id, text=text, version=version, names=names, by=request.actor, at=timezone.now())


def decide(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """A decision with outcome, owner and day."""
    now = timezone.now()
    item = queries.get_item(item_id, by=request.actor, on=local_day(now))
    form = forms.DecideForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _decide(request, form, item_id)):
        messages.success(request, _("The decision stands in the log, and its owner is told."))
        return redirect(f"{reverse('forum-meeting', args=[item.meeting_id])}#item-{item.number}")
    back = reverse("forum-meeting", args=[item.meeting_id])
    return form_page(
        request, form, heading=_("Write a decision"), lead=item.title, button=_("Save the decision"), back=back
    )


def _decide(request: StaffRequest, form: forms.DecideForm, item_id: UUID) -> None:
    decided = form.decided()
    names = names_on_file_in(decided.text)
    operations.decide(item_id, decided=decided, names=names, by=request.actor, at=timezone.now())


@require_POST
def postpone(request: StaffRequest, item_id: UUID) -> HttpResponse:
    item = operations.postpone(item_id, by=request.actor, at=timezone.now())
    messages.success(request, _("It comes back next time."))
    return redirect("forum-meeting", item.meeting_id)


@require_POST
def approve(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    operations.approve_minutes(meeting_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The minutes are approved and stand as they are."))
    return redirect("forum-meeting", meeting_id)


def correct(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """A note to approved minutes."""
    now = timezone.now()
    queries.get_meeting(meeting_id, by=request.actor, on=local_day(now))
    form = forms.CorrectionForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _correct(request, form.cleaned_data["text"], meeting_id)):
        messages.success(request, _("The note stands below the minutes."))
        return redirect("forum-meeting", meeting_id)
    back = reverse("forum-meeting", args=[meeting_id])
    return form_page(request, form, heading=_("Correct the minutes"), button=_("Add the note"), back=back)


def _correct(request: StaffRequest, text: str, meeting_id: UUID) -> None:
    names = names_on_file_in(text)
    operations.correct_minutes(meeting_id, text=text, names=names, by=request.actor, at=timezone.now())


def search(request: StaffRequest) -> HttpResponse:
    now, words = timezone.now(), request.GET.get("q", "")[:100]
    found = queries.search_minutes(words, by=request.actor, on=local_day(now))
    context = {"words": words, "hits": presenters.hits(found, words=words, now=now)}
    return render(request, "forums/search.html", context)

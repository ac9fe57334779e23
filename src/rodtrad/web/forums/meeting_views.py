"""When a forum meets, and what it takes up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.programme.forums import operations, queries
from rodtrad.programme.forums.permissions import check_can_write
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.forums import forms, presenters
from rodtrad.web.forums.meeting_pages import meeting_page
from rodtrad.web.layout.forms import did, step_of
from rodtrad.web.layout.pages import check_page, form_page
from rodtrad.web.layout.request import StaffRequest


def plan_series(request: StaffRequest, forum_id: UUID) -> HttpResponse:
    """A series is looked over before it is saved, with the days that a holiday moves."""
    now = timezone.now()
    forum = queries.get_forum(forum_id)
    check_can_write(forum, by=request.actor, on=local_day(now))
    first = {"first_on": forms.in_two_weeks(local_day(now)), "starts_at": "10:00", "every_weeks": "4"}
    form = forms.SeriesForm(request.POST or None, initial=first)
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            notes = presenters.series_notes(form.days(), now=now)
            return check_page(request, form, heading=_("Plan these meetings?"), button=_("Plan them"), notes=notes)
        if did(form, lambda: _plan(request, form, forum_id)):
            messages.success(request, _("The meetings are planned. Calendars follow."))
            return redirect("forum", forum_id)
    back = reverse("forum", args=[forum_id])
    return form_page(request, form, heading=_("Plan meetings"), button=_("Look over"), step="check", back=back)


def _plan(request: StaffRequest, form: forms.SeriesForm, forum_id: UUID) -> None:
    said = form.cleaned_data
    operations.plan_meetings(
        forum_id,
        starts=form.starts(),
        minutes=said["minutes"],
        place=said["place"],
        by=request.actor,
        at=timezone.now(),
    )


def meeting(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """A meeting from agenda to minutes, on one page."""
    now = timezone.now()
    found = queries.meeting_page(meeting_id, by=request.actor, on=local_day(now))
    return render(request, "forums/meeting.html", {"page": meeting_page(found, now=now)})


def move(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    now = timezone.now()
    held = queries.get_meeting(meeting_id, by=request.actor, on=local_day(now))
    form = forms.WhenForm(request.POST or None, initial=presenters.when_of(held))
    if request.method == "POST" and did(
        form, lambda: operations.move_meeting(meeting_id, starts_at=form.moment(), by=request.actor, at=now)
    ):
        messages.success(request, _("The meeting is moved, and the day of its papers with it."))
        return redirect("forum-meeting", meeting_id)
    back = reverse("forum-meeting", args=[meeting_id])
    return form_page(request, form, heading=_("Move the meeting"), button=_("Move it"), back=back)


def cancel(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    now = timezone.now()
    queries.get_meeting(meeting_id, by=request.actor, on=local_day(now))
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: operations.cancel_meeting(
            meeting_id, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
        ),
    ):
        messages.success(request, _("The meeting is cancelled. Calendars follow."))
        return redirect("forum-meeting", meeting_id)
    back = reverse("forum-meeting", args=[meeting_id])
    return form_page(request, form, heading=_("Cancel the meeting"), button=_("Cancel it"), back=back)


@require_POST
def gather(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Everything due comes on the agenda, late first."""
    added = operations.gather_agenda(meeting_id, by=request.actor, at=timezone.now())
    said = ngettext("%(count)s item was added.", "%(count)s items were added.", added) % {"count": added}
    messages.success(request, said if added else _("Everything due stands on the agenda already."))
    return redirect("forum-meeting", meeting_id)


def raise_item(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    now = timezone.now()
    queries.get_meeting(meeting_id, by=request.actor, on=local_day(now))
    form = forms.ItemForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _raise(request, form.cleaned_data["title"], meeting_id)):
        messages.success(request, _("It stands on the agenda."))
        return redirect("forum-meeting", meeting_id)
    back = reverse("forum-meeting", args=[meeting_id])
    return form_page(request, form, heading=_("Raise something"), button=_("Put it on the agenda"), back=back)


def _raise(request: StaffRequest, title: str, meeting_id: UUID) -> None:
    names = names_on_file_in(title)
    operations.raise_item(meeting_id, title=title, names=names, by=request.actor, at=timezone.now())


@require_POST
def hold(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    operations.hold_meeting(meeting_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The meeting has been held. Its minutes are a draft until they are approved."))
    return redirect("forum-meeting", meeting_id)

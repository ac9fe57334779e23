"""Forums, and who sits in them on a day."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from rodtrad.foundation.vocabulary import Role
from rodtrad.programme.forums import operations, queries
from rodtrad.programme.forums.vocabulary import ForumKind, Level, Seat
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.forums import forms, presenters
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def forums(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    found = queries.forums(by=request.actor, on=local_day(now))
    context = {"groups": presenters.forum_rows(found, now=now), "may_open": request.actor.has(Role.PROGRAMME)}
    return render(request, "forums/forums.html", context)


def forum(request: StaffRequest, forum_id: UUID) -> HttpResponse:
    """A forum: mandate, who sits there on a chosen day, meetings planned and held."""
    now = timezone.now()
    seats_on = _day(request.GET.get("on", "")) or local_day(now)
    found = queries.forum_page(forum_id, by=request.actor, seats_on=seats_on, at=now)
    return render(request, "forums/forum.html", {"page": presenters.forum_page(found, now=now)})


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def open_forum(request: StaffRequest) -> HttpResponse:
    form, made = forms.ForumForm(request.POST or None), []
    if request.method == "POST" and did(form, lambda: made.append(_open(request, form))):
        messages.success(request, _("The forum is open. Give it members."))
        return redirect("forum", made[0])
    return form_page(request, form, heading=_("Open a forum"), button=_("Open the forum"), back=reverse("forums"))


def _open(request: StaffRequest, form: forms.ForumForm) -> UUID:
    said = {
        **form.cleaned_data,
        "kind": ForumKind(form.cleaned_data["kind"]),
        "level": Level(form.cleaned_data["level"]),
    }
    return operations.open_forum(**said, by=request.actor, at=timezone.now()).pk


def add_seat(request: StaffRequest, forum_id: UUID) -> HttpResponse:
    form = forms.SeatForm(request.POST or None, initial={"starts_on": local_day(timezone.now())})
    if request.method == "POST" and did(form, lambda: _seat(request, form, forum_id)):
        messages.success(request, _("The seat is taken."))
        return redirect("forum", forum_id)
    back = reverse("forum", args=[forum_id])
    return form_page(request, form, heading=_("Give an organisation a seat"), button=_("Save"), back=back)


def _seat(request: StaffRequest, form: forms.SeatForm, forum_id: UUID) -> None:
    said = form.cleaned_data
    operations.seat(
        forum_id,
        unit_id=said["unit"],
        as_seat=Seat(said["as_seat"]),
        starts_on=said["starts_on"],
        by=request.actor,
        at=timezone.now(),
    )


def end_seat(request: StaffRequest, membership_id: UUID) -> HttpResponse:
    now = timezone.now()
    form, ended = forms.EndSeatForm(request.POST or None, initial={"ends_on": local_day(now)}), []
    if request.method == "POST" and did(
        form,
        lambda: ended.append(
            operations.leave(membership_id, ends_on=form.cleaned_data["ends_on"], by=request.actor, at=now).forum_id
        ),
    ):
        messages.success(request, _("The seat has ended. Who sat there stays readable."))
        return redirect("forum", ended[0])
    return form_page(request, form, heading=_("End a seat"), button=_("End the seat"), back=reverse("forums"))

"""The pack: made, read, written on, sent, and compared with the one before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.programme.forums import operations, permissions, queries
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.forums import forms
from rodtrad.web.forums.pack_figures import pack_figures
from rodtrad.web.forums.pack_pages import changes_page, pack_page
from rodtrad.web.forums.shared_texts import save_text
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def pack(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """What has changed since the last meeting, to be read before this one."""
    now = timezone.now()
    found = queries.get_pack(meeting_id, by=request.actor, on=local_day(now))
    may_write = permissions.can_write(found.meeting.forum, by=request.actor, on=local_day(now))
    return render(request, "forums/pack.html", {"page": pack_page(found, may_write=may_write, now=now)})


@require_POST
def make(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    now = timezone.now()
    operations.make_pack(meeting_id, figures=pack_figures(request.actor, at=now), by=request.actor, at=now)
    messages.success(request, _("The pack is made. Read it, write a few words on top, and send it."))
    return redirect("pack", meeting_id)


def write_lead(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """The secretary's own words on top."""
    now = timezone.now()
    held = queries.get_pack(meeting_id, by=request.actor, on=local_day(now))
    form = forms.TextForm(request.POST or None, initial={"text": held.lead, "version": held.version})
    if request.method == "POST" and form.is_valid():
        both = save_text(request, form, lambda: _write(request, form, meeting_id))
        if both:
            return both
        if not form.errors:
            return redirect("pack", meeting_id)
    back = reverse("pack", args=[meeting_id])
    return form_page(request, form, heading=_("A few words on top"), button=_("Save"), back=back)


def _write(request: StaffRequest, form: forms.TextForm, meeting_id: UUID) -> None:
    text, version = form.cleaned_data["text"], form.cleaned_data["version"]
    names = names_on_file_in(text)
    operations.write_lead(meeting_id, text=text, version=version, names=names, by=request.actor, at=timezone.now())


@require_POST
def send(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    operations.send_pack(meeting_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The pack is frozen, and every member is told that it is there."))
    return redirect("pack", meeting_id)


def changes(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """The plans in this pack against those in the pack before."""
    now = timezone.now()
    found = queries.get_pack(meeting_id, by=request.actor, on=local_day(now))
    before, changed = queries.compare_with_before(found)
    return render(request, "forums/changes.html", {"page": changes_page(found, before, changed, now=now)})

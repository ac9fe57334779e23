"""What a lead does for the own unit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.registry.organisations import operations as organisations
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.organisations import forms


def _done(request: StaffRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("unit")


def record_absence(request: StaffRequest) -> HttpResponse:
    """Somebody is away: the same day their people are in the lead's queue, or with the stand-in."""
    form = forms.AbsenceForm(request.POST or None, by=request.actor)
    if request.method == "POST" and did(form, lambda: _record_absence(request, form)):
        return _done(request, _("The absence is recorded."))
    return form_page(
        request,
        form,
        heading=_("Record an absence"),
        lead=_("Without a stand-in the people are in your queue from the first day."),
        button=_("Save"),
        back=reverse("unit"),
    )


def _record_absence(request: StaffRequest, form: forms.AbsenceForm) -> None:
    said = form.cleaned_data
    responsibility.record_absence(
        UUID(said["post"]),
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
        stand_in_id=form.stand_in_id(),
        by=request.actor,
        at=timezone.now(),
    )


def name_stand_in(request: StaffRequest, absence_id: UUID) -> HttpResponse:
    form = forms.StandInForm(request.POST or None, by=request.actor)
    if request.method == "POST" and did(
        form,
        lambda: responsibility.name_stand_in(
            absence_id, stand_in_id=UUID(form.cleaned_data["stand_in"]), by=request.actor, at=timezone.now()
        ),
    ):
        return _done(request, _("The stand-in is named."))
    return form_page(request, form, heading=_("Name a stand-in"), button=_("Save"), back=reverse("unit"))


@require_POST
def end_absence(request: StaffRequest, absence_id: UUID) -> HttpResponse:
    responsibility.end_absence(absence_id, by=request.actor, at=timezone.now())
    return _done(request, _("Back again. The people went back to their coordinator."))


def end_post(request: StaffRequest, post_id: UUID) -> HttpResponse:
    """Somebody leaves: nothing stays behind with a name that is gone."""
    form, moved = Form(request.POST or None), []
    if request.method == "POST" and did(form, lambda: moved.append(_end_post(request, post_id))):
        count = moved[0]
        words = {"count": count}
        said = ngettext("One person went to your queue.", "%(count)s persons went to your queue.", count) % words
        return _done(request, _("The post has ended.") + " " + said)
    return form_page(
        request,
        form,
        heading=_("Somebody leaves the unit"),
        lead=_(
            "From today the post gives nothing. Their people go to your queue, and everything that waits for them to you."
        ),
        button=_("End the post today"),
        back=reverse("unit"),
    )


def _end_post(request: StaffRequest, post_id: UUID) -> int:
    now = timezone.now()
    return responsibility.end_post(post_id, on=local_day(now), by=request.actor, at=now)


def lend_authority(request: StaffRequest) -> HttpResponse:
    form = forms.LoanForm(request.POST or None, by=request.actor)
    if request.method == "POST" and did(form, lambda: _lend(request, form)):
        return _done(request, _("They may answer for the unit in that time."))
    return form_page(request, form, heading=_("Lend authority to answer"), button=_("Lend it"), back=reverse("unit"))


def _lend(request: StaffRequest, form: forms.LoanForm) -> None:
    said = form.cleaned_data
    organisations.lend_authority(
        UUID(said["post"]), starts_on=said["starts_on"], ends_on=said["ends_on"], by=request.actor, at=timezone.now()
    )


def add_staff(request: StaffRequest) -> HttpResponse:
    """Give somebody a post at the own unit; a new login if they have none."""
    form = forms.StaffForm(request.POST or None, initial={"starts_on": local_day(timezone.now())})
    if request.method == "POST" and did(
        form, lambda: organisations.give_post(**form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        return _done(
            request,
            _(
                "The post is given. They sign in with that e-mail address, and choose a password by “Forgotten password”."
            ),
        )
    return form_page(request, form, heading=_("Give somebody a post"), button=_("Give the post"), back=reverse("unit"))

"""An overdose in two presses, its form and card, and the prevention panel of a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.overdose import operations, queries
from rodtrad.casework.overdose.vocabulary import Place, StepKind
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.overdose import forms
from rodtrad.web.overdose.presenters import card_words, overdose_row, prevention_context


@care_only
def overdoses(request: StaffRequest) -> HttpResponse:
    """Forms that are missing, and the latest."""
    now = timezone.now()
    rows = [overdose_row(line, now=now) for line in queries.overdoses_of_unit(request.actor)]
    return render(request, "overdose/list.html", {"rows": rows})


@care_only
def register(request: StaffRequest) -> HttpResponse:
    """Where and when; the rest can wait until it is calm."""
    form, made = forms.RegisterForm(request.POST or None), []
    if request.method == "POST" and did(form, lambda: made.append(_register(request, form))):
        messages.success(request, _("Registered. Give the card, and fill in the form when it is calm."))
        return redirect("overdose-card", made[0])
    lead = _("Call 113 first. Nothing about who it was is written here.")
    back = reverse("overdoses")
    return form_page(request, form, heading=_("An overdose now"), lead=lead, button=_("Register"), back=back)


def _register(request: StaffRequest, form: forms.RegisterForm) -> UUID:
    place, when, command = Place(form.cleaned_data["place"]), form.occurred_at(), form.command()
    row = operations.register_overdose(
        place=place, occurred_at=when, command_id=command, by=request.actor, at=timezone.now()
    )
    return row.pk


@care_only
def fill_in(request: StaffRequest, overdose_id: UUID) -> HttpResponse:
    """The form, without a name; as it was, once it is filled in."""
    now = timezone.now()
    line = queries.overdose_line(overdose_id, by=request.actor)
    form = forms.OverdoseForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.fill_in(overdose_id, form=form.form(), by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("The form is saved."))
        return redirect("overdoses")
    context = {"form": form, "row": overdose_row(line, now=now)}
    return render(request, "overdose/form.html", context, status=422 if form.errors else 200)


@care_only
def card(request: StaffRequest, overdose_id: UUID) -> HttpResponse:
    """The card back in, to print or to read aloud."""
    line = queries.overdose_line(overdose_id, by=request.actor)
    return render(request, "overdose/card.html", card_words(line, now=timezone.now()))


@care_only
def prevention(request: StaffRequest, person_id: UUID) -> HttpResponse:
    now = timezone.now()
    page = queries.prevention_page(person_id, by=request.actor, at=now)
    return render(request, "overdose/prevention.html", prevention_context(page, now=now))


@care_only
def step(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """One step that is taken."""
    queries.prevention_page(person_id, by=request.actor, at=timezone.now())
    form = forms.StepForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _step(request, form, person_id)):
        messages.success(request, _("The step is written down."))
        return redirect("prevention", person_id)
    back = reverse("prevention", args=[person_id])
    return form_page(request, form, heading=_("A step is taken"), button=_("Save"), back=back)


def _step(request: StaffRequest, form: forms.StepForm, person_id: UUID) -> None:
    said = form.cleaned_data
    operations.record_step(
        person_id,
        kind=StepKind(said["kind"]),
        done_on=said["done_on"],
        confirmed=said["confirmed"],
        by=request.actor,
        at=timezone.now(),
    )


@care_only
def after(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The person says yes to being met: a day, two days and a week."""
    queries.prevention_page(person_id, by=request.actor, at=timezone.now())
    form, made = forms.AfterForm(request.POST or None), []
    if request.method == "POST" and did(form, lambda: made.append(_after(request, form, person_id))):
        messages.success(request, _("Whoever has the ball is told, and has tasks for a day, two days and a week."))
        return redirect("tolerance-window", made[0])
    lead = _("The person decides. Without their yes nobody is told: give the card, and say that the door is open.")
    back = reverse("prevention", args=[person_id])
    return form_page(request, form, heading=_("After an overdose"), lead=lead, button=_("Follow up"), back=back)


def _after(request: StaffRequest, form: forms.AfterForm, person_id: UUID) -> UUID:
    said, command = form.cleaned_data, form.command()
    window = operations.follow_up(
        person_id,
        occurred_on=said["occurred_on"],
        says_yes=said["says_yes"],
        command_id=command,
        by=request.actor,
        at=timezone.now(),
    )
    return window.pk

"""Changes that come: the list, one change with its checklist, and what happened in the end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.transitions import operations, queries
from rodtrad.casework.transitions.leaving import record_departure
from rodtrad.casework.transitions.permissions import NO_SUCH_TRANSITION
from rodtrad.casework.transitions.vocabulary import Point, PointState, Readiness, Side
from rodtrad.casework.transitions.windows import close_window
from rodtrad.foundation.errors import NotFound
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.transitions import forms
from rodtrad.web.transitions.presenters import page_context, person_context, unit_context, window_context


@care_only
def coming(request: StaffRequest) -> HttpResponse:
    """What comes for everybody the unit follows up, the nearest first."""
    now = timezone.now()
    page = queries.unit_transitions(request.actor, at=now)
    return render(request, "transitions/coming.html", unit_context(page, now=now))


@care_only
def transitions(request: StaffRequest, person_id: UUID) -> HttpResponse:
    now = timezone.now()
    page = queries.person_transitions(person_id, by=request.actor, at=now)
    return render(request, "transitions/person.html", person_context(page, now=now))


@care_only
def plan(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Tell of a change: what, when, and what the person wants."""
    form, made = forms.PlanForm(request.POST or None), []
    if request.method == "POST" and did(form, lambda: made.append(_plan(request, form, person_id))):
        messages.success(request, _("Planned. Whoever has the ball has been told."))
        return redirect("transition", made[0])
    lead = _("Whoever has the ball is told now, and again 30, 14, 7 and 1 days before.")
    back = reverse("transitions", args=[person_id])
    return form_page(request, form, heading=_("A change that comes"), lead=lead, button=_("Save"), back=back)


def _plan(request: StaffRequest, form: forms.PlanForm, person_id: UUID) -> UUID:
    new, command = form.transition(), form.command()
    return operations.plan_transition(person_id, new=new, command_id=command, by=request.actor, at=timezone.now()).pk


@care_only
def left(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Somebody left unplanned: told at once, with a task for today."""
    form = forms.LeftForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _left(request, form, person_id)):
        messages.success(request, _("Told. Whoever has the ball has a task for today."))
        return redirect("transitions", person_id)
    lead = _("Whoever has the ball is told at once, and has a task for today. The days of lower tolerance begin.")
    back = reverse("transitions", args=[person_id])
    return form_page(request, form, heading=_("Left unplanned"), lead=lead, button=_("Tell now"), back=back)


def _left(request: StaffRequest, form: forms.LeftForm, person_id: UUID) -> None:
    gone, command = form.departure(), form.command()
    record_departure(person_id, left=gone, command_id=command, by=request.actor, at=timezone.now())


@care_only
def transition(request: StaffRequest, transition_id: UUID) -> HttpResponse:
    now = timezone.now()
    page = queries.transition_page(transition_id, by=request.actor, at=now)
    return render(request, "transitions/transition.html", page_context(page, now=now))


@care_only
def move(request: StaffRequest, transition_id: UUID) -> HttpResponse:
    queries.transition_page(transition_id, by=request.actor, at=timezone.now())
    form = forms.MoveDayForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: operations.move_day(transition_id, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        messages.success(request, _("Moved. Notices and tasks follow the new day."))
        return redirect("transition", transition_id)
    back = reverse("transition", args=[transition_id])
    return form_page(request, form, heading=_("Another day"), button=_("Move it"), back=back)


@care_only
def answer(request: StaffRequest, transition_id: UUID, point: str) -> HttpResponse:
    """How it stands with one point of the checklist."""
    asked = next((p for p in Point if p.value.lower().replace("_", "-") == point), None)
    if asked is None:
        raise NotFound(NO_SUCH_TRANSITION)
    queries.transition_page(transition_id, by=request.actor, at=timezone.now())
    form = forms.point_form(asked)(request.POST or None)
    if request.method == "POST" and did(form, lambda: _answer(request, form, transition_id, asked)):
        return redirect("transition", transition_id)
    back = reverse("transition", args=[transition_id])
    return form_page(request, form, heading=str(asked.label), button=_("Save"), back=back)


def _answer(request: StaffRequest, form: forms.PointForm, transition_id: UUID, point: Point) -> None:
    said = form.cleaned_data
    operations.answer_point(
        transition_id,
        point=point,
        state=PointState(said["state"]),
        home=said.get("home", ""),
        note=said["note"],
        by=request.actor,
        at=timezone.now(),
    )


@care_only
def say_view(request: StaffRequest, transition_id: UUID, side: str) -> HttpResponse:
    """How one side sees it; the others' words stay beside."""
    whose = next((one for one in Side if one.value.lower() == side), None)
    if whose is None:
        raise NotFound(NO_SUCH_TRANSITION)
    queries.transition_page(transition_id, by=request.actor, at=timezone.now())
    form = forms.ViewForm(request.POST or None, side=whose)
    if request.method == "POST" and did(form, lambda: _say(request, form, transition_id, whose)):
        return redirect("transition", transition_id)
    back = reverse("transition", args=[transition_id])
    return form_page(request, form, heading=str(whose.label), button=_("Save"), back=back)


def _say(request: StaffRequest, form: forms.ViewForm, transition_id: UUID, side: Side) -> None:
    readiness, words = Readiness(form.cleaned_data["readiness"]), form.cleaned_data["words"]
    operations.say_view(transition_id, side=side, readiness=readiness, words=words, by=request.actor, at=timezone.now())


@care_only
def complete(request: StaffRequest, transition_id: UUID) -> HttpResponse:
    """It has happened. Without a place to live it stops, but for a reason."""
    queries.transition_page(transition_id, by=request.actor, at=timezone.now())
    form = forms.CompleteForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.complete(transition_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("It is written down that it happened."))
        return redirect("transition", transition_id)
    lead = _("Nobody is let go of to nothing.")
    back = reverse("transition", args=[transition_id])
    return form_page(request, form, heading=_("It has happened"), lead=lead, button=_("It has happened"), back=back)


@care_only
def call_off(request: StaffRequest, transition_id: UUID) -> HttpResponse:
    queries.transition_page(transition_id, by=request.actor, at=timezone.now())
    form = forms.CallOffForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.call_off(transition_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("Called off. Its tasks and notices are gone."))
        return redirect("transition", transition_id)
    back = reverse("transition", args=[transition_id])
    return form_page(request, form, heading=_("Call it off"), button=_("Call it off"), back=back)


@care_only
def window(request: StaffRequest, window_id: UUID) -> HttpResponse:
    """The days of lower tolerance: what is done, and ending them with a reason."""
    now, form = timezone.now(), forms.CloseWindowForm(request.POST or None)
    page = queries.window_page(window_id, by=request.actor, at=now)
    if request.method == "POST" and did(
        form, lambda: close_window(window_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("Ended, with your name and the reason."))
        return redirect("transitions", page.window.person_id)
    context = {**window_context(page, now=now), "form": form}
    return render(request, "transitions/window.html", context, status=422 if form.errors else 200)

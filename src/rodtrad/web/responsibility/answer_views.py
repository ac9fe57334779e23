"""Reading and answering a request, and deciding what was escalated."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.person_page.request import RequestPage, request_page
from rodtrad.web.layout.forms import Form, did, step_of
from rodtrad.web.layout.pages import check_page, form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.responsibility import forms
from rodtrad.web.responsibility.presenters import request_context


def request_view(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Everything the one who answers needs to decide."""
    now = timezone.now()
    found = request_page(request_id, by=request.actor, at=now)
    return render(request, "responsibility/request.html", request_context(found, now=now))


def receipt(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """What happened, who has the ball, and what is next."""
    now = timezone.now()
    found = request_page(request_id, by=request.actor, at=now)
    return render(request, "responsibility/receipt.html", request_context(found, now=now))


def accept(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Take over (or say yes to helping): looked over first, then done."""
    found = request_page(request_id, by=request.actor, at=timezone.now())
    people = [(str(p.post_id), p.name) for p in found.coordinators]
    initial = {"version": found.version, "coordinator": _myself(request, found)}
    form = forms.AcceptForm(request.POST or None, initial=initial, coordinators=people)
    if not found.is_handover:
        form.fields.pop("coordinator")
    if request.method == "POST" and did(form, lambda: _accept(request, form, found)):
        return redirect(reverse("request-receipt", args=[request_id]))
    context = {**request_context(found, now=timezone.now()), "form": form}
    return render(request, "responsibility/accept.html", context, status=422 if form.errors else 200)


def _myself(request: StaffRequest, found: RequestPage) -> str:
    mine = {p.post_id for p in found.coordinators}
    return str(request.actor.post_id) if request.actor.post_id in mine else ""


def _accept(request: StaffRequest, form: forms.AcceptForm, found: RequestPage) -> None:
    version, at = form.cleaned_data["version"], timezone.now()
    if found.is_handover:
        responsibility.accept_handover(
            found.row.request_id, coordinator_id=form.coordinator_id(), version=version, by=request.actor, at=at
        )
    else:
        responsibility.accept_referral(found.row.request_id, version=version, by=request.actor, at=at)


def decline(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Not accepted, with a reason and who instead; looked over before it is sent."""
    found = request_page(request_id, by=request.actor, at=timezone.now())
    initial = {"version": found.version, "suggested_unit": str(found.from_unit_id)}
    form = forms.DeclineForm(request.POST or None, initial=initial, own_unit=request.actor.unit_id)
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            lead = _("The sender keeps the responsibility and is told at once.")
            return check_page(request, form, heading=_("Is this right?"), lead=lead, button=_("Send the answer"))
        if did(form, lambda: _decline(request, form, request_id)):
            return redirect(reverse("request-receipt", args=[request_id]))
    return form_page(
        request,
        form,
        heading=_("Not accept"),
        lead=_("A reason and a suggestion help the next one. The sender keeps the responsibility."),
        button=_("Look over"),
        step="check",
        back=reverse("request", args=[request_id]),
    )


def _decline(request: StaffRequest, form: forms.DeclineForm, request_id: UUID) -> None:
    said = form.cleaned_data
    responsibility.decline(
        request_id,
        reason=said["reason"],
        text=said["text"],
        suggested_unit_id=UUID(said["suggested_unit"]),
        version=said["version"],
        by=request.actor,
        at=timezone.now(),
    )


def ask(request: StaffRequest, request_id: UUID) -> HttpResponse:
    return _short(
        request,
        request_id,
        forms.QuestionForm,
        responsibility.ask_for_information,
        _("Ask for more information"),
        _("Send the question"),
    )


def give(request: StaffRequest, request_id: UUID) -> HttpResponse:
    return _short(
        request,
        request_id,
        forms.GiveForm,
        responsibility.give_information,
        _("Give more information"),
        _("Send the answer"),
    )


def withdraw(request: StaffRequest, request_id: UUID) -> HttpResponse:
    return _short(
        request, request_id, forms.WithdrawForm, responsibility.withdraw, _("Take the request back"), _("Take it back")
    )


STEPS: dict[str, Callable[..., object]] = {
    "waiting": responsibility.put_on_waiting_list,
    "start": responsibility.start_referral,
    "complete": responsibility.complete_referral,
    "stop": responsibility.stop_referral,
}


def referral_step(request: StaffRequest, request_id: UUID, step: str) -> HttpResponse:
    """On the waiting list, begun, completed, or stopped early."""
    if step not in STEPS:
        raise NotFound(_("There is no such step."))
    headings = {
        "waiting": _("Put on the waiting list"),
        "start": _("The help begins"),
        "complete": _("The help is completed"),
        "stop": _("The help stops early"),
    }
    return _short(request, request_id, forms.StepForm, STEPS[step], headings[step], _("Save"))


def _short(
    request: StaffRequest,
    request_id: UUID,
    kind: type[forms.AnswerForm],
    act: Callable[..., object],
    heading: str,
    button: str,
) -> HttpResponse:
    """A form with one text, and the act it leads to."""
    found = request_page(request_id, by=request.actor, at=timezone.now())
    form: Form = kind(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and did(
        form, lambda: act(request_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("Saved, and the other unit has been told."))
        return redirect("request", request_id)
    return form_page(request, form, heading=heading, button=button, back=reverse("request", args=[request_id]))


def decide(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """An escalated case: the chain of answers, and the decision of the coordinating unit."""
    now = timezone.now()
    found = request_page(request_id, by=request.actor, at=now)
    form = forms.DecideForm(request.POST or None, initial={"version": found.case_version})
    if request.method == "POST" and did(form, lambda: _decide(request, form, found)):
        messages.success(request, _("Decided. The units have been told."))
        return redirect("board")
    context = {
        **request_context(found, now=now),
        "form": form,
        "may_decide": request.actor.has(Role.COORDINATING_UNIT),
    }
    return render(request, "responsibility/decide.html", context, status=422 if form.errors else 200)


def _decide(request: StaffRequest, form: forms.DecideForm, found: RequestPage) -> None:
    said, at = form.cleaned_data, timezone.now()
    if said["decision"] == "STAYS":
        responsibility.leave_where_it_is(found.case_id, reason=said["reason"], by=request.actor, at=at)
        return
    responsibility.assign(
        found.case_id,
        to_unit_id=UUID(said["to_unit"]),
        reason=said["reason"],
        version=said["version"],
        by=request.actor,
        at=at,
    )

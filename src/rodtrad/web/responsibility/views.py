"""Asking, deciding and ending: acts of the unit that has the ball."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.closing.operations import end_follow_up
from rodtrad.casework.closing.queries import stands_open
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.transitions.queries import drafted_handover
from rodtrad.insight.person_page.page import Ball
from rodtrad.registry.organisations import queries as organisations
from rodtrad.web.layout.forms import did, drop_draft, from_draft, step_of
from rodtrad.web.layout.pages import check_page, form_page, person_address, went_well
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.responsibility import forms
from rodtrad.web.responsibility.balls import ball_of
from rodtrad.web.responsibility.presenters import what_stands_open


def handover(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Fill in, look over, send. The ball stays until they accept."""
    return _ask(request, person_id, forms.HandoverForm, "handover")


def referral(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Ask for help beside. The ball stays here."""
    return _ask(request, person_id, forms.ReferralForm, "referral")


def _ask(request: StaffRequest, person_id: UUID, kind: type[forms.AskForm], what: str) -> HttpResponse:
    key, ball = f"{what}-{person_id}", ball_of(request, person_id)
    initial = {
        "version": ball.version,
        "to_unit": request.GET.get("to", ""),
        **_of_move(person_id, what),
        **from_draft(request, key),
    }
    form = kind(request.POST or None, initial=initial, own_unit=request.actor.unit_id)
    words = _asking_words(what)
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            return check_page(request, form, draft_key=key, **words["check"])
        sent: list[UUID] = []
        if did(form, lambda: sent.append(_send(request, form, ball.case_id))):
            drop_draft(request, key)
            return redirect(reverse("request-receipt", args=sent))
    back = person_address(person_id)
    return form_page(request, form, back=back, draft_key=key, step="check", **words["form"])


def _of_move(person_id: UUID, what: str) -> dict[str, Any]:
    """What a move has filled in of the hand-over; `ball_of` has opened the person already."""
    draft = drafted_handover(person_id) if what == "handover" else None
    if draft is None:
        return {}
    return {"to_unit": str(draft.to_unit_id), "need": draft.need, "support_days": draft.support_days}


def _asking_words(what: str) -> dict[str, dict[str, Any]]:
    if what == "handover":
        lead = _("You have the responsibility until a named person there accepts.")
        form = {"heading": _("Hand over"), "lead": lead, "button": _("Look over")}
        check = {"heading": _("Is this right?"), "lead": lead, "button": _("Send the hand-over")}
    else:
        lead = _("Your unit keeps the responsibility. They help beside.")
        form = {"heading": _("Refer"), "lead": lead, "button": _("Look over")}
        check = {"heading": _("Is this right?"), "lead": lead, "button": _("Send the referral")}
    return {"form": form, "check": check}


def _send(request: StaffRequest, form: forms.AskForm, case_id: UUID) -> UUID:
    said = form.cleaned_data
    common = {
        "to_unit_id": UUID(said["to_unit"]),
        "need": said["need"],
        "urgency": said["urgency"],
        "shares": said["shares"],
        "deadline_at": form.deadline_at(),
        "version": said["version"],
        "command_id": form.command(),
        "by": request.actor,
        "at": timezone.now(),
    }
    if isinstance(form, forms.HandoverForm):
        return responsibility.offer_handover(
            case_id, own_words=said["own_words"], support_days=said["support_days"], **common
        ).pk
    return responsibility.offer_referral(case_id, **common).pk


def coordinator(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Name the one fixed contact."""
    ball = ball_of(request, person_id)
    on = organisations.local_day(timezone.now())
    present = [(str(p.post_id), p.name) for p in organisations.coordinators(ball.unit_id, on=on)]
    form = forms.CoordinatorForm(request.POST or None, initial={"version": ball.version}, coordinators=present)
    if request.method == "POST" and did(form, lambda: _name(request, form, ball)):
        return went_well(request, _("The coordinator is named, and has been told."), person_id)
    return form_page(request, form, heading=_("Coordinator"), button=_("Save"), back=person_address(person_id))


def _name(request: StaffRequest, form: forms.CoordinatorForm, ball: Ball) -> None:
    said = form.cleaned_data
    responsibility.name_coordinator(
        ball.case_id,
        coordinator_id=UUID(said["coordinator"]),
        reason=said["reason"],
        version=said["version"],
        by=request.actor,
        at=timezone.now(),
    )


def close(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """End the follow-up, with a last word to the person; looked over before it is done."""
    ball = ball_of(request, person_id)
    form = forms.CloseForm(request.POST or None, initial={"version": ball.version})
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            return check_page(request, form, heading=_("Is this right?"), button=_("End the follow-up"))
        if did(form, lambda: _close(request, form, ball)):
            return redirect("my-cases")
    return form_page(
        request,
        form,
        heading=_("End the follow-up"),
        lead=_("Nobody has the ball afterwards. It can be taken up again with the whole thread."),
        button=_("Look over"),
        step="check",
        back=person_address(person_id),
        aside=what_stands_open(stands_open(ball.case_id, at=timezone.now())),
    )


def _close(request: StaffRequest, form: forms.CloseForm, ball: Ball) -> None:
    said = form.cleaned_data
    end_follow_up(
        ball.case_id,
        reason=said["reason"],
        last_word=said["last_word"],
        version=said["version"],
        by=request.actor,
        at=timezone.now(),
    )


def reopen(request: StaffRequest, person_id: UUID) -> HttpResponse:
    ball = ball_of(request, person_id)
    form = forms.ReopenForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: responsibility.reopen_case(
            ball.case_id, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
        ),
    ):
        return went_well(request, _("The follow-up is taken up again at your unit."), person_id)
    return form_page(
        request, form, heading=_("Take up the follow-up again"), button=_("Take it up"), back=person_address(person_id)
    )


def support(request: StaffRequest, person_id: UUID, support_id: UUID) -> HttpResponse:
    """Let a unit stand beside for longer, or end it now."""
    if request.POST.get("step") == "end":
        responsibility.end_support(support_id, by=request.actor, at=timezone.now())
        return went_well(request, _("The support has ended."), person_id)
    form = forms.SupportForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: responsibility.extend_support(support_id, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        return went_well(request, _("The support goes on."), person_id)
    back = person_address(person_id)
    return form_page(request, form, heading=_("Stands beside"), button=_("Extend"), back=back, also_end=True)


def meeting(request: StaffRequest, person_id: UUID, meeting_id: UUID) -> HttpResponse:
    form = forms.MeetingForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: responsibility.record_meeting(meeting_id, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        return went_well(request, _("The meeting is on record."), person_id)
    return form_page(request, form, heading=_("Joint meeting"), button=_("Save"), back=person_address(person_id))

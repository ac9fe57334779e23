"""What the coordinating unit settles about who somebody is and where they belong."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.access import changes
from rodtrad.casework.persons import belongings
from rodtrad.casework.persons.vocabulary import BelongingStatus, ClaimPosition
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.insight.person_page.clarification import clarification_page
from rodtrad.insight.person_page.duplicates import DuplicatePage, duplicate_page
from rodtrad.registry.organisations import queries as organisations
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.persons import forms
from rodtrad.web.wording.people import reasons


def clarification(request: StaffRequest, clarification_id: UUID) -> HttpResponse:
    """One matter: what everybody says of it, and for the coordinating unit the decision."""
    found = clarification_page(clarification_id, by=request.actor, at=timezone.now())
    is_decision = request.POST.get("step") == "decide"
    claim = forms.ClaimForm(request.POST if request.method == "POST" and not is_decision else None)
    decision = forms.DecisionForm(request.POST if is_decision else None, auto_id="decide_%s")
    if request.method == "POST":
        form = decision if is_decision else claim
        if did(form, lambda: _settle(request, form, clarification_id)):
            messages.success(request, _("Saved."))
            return redirect("clarification", clarification_id)
    shown: Form = decision if is_decision else claim
    context = {
        "found": found,
        "statements": [(s, ClaimPosition(s.position).label) for s in found.statements],
        "decided": BelongingStatus(found.decided_status).label if found.decided_status else "",
        "claim": claim,
        "decision": decision,
        "form": shown,
    }
    return render(request, "persons/clarification.html", context, status=422 if shown.errors else 200)


def _settle(request: StaffRequest, form: Form, clarification_id: UUID) -> None:
    said, at = form.cleaned_data, timezone.now()
    if isinstance(form, forms.DecisionForm):
        belongings.decide_clarification(
            clarification_id,
            status=said["status"],
            area_code=said["area"],
            grounds=said["grounds"],
            by=request.actor,
            at=at,
        )
    else:
        changes.file_claim(
            clarification_id,
            area_code=said["area"],
            position=said["position"],
            grounds=said["grounds"],
            by=request.actor,
            at=at,
        )


def duplicate(request: StaffRequest, hint_id: UUID) -> HttpResponse:
    """Two records side by side; joining them is a named act with a reason, and can be undone."""
    found = duplicate_page(hint_id, by=request.actor)
    form = forms.MergeForm(request.POST or None)
    form.fields["goes_on"].choices = [  # type: ignore[attr-defined]
        (str(side.case_id), f"{side.reference}: {side.unit}") for side in (found.first, found.second) if side.case_id
    ]
    form.fields["confirmed_by"].choices = [("", _("Nobody")), *_colleagues(request)]  # type: ignore[attr-defined]
    if request.method == "POST" and did(form, lambda: _merge(request, form, found)):
        messages.success(request, _("The two records are one. It can be undone under Joined records."))
        return redirect("board")
    context = {"found": found, "form": form, "reasons": reasons(found.reasons)}
    return render(request, "persons/duplicate.html", context, status=422 if form.errors else 200)


def _colleagues(request: StaffRequest) -> list[tuple[str, str]]:
    on = organisations.local_day(timezone.now())
    owners = organisations.escalation_owners(request.actor.unit_id, on=on)  # type: ignore[arg-type]
    return [(str(p.post_id), p.name) for p in owners if p.post_id != request.actor.post_id]


def _merge(request: StaffRequest, form: forms.MergeForm, found: DuplicatePage) -> None:
    said = form.cleaned_data
    responsibility.merge_persons(
        found.first.person_id,
        absorbed_id=found.second.person_id,
        goes_on=UUID(said["goes_on"]) if said["goes_on"] else None,
        reason=said["reason"],
        confirmed_by_post_id=UUID(said["confirmed_by"]) if said["confirmed_by"] else None,
        by=request.actor,
        at=timezone.now(),
    )


def not_the_same(request: StaffRequest, hint_id: UUID) -> HttpResponse:
    """Two people after all: the pair is not shown again."""
    if request.method == "POST":
        responsibility.settle_as_two(hint_id, by=request.actor, at=timezone.now())
        messages.success(request, _("Noted: two different people."))
    return redirect("board")


def joins(request: StaffRequest) -> HttpResponse:
    """Records that were joined, each with a way back."""
    return render(request, "persons/joins.html", {"joins": responsibility.joins(by=request.actor)})


def undo_join(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    if request.method == "POST":
        responsibility.undo_merge(merge_id, by=request.actor, at=timezone.now())
        messages.success(request, _("The records are two again, with their cases as they were."))
    return redirect("joins")

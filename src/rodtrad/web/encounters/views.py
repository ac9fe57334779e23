"""Meeting somebody: registered in seconds, found again, taken."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.access import operations as access
from rodtrad.casework.access.search import Hit
from rodtrad.casework.encounters import operations, queries
from rodtrad.casework.encounters.vocabulary import EncounterKind
from rodtrad.foundation.ids import new_id
from rodtrad.web.encounters import forms
from rodtrad.web.encounters.presenters import encounter_row
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did, drop_draft, from_draft
from rodtrad.web.layout.pages import form_page, person_address
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.persons.presenters import hit_lines


@care_only
def encounters(request: StaffRequest) -> HttpResponse:
    """Who waits for somebody, and whom the unit has met."""
    now = timezone.now()
    form = forms.WaitingForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found = queries.unit_encounters(request.actor, age_band=said.get("age", ""), place=said.get("place", ""), at=now)
    context = {
        "form": form,
        "is_narrowed": any(said.values()),
        "in_the_city": found.in_the_city,
        "waiting": [encounter_row(line, now=now) for line in found.waiting],
        "latest": [encounter_row(line, now=now) for line in found.latest],
        "shift_waits": found.shift_waits,
    }
    return render(request, "encounters/list.html", context, status=422 if form.errors else 200)


@care_only
def register(request: StaffRequest, person_id: UUID | None = None) -> HttpResponse:
    """One page, one thumb; place and kind are those of a moment ago."""
    key = f"encounter-{person_id or 'new'}"
    initial = {**_usual(request, person_id), **from_draft(request, key)}
    form = forms.EncounterForm(request.POST or None, initial=initial, about_person=person_id is not None)
    made: list[UUID] = []
    if request.method == "POST" and did(form, lambda: made.append(_register(request, form, person_id))):
        drop_draft(request, key)
        messages.success(request, _("The encounter is saved."))
        return redirect(person_address(person_id) if person_id else reverse("encounter", args=made))
    back = person_address(person_id) if person_id else reverse("encounters")
    context = {"form": form, "back": back, "draft_key": key}
    return render(request, "encounters/register.html", context, status=422 if form.errors else 200)


def _usual(request: StaffRequest, person_id: UUID | None) -> dict[str, object]:
    place, kind = queries.usual_place(request.actor, about=person_id, at=timezone.now())
    return {"place": place, "kind": kind or EncounterKind.RECEPTION}


def _register(request: StaffRequest, form: forms.EncounterForm, person_id: UUID | None) -> UUID:
    return operations.register_encounter(
        form.met(),
        next=form.what_next(),
        person_id=person_id,
        occurred_at=form.occurred_at(),
        command_id=form.command(),
        by=request.actor,
        at=timezone.now(),
    ).pk


@care_only
def encounter(request: StaffRequest, encounter_id: UUID) -> HttpResponse:
    """What was registered, and what can come of it."""
    now = timezone.now()
    row = encounter_row(queries.encounter_line(encounter_id, by=request.actor, at=now), now=now)
    return render(request, "encounters/encounter.html", {"row": row, "command_id": new_id()})


@require_POST
def open_case(request: StaffRequest, encounter_id: UUID) -> HttpResponse:
    """Our unit takes the responsibility, and goes on to whom to ask."""
    row = operations.open_case_for(encounter_id, command_id=new_id(), by=request.actor, at=timezone.now())
    assert row.person_id
    messages.success(request, _("Your unit has the responsibility now. Whom do you ask for help?"))
    return redirect(person_address(row.person_id))


@care_only
def find(request: StaffRequest, encounter_id: UUID) -> HttpResponse:
    """Whom it was, among those the unit may open."""
    form, hits = forms.LinkForm(request.POST or None), None
    found: list[Hit] = []
    if request.method == "POST" and did(form, lambda: found.extend(_find(request, form))):
        hits = hit_lines(found)
    context = {"form": form, "hits": hits, "encounter_id": encounter_id}
    return render(request, "encounters/find.html", context, status=422 if form.errors else 200)


def _find(request: StaffRequest, form: forms.LinkForm) -> list[Hit]:
    return access.find_people(form.cleaned_data["text"], by=request.actor, at=timezone.now())


@require_POST
def link(request: StaffRequest, encounter_id: UUID, person_id: UUID) -> HttpResponse:
    operations.link_encounter(encounter_id, person_id=person_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The encounter stands in the person's thread now, on the day it was."))
    return redirect(person_address(person_id))


@require_POST
def unlink(request: StaffRequest, encounter_id: UUID) -> HttpResponse:
    operations.unlink_encounter(encounter_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The encounter is no longer in the person's thread. Who was it?"))
    return redirect("encounter", encounter_id)


@care_only
def settle(request: StaffRequest, encounter_id: UUID) -> HttpResponse:
    """They wanted help, and it came to nothing; why is kept."""
    form = forms.SettleForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _settle(request, form, encounter_id)):
        messages.success(request, _("Nobody waits here any more. The reason is kept."))
        return redirect("encounters")
    back = reverse("encounter", args=[encounter_id])
    return form_page(request, form, heading=_("Nobody needs to take this"), button=_("Save"), back=back)


def _settle(request: StaffRequest, form: forms.SettleForm, encounter_id: UUID) -> None:
    operations.settle_encounter(encounter_id, because=form.cleaned_data["because"], by=request.actor, at=timezone.now())

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights import queries
from rodtrad.casework.rights.vocabulary import KnownBy, Language, MatterOutcome
from rodtrad.insight.own_page.asked import asked_of_us
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import went_well
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.rights.forms import AnswerForm, SheetForm
from rodtrad.web.rights.presenters import matter_context, paper, sheet_state


@care_only
def sheet(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Hand out a paper that opens the person's own pages. What is printed is shown in this answer only."""
    now = timezone.now()
    form = SheetForm(request.POST or None)
    made: list[rights.Issued] = []
    if request.method == "POST" and did(form, lambda: made.append(_issue(request, form, person_id))):
        return render(request, "rights/paper.html", {"paper": paper(made[0], request=request, now=now)})
    state, can_stop = sheet_state(queries.last_sheet(person_id, by=request.actor, at=now), now=now)
    context = {"form": form, "person_id": person_id, "state": state, "can_stop": can_stop}
    return render(request, "rights/sheet.html", context, status=422 if form.errors else 200)


def _issue(request: StaffRequest, form: SheetForm, person_id: UUID) -> rights.Issued:
    said = form.cleaned_data
    return rights.issue_sheet(
        person_id,
        known_by=KnownBy(said["known_by"]),
        language=Language(said["language"]),
        by=request.actor,
        at=timezone.now(),
    )


@care_only
@require_POST
def stop_sheet(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The paper is lost: it opens nothing more, and nobody stays inside."""
    rights.revoke_sheets(person_id, by=request.actor, at=timezone.now())
    return went_well(request, _("The sheet is stopped. It opens nothing more."), person_id)


def matter(request: StaffRequest, matter_id: UUID) -> HttpResponse:
    """What a person asks of the unit, and the unit's answer."""
    now = timezone.now()
    asked = asked_of_us(matter_id, by=request.actor, at=now)
    form = AnswerForm(asked.kind, request.POST or None)
    if request.method == "POST" and did(form, lambda: _answer(request, form, matter_id)):
        messages.success(request, _("The answer is sent. The person reads it on their own pages."))
        return redirect("notices")
    context = {"form": form, "back": reverse("notices"), **matter_context(asked, now=now)}
    return render(request, "rights/matter.html", context, status=422 if form.errors else 200)


def _answer(request: StaffRequest, form: AnswerForm, matter_id: UUID) -> None:
    said = form.cleaned_data
    rights.answer_matter(
        matter_id,
        outcome=MatterOutcome(said["outcome"]),
        answer=said["answer"],
        by=request.actor,
        at=timezone.now(),
    )

"""Reading the plan, and moving it from one state to the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rodtrad.casework.plans import operations as plans
from rodtrad.casework.plans.vocabulary import FIRST_STATES, OF_THE_CRISIS_PLAN, PlanStatus
from rodtrad.foundation.errors import NotFound
from rodtrad.insight.plan_page.queries import plan_changes, plan_page
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.plans.forms import EvaluationForm, MoveForm, StatusForm
from rodtrad.web.plans.presenters import change_lines, next_steps, page_context, paper_plan, with_phones

NO_PLAN = gettext_lazy("There is no plan yet.")


def plan_address(person_id: UUID) -> str:
    return reverse("plan", args=[person_id])


def plan(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The whole plan on one page; without one, how a plan begins."""
    now = timezone.now()
    page = plan_page(person_id, by=request.actor, at=now)
    return render(request, "plans/plan.html", page_context(page, now=now))


def start(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The need assessed, a plan offered, or asked for by the person."""
    steps = [step for step in PlanStatus if step in FIRST_STATES]
    form = StatusForm(request.POST or None, steps=steps)
    if request.method == "POST" and did(form, lambda: _start(request, form, person_id)):
        messages.success(request, _("The first step is on record."))
        return redirect(plan_address(person_id))
    lead = _("A plan is the person's right. Whatever they answer, the coordinator stays.")
    back = plan_address(person_id)
    return form_page(request, form, heading=_("Begin with a plan"), lead=lead, button=_("Save"), back=back)


def _start(request: StaffRequest, form: StatusForm, person_id: UUID) -> None:
    reason = form.cleaned_data["reason"]
    plans.start_plan(person_id, status=form.status_of(), reason=reason, by=request.actor, at=timezone.now())


def move(request: StaffRequest, person_id: UUID, plan_id: UUID) -> HttpResponse:
    """One step: offered, declined, in use, on pause, ended; each with why."""
    now = timezone.now()
    page = plan_page(person_id, by=request.actor, at=now)
    if page.plan is None:
        raise NotFound(NO_PLAN)
    initial = {name: getattr(page.plan, name) for name in ("period_from", "period_until", "revise_on")}
    form = MoveForm(request.POST or None, steps=next_steps(page.plan), initial=initial)
    if request.method == "POST" and did(form, lambda: _move(request, form, plan_id)):
        messages.success(request, _("The step is on record."))
        return redirect(plan_address(person_id))
    lead = _("The days are needed when the plan is taken into use.")
    back = plan_address(person_id)
    return form_page(request, form, heading=_("The next step of the plan"), lead=lead, button=_("Save"), back=back)


def _move(request: StaffRequest, form: MoveForm, plan_id: UUID) -> None:
    plans.move_plan(
        plan_id,
        status=form.status_of(),
        reason=form.cleaned_data["reason"],
        period=form.period(),
        by=request.actor,
        at=timezone.now(),
    )


def evaluate(request: StaffRequest, person_id: UUID, plan_id: UUID) -> HttpResponse:
    """Look at it together: the person's own assessment first; the plan as it stands is kept as a version."""
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _evaluate(request, form, plan_id)):
        messages.success(request, _("The plan as it stands is kept as a new version."))
        return redirect(plan_address(person_id))
    return form_page(request, form, heading=_("Evaluate the plan"), button=_("Save"), back=plan_address(person_id))


def _evaluate(request: StaffRequest, form: Form, plan_id: UUID) -> None:
    plans.evaluate(plan_id, **form.cleaned_data, by=request.actor, at=timezone.now())


@require_POST
def seen(request: StaffRequest, person_id: UUID, plan_id: UUID) -> HttpResponse:
    """ "I have read it", said and not guessed."""
    plans.say_seen(plan_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Noted: you have read the plan as it stands."))
    return redirect(plan_address(person_id))


def changes(request: StaffRequest, person_id: UUID, number: int) -> HttpResponse:
    """What changed since a version, word by word."""
    now, asked = timezone.now(), request.GET.get("until", "")
    until = int(asked) if asked.isdecimal() else None
    page, found = plan_changes(person_id, number=number, until=until, by=request.actor, at=now)
    context = {"changes": change_lines(found), "number": number, "until": until, "page": page}
    return render(request, "plans/changes.html", context)


def crisis(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What helps, whom to ring: two presses from the person."""
    now = timezone.now()
    page = plan_page(person_id, by=request.actor, at=now)
    found = page.plan.text_of if page.plan else lambda kind: None
    texts = [(str(kind.label), with_phones(row.text)) for kind in OF_THE_CRISIS_PLAN if (row := found(kind))]
    return render(request, "plans/crisis.html", {"texts": texts, "page": page})


def paper(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """One sheet to carry: own words, the next steps, who helps and their numbers."""
    now = timezone.now()
    page = plan_page(person_id, by=request.actor, at=now)
    if page.plan is None:
        raise NotFound(NO_PLAN)
    return render(request, "plans/paper.html", {"paper": paper_plan(page, now=now), "page": page})

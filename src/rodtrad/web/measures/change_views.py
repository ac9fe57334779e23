"""Starting plans, writing measures, answering for the own unit, telling how it goes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.programme.measures import operations as measures
from rodtrad.programme.measures import permissions, queries
from rodtrad.programme.measures.vocabulary import Status
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.measures import forms
from rodtrad.web.measures.presenters import measure_title, plan_title


def _went_well(request: StaffRequest, sentence: str, page: str, subject_id: UUID) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(page, subject_id)


def start_plan(request: StaffRequest) -> HttpResponse:
    """A draft, to be filled with measures and adopted by a body."""
    permissions.check_can_start_plan(request.actor)
    now = timezone.now()
    form = forms.PlanForm(
        request.POST or None, initial={"owner": request.actor.unit_name, "valid_from": local_day(now)}
    )
    made = []
    if request.method == "POST" and did(form, lambda: made.append(_start(request, form))):
        return _went_well(request, _("The draft is there. Add its measures."), "action-plan", made[0])
    back = reverse("action-plans")
    return form_page(request, form, heading=_("Start an action plan"), button=_("Start the plan"), back=back)


def _start(request: StaffRequest, form: forms.PlanForm) -> UUID:
    said = form.values()
    return measures.start_plan(form.cleaned_data["title"], **said, by=request.actor, at=timezone.now()).pk


def add_aim(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    plan = queries.get_plan(plan_id)
    permissions.check_can_edit(plan, by=request.actor)
    form = forms.AimForm(request.POST or None, plan=plan)
    if request.method == "POST" and did(
        form, lambda: measures.add_aim(plan_id, **form.values(), by=request.actor, at=timezone.now())
    ):
        return _went_well(request, _("The goal is in the plan."), "action-plan-goals", plan_id)
    back = reverse("action-plan-goals", args=[plan_id])
    return form_page(request, form, heading=_("New goal"), lead=plan_title(plan), button=_("Save"), back=back)


def adopt(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """A body stands behind the plan; the first one puts it in force."""
    plan = queries.get_plan(plan_id)
    permissions.check_can_edit(plan, by=request.actor)
    now = timezone.now()
    form = forms.AdoptForm(request.POST or None, initial={"adopted_on": local_day(now)})
    if request.method == "POST" and did(form, lambda: _adopt(request, form, plan_id)):
        return _went_well(
            request, _("The adoption is recorded. Every unit is asked for its parts."), "action-plan", plan_id
        )
    lead = _("The first adoption puts the plan in force, and every unit is asked for its parts.")
    back = reverse("action-plan", args=[plan_id])
    return form_page(request, form, heading=_("Record an adoption"), lead=lead, button=_("Record it"), back=back)


def _adopt(request: StaffRequest, form: forms.AdoptForm, plan_id: UUID) -> None:
    said = form.cleaned_data
    measures.adopt_plan(
        plan_id,
        body_id=said["body"],
        adopted_on=said["adopted_on"],
        note=said["note"],
        by=request.actor,
        at=timezone.now(),
    )


def add_measure(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    plan = queries.get_plan(plan_id)
    permissions.check_can_edit(plan, by=request.actor)
    form, made = forms.MeasureForm(request.POST or None, plan=plan), []
    if request.method == "POST" and did(
        form,
        lambda: made.append(
            measures.add_measure(plan_id, wanted=form.wanted(), by=request.actor, at=timezone.now()).pk
        ),
    ):
        return _went_well(request, _("The measure is in the plan."), "measure", made[0])
    back = reverse("action-plan", args=[plan_id])
    return form_page(request, form, heading=_("New measure"), lead=plan_title(plan), button=_("Save"), back=back)


def change(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    measure = queries.get_measure(measure_id)
    permissions.check_can_edit(measure.plan, by=request.actor)
    form = forms.MeasureForm(request.POST or None, plan=measure.plan, initial=forms.measure_initial(measure))
    if request.method == "POST" and did(form, lambda: _change(request, form, measure_id)):
        return _went_well(request, _("The measure is changed."), "measure", measure_id)
    back = reverse("measure", args=[measure_id])
    return form_page(request, form, heading=_("Change the measure"), button=_("Save"), back=back)


def _change(request: StaffRequest, form: forms.MeasureForm, measure_id: UUID) -> None:
    version = form.cleaned_data["version"] or 0
    measures.change_measure(measure_id, wanted=form.wanted(), version=version, by=request.actor, at=timezone.now())


def tell(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """The newest word on how it goes."""
    measure = queries.get_measure(measure_id)
    permissions.check_can_tell(measure, by=request.actor)
    form = forms.NewsForm(request.POST or None, initial={"status": measure.status})
    if request.method == "POST" and did(form, lambda: _tell(request, form, measure_id)):
        return _went_well(request, _("The news is in the log."), "measure", measure_id)
    back = reverse("measure", args=[measure_id])
    lead = measure_title(measure)
    return form_page(request, form, heading=_("Tell what is new"), lead=lead, button=_("Save"), back=back)


def _tell(request: StaffRequest, form: forms.NewsForm, measure_id: UUID) -> None:
    said = form.cleaned_data
    measures.tell_news(
        measure_id, status=Status(said["status"]), text=said["text"], by=request.actor, at=timezone.now()
    )


def end(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """What was done, what it gave, and what should follow."""
    measure = queries.get_measure(measure_id)
    permissions.check_can_tell(measure, by=request.actor)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _end(request, form, measure_id)):
        return _went_well(request, _("The measure has ended."), "measure", measure_id)
    back = reverse("measure", args=[measure_id])
    lead = measure_title(measure)
    return form_page(request, form, heading=_("End the measure"), lead=lead, button=_("End the measure"), back=back)


def _end(request: StaffRequest, form: forms.EndForm, measure_id: UUID) -> None:
    said = {**form.cleaned_data, "status": Status(form.cleaned_data["status"])}
    measures.end_measure(measure_id, **said, by=request.actor, at=timezone.now())


def answer(request: StaffRequest, part_id: UUID) -> HttpResponse:
    """The own unit takes its part, or says why not."""
    part = queries.part_of_unit(part_id, by=request.actor)
    form = forms.PartAnswerForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _answer(request, form, part_id)):
        return _went_well(request, _("The answer is recorded."), "measure", part.measure_id)
    back = reverse("measure", args=[part.measure_id])
    lead = measure_title(part.measure)
    return form_page(
        request, form, heading=_("Answer for your unit"), lead=lead, button=_("Send the answer"), back=back
    )


def _answer(request: StaffRequest, form: forms.PartAnswerForm, part_id: UUID) -> None:
    said = form.cleaned_data
    measures.answer_part(
        part_id, accepts=said["answer"] == "yes", reason=said["reason"], by=request.actor, at=timezone.now()
    )

"""Analyses: asked for, written, finished or waived; risks and what came of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.programme.measures import permissions
from rodtrad.programme.measures import queries as measures
from rodtrad.programme.risks import operations, queries
from rodtrad.web.layout.forms import Form, did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.measures.presenters import measure_title, plan_title
from rodtrad.web.risks import forms
from rodtrad.web.risks.presenters import about, analysis_page, risk_rows


def register(request: StaffRequest) -> HttpResponse:
    """Every open risk of every plan, the most serious first."""
    return render(request, "risks/register.html", {"rows": risk_rows(queries.open_risks(), now=timezone.now())})


def of_measure(request: StaffRequest, measure_id: UUID) -> HttpResponse:
    """The analysis of a measure, or the way to ask for one."""
    found = queries.analysis_of(measure_id=measure_id)
    if found is not None:
        return redirect("risk-analysis", found.pk)
    measure = measures.get_measure(measure_id)
    permissions.check_can_edit(measure.plan, by=request.actor)
    form, made = Form(request.POST or None), []
    ask = request.method == "POST" and did(
        form,
        lambda: made.append(operations.ask_for_analysis(measure_id=measure_id, by=request.actor, at=timezone.now()).pk),
    )
    back = reverse("measure", args=[measure_id])
    return redirect("risk-analysis", made[0]) if ask else _ask(request, form, lead=measure_title(measure), back=back)


def of_plan(request: StaffRequest, plan_id: UUID) -> HttpResponse:
    """The analysis of a whole plan, or the way to ask for one."""
    found = queries.analysis_of(plan_id=plan_id)
    if found is not None:
        return redirect("risk-analysis", found.pk)
    plan = measures.get_plan(plan_id)
    permissions.check_can_edit(plan, by=request.actor)
    form, made = Form(request.POST or None), []
    ask = request.method == "POST" and did(
        form,
        lambda: made.append(operations.ask_for_analysis(plan_id=plan_id, by=request.actor, at=timezone.now()).pk),
    )
    back = reverse("action-plan", args=[plan_id])
    return redirect("risk-analysis", made[0]) if ask else _ask(request, form, lead=plan_title(plan), back=back)


def _ask(request: StaffRequest, form: Form, *, lead: str, back: str) -> HttpResponse:
    aside = (
        _("From then on no meeting adopts anything on it before the analysis is finished, or waived with a reason."),
    )
    heading, button = _("Risks and consequences"), _("Ask for an analysis")
    return form_page(request, form, heading=heading, lead=lead, button=button, back=back, aside=aside)


def analysis(request: StaffRequest, analysis_id: UUID) -> HttpResponse:
    found = queries.get_analysis(analysis_id)
    page = analysis_page(found, may_write=queries.may_write(found, by=request.actor), now=timezone.now())
    return render(request, "risks/analysis.html", {"page": page})


def consequences(request: StaffRequest, analysis_id: UUID) -> HttpResponse:
    found = queries.get_analysis(analysis_id)
    permissions.check_can_edit(queries.plan_of(found), by=request.actor)
    form = forms.ConsequencesForm(request.POST or None, initial=forms.consequences_initial(found))
    if request.method == "POST" and did(
        form,
        lambda: operations.write_consequences(analysis_id, **form.cleaned_data, by=request.actor, at=timezone.now()),
    ):
        return redirect("risk-analysis", analysis_id)
    back = reverse("risk-analysis", args=[analysis_id])
    return form_page(request, form, heading=_("Consequences"), lead=about(found), button=_("Save"), back=back)


def add(request: StaffRequest, analysis_id: UUID) -> HttpResponse:
    found = queries.get_analysis(analysis_id)
    permissions.check_can_edit(queries.plan_of(found), by=request.actor)
    form = forms.RiskForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.add_risk(analysis_id, wanted=form.wanted(), by=request.actor, at=timezone.now())
    ):
        return redirect("risk-analysis", analysis_id)
    back = reverse("risk-analysis", args=[analysis_id])
    return form_page(request, form, heading=_("A new risk"), lead=about(found), button=_("Save"), back=back)


def change(request: StaffRequest, risk_id: UUID) -> HttpResponse:
    risk = queries.get_risk(risk_id)
    permissions.check_can_edit(queries.plan_of(risk.analysis), by=request.actor)
    form = forms.RiskForm(request.POST or None, initial=forms.risk_initial(risk))
    if request.method == "POST" and did(
        form, lambda: operations.change_risk(risk_id, wanted=form.wanted(), by=request.actor, at=timezone.now())
    ):
        return redirect("risk-analysis", risk.analysis_id)
    back = reverse("risk-analysis", args=[risk.analysis_id])
    return form_page(request, form, heading=_("Judge it again"), button=_("Save"), back=back)


def tell(request: StaffRequest, risk_id: UUID) -> HttpResponse:
    """Whether it came true."""
    risk, form = queries.get_risk(risk_id), forms.OutcomeForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _tell(request, form, risk_id)):
        messages.success(request, _("It is noted what came of it."))
        return redirect("risk-analysis", risk.analysis_id)
    back = reverse("risk-analysis", args=[risk.analysis_id])
    return form_page(request, form, heading=_("What came of it?"), lead=risk.what, button=_("Save"), back=back)


def _tell(request: StaffRequest, form: forms.OutcomeForm, risk_id: UUID) -> None:
    said = form.cleaned_data
    operations.tell_of_risk(
        risk_id, came_true=said["came_true"] == "yes", outcome=said["outcome"], by=request.actor, at=timezone.now()
    )


@require_POST
def finish(request: StaffRequest, analysis_id: UUID) -> HttpResponse:
    operations.finish(analysis_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The analysis is finished. A meeting can adopt the measure now."))
    return redirect("risk-analysis", analysis_id)


def waive(request: StaffRequest, analysis_id: UUID) -> HttpResponse:
    """Decide without an analysis, and say why."""
    found = queries.get_analysis(analysis_id)
    permissions.check_can_edit(queries.plan_of(found), by=request.actor)
    form = forms.WaiveForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.waive(analysis_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        return redirect("risk-analysis", analysis_id)
    back = reverse("risk-analysis", args=[analysis_id])
    return form_page(request, form, heading=_("Waive the analysis"), lead=about(found), button=_("Waive"), back=back)

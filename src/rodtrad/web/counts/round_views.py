"""One round: planned, typed in, looked over, corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts import queries
from rodtrad.fieldwork.counts.permissions import check_can_plan
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.counts import forms
from rodtrad.web.counts.presenters import round_page as present
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def _back(request: StaffRequest, round_id: UUID, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("round", round_id)


def round_page(request: StaffRequest, round_id: UUID) -> HttpResponse:
    now = timezone.now()
    detail = queries.round_detail(round_id, by=request.actor)
    return render(request, "counts/round.html", {"found": present(detail, now=now)})


def plan(request: StaffRequest) -> HttpResponse:
    """Who walks which zone, and when."""
    check_can_plan(request.actor)
    on = local_day(timezone.now())
    choices = {"zones": queries.counted_zones(on=on), "people": queries.observer_choices(request.actor, on=on)}
    form = forms.PlanForm(request.POST or None, initial={"day": on, "slot": "EVENING"}, **choices)
    if request.method == "POST" and did(form, lambda: _plan(request, form)):
        messages.success(request, _("The round is planned."))
        return redirect("round-calendar")
    return form_page(request, form, heading=_("Plan a round"), button=_("Plan it"), back=reverse("round-calendar"))


def _plan(request: StaffRequest, form: forms.PlanForm) -> None:
    counts.plan_round(
        UUID(form.cleaned_data["zone"]),
        slot=form.cleaned_data["slot"],
        planned_from=form.start(),
        planned_until=form.end(),
        post_ids=form.post_ids(),
        by=request.actor,
        at=timezone.now(),
    )


@require_POST
def approve(request: StaffRequest, round_id: UUID) -> HttpResponse:
    review = counts.approve(round_id, by=request.actor, at=timezone.now())
    said = _("Approved. The figures use the round from now on.")
    messages.success(request, f"{said} {_('It is marked as your own round.')}" if review.is_own else said)
    return redirect("reviews")


def send_back(request: StaffRequest, round_id: UUID) -> HttpResponse:
    form = forms.SendBackForm(request.POST or None)
    act = lambda: counts.send_back(round_id, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        return _back(request, round_id, _("Sent back. The counters are asked to look again."))
    back = reverse("round", args=[round_id])
    return form_page(request, form, heading=_("Send the round back"), button=_("Send back"), back=back)


def correct(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Another number, and why; both versions stay."""
    detail = queries.round_detail(round_id, by=request.actor)
    form = forms.CorrectionForm(request.POST or None, bounds=detail.bounds, initial=_squares(detail.cells))
    if request.method == "POST" and did(form, lambda: _correct(request, round_id, form)):
        return _back(request, round_id, _("Corrected. The earlier number stays readable."))
    context = {"form": form, "heading": _("Correct the tally"), "button": _("Save"), "round_id": round_id}
    return render(request, "counts/cells_form.html", context, status=422 if form.errors else 200)


def _correct(request: StaffRequest, round_id: UUID, form: forms.CorrectionForm) -> None:
    note = form.cleaned_data["note"]
    counts.correct(round_id, cells=form.cells(), note=note, by=request.actor, at=timezone.now())


def paper(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Type in the sheet of paper from a round."""
    detail = queries.round_detail(round_id, by=request.actor)
    line = detail.line
    start, end = timezone.localtime(line.planned_from), timezone.localtime(line.planned_until)
    initial = {"day": start.date(), "begins": start.time(), "until": end.time()}
    form = forms.PaperForm(request.POST or None, bounds=detail.bounds, initial=initial)
    if request.method == "POST" and did(form, lambda: _enter(request, round_id, form)):
        return _back(request, round_id, _("Typed in, and marked as from paper. It waits for review."))
    context = {
        "form": form,
        "heading": _("Type in a paper sheet"),
        "button": _("Send for review"),
        "round_id": round_id,
    }
    return render(request, "counts/cells_form.html", context, status=422 if form.errors else 200)


def _enter(request: StaffRequest, round_id: UUID, form: forms.PaperForm) -> None:
    times = {"began_at": form.start(), "ended_at": form.end()}
    counts.enter_paper(round_id, cells=form.cells(), walked=form.walked(), **times, by=request.actor, at=timezone.now())


def leave_uncounted(request: StaffRequest, round_id: UUID) -> HttpResponse:
    form = forms.UncountedForm(request.POST or None)
    act = lambda: counts.leave_uncounted(round_id, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        return _back(request, round_id, _("Stored as not counted. The lines show a gap, not a zero."))
    back = reverse("round", args=[round_id])
    return form_page(request, form, heading=_("The zone was not walked"), button=_("Save"), back=back)


@require_POST
def call_off(request: StaffRequest, round_id: UUID) -> HttpResponse:
    counts.call_off(round_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The round is called off."))
    return redirect("round-calendar")


def _squares(cells: tuple[int, ...]) -> dict[str, int]:
    return {f"cell_{place}": cell for place, cell in enumerate(cells)}

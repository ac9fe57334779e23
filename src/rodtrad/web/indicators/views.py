"""Indicators: those the platform computes, and those the programme keeps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.insight.indicators import operations, queries
from rodtrad.insight.indicators.standing import standing
from rodtrad.insight.statistics.permissions import check_can_read
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.indicators import presenters
from rodtrad.web.indicators.forms import ChangeForm, MakeForm, ValueForm
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def indicators(request: StaffRequest) -> HttpResponse:
    """Every indicator with its newest figure, target and definition."""
    check_can_read(request.actor)
    now = timezone.now()
    context = {
        "standing": [presenters.standing_row(one) for one in standing(by=request.actor, at=now)],
        "rows": [presenters.indicator_row(one, now=now) for one in queries.indicators(on=local_day(now))],
        "may_keep": operations.can_keep(request.actor),
    }
    return render(request, "indicators/list.html", context)


def indicator(request: StaffRequest, indicator_id: UUID) -> HttpResponse:
    """One indicator: each definition with its own figures."""
    check_can_read(request.actor)
    now = timezone.now()
    line = queries.indicator(indicator_id, on=local_day(now))
    context = {
        "row": presenters.indicator_row(line, now=now),
        "versions": presenters.versions(line, now=now),
        "may_keep": operations.can_keep(request.actor),
    }
    return render(request, "indicators/indicator.html", context)


def make(request: StaffRequest) -> HttpResponse:
    """A new indicator, with everything it must say of itself."""
    operations.check_can_keep(request.actor)
    form = MakeForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _make(request, form)):
        messages.success(request, _("The indicator is made. Write its first figure."))
        return redirect("indicators")
    return form_page(request, form, heading=_("A new indicator"), button=_("Save"), back=reverse("indicators"))


def _make(request: StaffRequest, form: MakeForm) -> None:
    name, at = form.cleaned_data["name"], timezone.now()
    operations.make_indicator(name, owner_id=form.owner_id(), means=form.means(), by=request.actor, at=at)


def change(request: StaffRequest, indicator_id: UUID) -> HttpResponse:
    """A new version of the definition: the line breaks there."""
    operations.check_can_keep(request.actor)
    line = queries.indicator(indicator_id, on=local_day(timezone.now()))
    held = {name: getattr(line.now, name) for name in operations.Definition.__dataclass_fields__}
    form = ChangeForm(request.POST or None, initial=held)
    if request.method == "POST" and did(form, lambda: _change(request, form, indicator_id)):
        messages.success(request, _("The definition is changed. Older figures keep the one they were made by."))
        return redirect("indicator", indicator_id)
    back = reverse("indicator", args=[indicator_id])
    return form_page(request, form, heading=_("Change the definition"), button=_("Save"), back=back, lead=line.name)


def _change(request: StaffRequest, form: ChangeForm, indicator_id: UUID) -> None:
    reason, at = form.cleaned_data["reason"], timezone.now()
    operations.change_definition(indicator_id, means=form.means(), reason=reason, by=request.actor, at=at)


def value(request: StaffRequest, indicator_id: UUID) -> HttpResponse:
    """A figure by the definition that holds now."""
    operations.check_can_keep(request.actor)
    line = queries.indicator(indicator_id, on=local_day(timezone.now()))
    form, at = ValueForm(request.POST or None), timezone.now()
    act = lambda: operations.enter_value(indicator_id, **form.cleaned_data, by=request.actor, at=at)  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("The figure is saved."))
        return redirect("indicator", indicator_id)
    back = reverse("indicator", args=[indicator_id])
    return form_page(request, form, heading=line.name, button=_("Save"), back=back, lead=line.now.definition)

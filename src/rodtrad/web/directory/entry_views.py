"""What an owner does with an entry: write, place, confirm, publish, close, and say how much room there is."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.foundation.ids import new_id
from rodtrad.registry.directory import operations, queries
from rodtrad.web.directory import forms
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def _back(service_id: UUID) -> str:
    return reverse("staff-service", args=[service_id])


def _done(request: StaffRequest, sentence: str, service_id: UUID) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(_back(service_id))


def new(request: StaffRequest) -> HttpResponse:
    """A draft that only its owner sees, until it has a place and is published."""
    form = forms.NewEntryForm(request.POST or None, by=request.actor)
    made: list[Any] = []
    if request.method == "POST" and did(form, lambda: made.append(_register(request, form))):
        messages.success(request, _("The draft is kept. Now say where it is given."))
        return redirect("add-place", made[0].pk)
    return form_page(request, form, heading=_("New entry"), button=_("Keep as a draft"), back=reverse("directory-desk"))


def _register(request: StaffRequest, form: forms.NewEntryForm) -> Any:
    return operations.register_service(
        str(new_id()), entry=form.entry(), organization_id=form.owner_id(), by=request.actor, at=timezone.now()
    )


def change(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """New words in an entry. If somebody else was first, both texts are on the page and nothing is lost."""
    held = queries.editing(service_id, by=request.actor)
    initial = {**forms.initial_of(held.entry), "version": held.service.version}
    form = forms.ChangeEntryForm(request.POST or None, initial=initial)
    if request.method == "POST" and did(form, lambda: _change(request, form, held)):
        return _done(request, _("The entry is changed. That does not confirm it."), service_id)
    aside = _differences(form, held) if form.errors else ()
    return form_page(request, form, heading=held.service.name, button=_("Save"), back=_back(service_id), aside=aside)


def _change(request: StaffRequest, form: forms.ChangeEntryForm, held: queries.Editing) -> None:
    operations.change_service(
        held.service.pk,
        entry=form.entry(held.entry),
        version=form.cleaned_data["version"],
        by=request.actor,
        at=timezone.now(),
    )


def _differences(form: forms.ChangeEntryForm, held: queries.Editing) -> tuple[str, ...]:
    """What the entry says now, where it is not what was written."""
    now = forms.initial_of(held.entry)
    return tuple(
        _("%(field)s now: %(text)s") % {"field": form.fields[name].label, "text": now[name]}
        for name in ("name", "description", "phone", "eligibility", "staff_note")
        if form.data.get(name, "") != now[name]
    )


def add_place(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Where it is given; then its hours there."""
    held = queries.editing(service_id, by=request.actor)
    form = forms.PlaceForm(request.POST or None)
    made: list[Any] = []
    act = lambda: made.append(  # noqa: E731
        operations.add_place(service_id, by=request.actor, at=timezone.now(), **form.cleaned_data)
    )
    if request.method == "POST" and did(form, act):
        messages.success(request, _("The place is kept. Now say when it is open."))
        return redirect("set-hours", made[0].pk)
    heading = _("Where is %(name)s given?") % {"name": held.service.name}
    return form_page(request, form, heading=heading, button=_("Keep the place"), back=_back(service_id))


def capacity(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """How much room there is now, in one number or three."""
    held = queries.editing(service_id, by=request.actor)
    newest = queries.newest_capacity(service_id)
    initial = {"unit": newest.unit, "maximum": newest.maximum} if newest else {}
    form = forms.CapacityForm(request.POST or None, initial=initial)
    act = lambda: operations.report_capacity(  # noqa: E731
        service_id, by=request.actor, at=timezone.now(), **form.cleaned_data
    )
    if request.method == "POST" and did(form, act):
        return _done(request, _("Free places are updated."), service_id)
    heading = _("Free places: %(name)s") % {"name": held.service.name}
    return form_page(request, form, heading=heading, button=_("Save"), back=_back(service_id))


@require_POST
def confirm(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Read and right, for another half year."""
    operations.confirm(service_id, by=request.actor, at=timezone.now())
    return _done(request, _("Thank you. The entry is confirmed today."), service_id)


@require_POST
def publish(request: StaffRequest, service_id: UUID) -> HttpResponse:
    return _moved(
        request, service_id, lambda: operations.publish(service_id, by=request.actor, at=timezone.now()),
        _("The entry is published and confirmed today."),
    )  # fmt: skip


@require_POST
def plan(request: StaffRequest, service_id: UUID) -> HttpResponse:
    return _moved(
        request, service_id, lambda: operations.plan(service_id, opens_on=None, by=request.actor, at=timezone.now()),
        _("The entry is shown as planned."),
    )  # fmt: skip


def _moved(request: StaffRequest, service_id: UUID, act: Callable[[], Any], sentence: str) -> HttpResponse:
    act()
    return _done(request, sentence, service_id)


def pause(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Closed for a time."""
    held = queries.editing(service_id, by=request.actor)
    form = forms.PauseForm(request.POST or None)
    act = lambda: operations.pause(  # noqa: E731
        service_id, reopens_on=form.cleaned_data["reopens_on"], by=request.actor, at=timezone.now()
    )
    if request.method == "POST" and did(form, act):
        return _done(request, _("The entry is shown as closed for a time."), service_id)
    heading = _("Close for a time: %(name)s") % {"name": held.service.name}
    return form_page(request, form, heading=heading, button=_("Close for a time"), back=_back(service_id))


def end(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """Closed for good. The address stays and says what came instead."""
    held = queries.editing(service_id, by=request.actor)
    form = forms.EndForm(request.POST or None, service_id=service_id, by=request.actor)
    act = lambda: operations.end(  # noqa: E731
        service_id,
        ended_on=form.cleaned_data["ended_on"],
        replaced_by_id=form.replaced_by_id(),
        by=request.actor,
        at=timezone.now(),
    )
    if request.method == "POST" and did(form, act):
        return _done(request, _("The entry is closed for good."), service_id)
    heading = _("Close for good: %(name)s") % {"name": held.service.name}
    return form_page(request, form, heading=heading, button=_("Close for good"), back=_back(service_id))

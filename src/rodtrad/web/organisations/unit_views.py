"""What an administrator does with the tree of organisations. No person is ever seen from here."""

from math import ceil
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.registry.organisations import operations as organisations
from rodtrad.registry.organisations import overview
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import did, step_of
from rodtrad.web.layout.pages import check_page, form_page
from rodtrad.web.layout.request import StaffRequest, page_asked
from rodtrad.web.organisations import forms


def units(request: StaffRequest) -> HttpResponse:
    """Every organisation, found by the name it has or had."""
    organisations.check_can_change_tree(request.actor)
    words, page = request.GET.get("q", "")[:100], page_asked(request)
    lines, total = overview.find_units(words, page=page, on=local_day(timezone.now()))
    pages = max(1, ceil(total / overview.PAGE))
    context = {"lines": lines, "total": total, "words": words, "page": page, "pages": pages}
    return render(request, "organisations/units.html", context)


def unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """One organisation: what it is, what lies around it, and who works there."""
    organisations.check_can_change_tree(request.actor)
    found = overview.unit_page(unit_id, on=local_day(timezone.now()))
    return render(request, "organisations/unit.html", {"found": found, "unit": found.unit})


def open_unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """A new unit below another."""
    organisations.check_can_change_tree(request.actor)
    form, opened = forms.UnitForm(request.POST or None), []
    if request.method == "POST" and did(form, lambda: opened.append(_open(request, form, unit_id))):
        messages.success(request, _("The unit is open. Give it a lead before it is asked about anybody."))
        return redirect("unit-page", opened[0])
    back = reverse("unit-page", args=[unit_id])
    return form_page(request, form, heading=_("Open a unit below"), button=_("Open the unit"), back=back)


def _open(request: StaffRequest, form: forms.UnitForm, parent_id: UUID) -> UUID:
    return organisations.open_unit(**form.cleaned_data, parent_id=parent_id, by=request.actor, at=timezone.now()).pk


def close_unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """The unit closes today, and nobody is left behind."""
    organisations.check_can_change_tree(request.actor)
    form, moved = forms.CloseUnitForm(request.POST or None, unit_id=unit_id), []
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            return check_page(request, form, heading=_("Close the unit today?"), button=_("Close the unit"))
        if did(form, lambda: moved.append(_close(request, form, unit_id))):
            messages.success(request, _("The unit is closed. Cases moved: %(count)s.") % {"count": moved[0]})
            return redirect("unit-page", unit_id)
    back = reverse("unit-page", args=[unit_id])
    lead = _("History keeps its name, and its posts end today.")
    return form_page(
        request, form, heading=_("Close the unit"), lead=lead, button=_("Look over"), step="check", back=back
    )


def _close(request: StaffRequest, form: forms.CloseUnitForm, unit_id: UUID) -> int:
    return responsibility.close_unit(unit_id, successor_id=form.successor_id(), by=request.actor, at=timezone.now())


def give_post(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """A post at any unit, with any role but those that need a second person."""
    organisations.check_can_change_tree(request.actor)
    now = timezone.now()
    form = forms.AnyStaffForm(request.POST or None, initial={"starts_on": local_day(now)})
    if request.method == "POST" and did(
        form, lambda: organisations.give_post(**form.cleaned_data, unit_id=unit_id, by=request.actor, at=now)
    ):
        messages.success(request, _("The post is given."))
        return redirect("unit-page", unit_id)
    back = reverse("unit-page", args=[unit_id])
    return form_page(request, form, heading=_("Give somebody a post"), button=_("Give the post"), back=back)

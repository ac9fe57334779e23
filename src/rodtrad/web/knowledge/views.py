"""The list, a page as it held on a day, and its owner's writing."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.foundation.ids import new_id
from rodtrad.registry.directory import queries as directory
from rodtrad.registry.knowledge import operations, queries
from rodtrad.registry.knowledge.vocabulary import PageKind
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.knowledge import forms
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def _today() -> date:
    return local_day(timezone.now())


def _day_asked(request: HttpRequest) -> date:
    """The day whose version is asked for; today for anything that is no day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return _today()


def knowledge(request: StaffRequest) -> HttpResponse:
    """Every page by its title, found by words and kind; those whose review has passed say so."""
    text, kind = request.GET.get("text", "")[:100], request.GET.get("kind", "")
    kind = kind if kind in PageKind.values else ""
    context = {
        "lines": queries.pages(text, kind=kind, on=_today()),
        "text": text,
        "kind": kind,
        "kinds": PageKind.choices,
        "may_write": directory.may_write(request.actor),
    }
    return render(request, "knowledge/list.html", context)


def page(request: StaffRequest, page_id: UUID) -> HttpResponse:
    """A page as it holds today, or held on a day, with all its versions."""
    on = _day_asked(request)
    view = queries.page_view(page_id, on=on, by=request.actor)
    return render(request, "knowledge/page.html", {"view": view, "line": view.line, "on": on, "is_past": on < _today()})


@login_not_required
def public_page(request: HttpRequest, page_id: UUID) -> HttpResponse:
    """House rules for whoever comes."""
    view = queries.page_view(page_id, on=_today())
    return render(request, "knowledge/public.html", {"line": view.line})


def new(request: StaffRequest) -> HttpResponse:
    form = forms.NewForm(request.POST or None, by=request.actor, today=_today())
    made: list[Any] = []
    if request.method == "POST" and did(form, lambda: made.append(_add(request, form))):
        messages.success(request, _("The page is there."))
        return redirect("knowledge-page", made[0].pk)
    return form_page(request, form, heading=_("New page"), button=_("Save"), back=reverse("knowledge"))


def _add(request: StaffRequest, form: forms.NewForm) -> Any:
    kind, owner = form.cleaned_data["kind"], UUID(form.cleaned_data["owner"])
    by, now = request.actor, timezone.now()
    return operations.add_page(str(new_id()), kind=kind, owner_id=owner, by=by, at=now, **form.said())


def change(request: StaffRequest, page_id: UUID) -> HttpResponse:
    """A new version from a day; the earlier ones stay."""
    view = queries.page_view(page_id, on=_today(), by=request.actor)
    form = forms.ChangeForm(request.POST or None, initial=forms.initial_of(view))
    act = lambda: operations.change_page(page_id, by=request.actor, at=timezone.now(), **form.said())  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("The new version is kept. The earlier ones can still be read."))
        return redirect("knowledge-page", page_id)
    back = reverse("knowledge-page", args=[page_id])
    return form_page(request, form, heading=view.line.version.title, button=_("Keep the new version"), back=back)


def reviewed(request: StaffRequest, page_id: UUID) -> HttpResponse:
    """Read again, and it still holds."""
    view = queries.page_view(page_id, on=_today(), by=request.actor)
    form = forms.ReviewForm(request.POST or None)
    act = lambda: operations.reviewed(  # noqa: E731
        page_id, next_on=form.cleaned_data["next_on"], by=request.actor, at=timezone.now()
    )
    if request.method == "POST" and did(form, act):
        messages.success(request, _("Read, and it still holds."))
        return redirect("knowledge-page", page_id)
    back = reverse("knowledge-page", args=[page_id])
    return form_page(request, form, heading=view.line.version.title, button=_("It still holds"), back=back)

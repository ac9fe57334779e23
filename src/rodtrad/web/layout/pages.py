"""The two pages most acts need: a form, and what was filled in before it is sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.web.layout.forms import Form
from rodtrad.web.layout.request import StaffRequest


def person_address(person_id: UUID) -> str:
    return reverse("person", args=[person_id])


def went_well(request: StaffRequest, sentence: str, person_id: UUID) -> HttpResponse:
    """Back to the person, with what happened."""
    messages.success(request, sentence)
    return redirect(person_address(person_id))


def form_page(
    request: StaffRequest, form: Form, *, heading: str, button: str, back: str = "", lead: str = "", **more: Any
) -> HttpResponse:
    """A form on its own page; 422 when something must be corrected."""
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "back": back,
        "back_text": _("Back"),
        "lead": lead,
        **more,
    }
    return render(request, "layout/form_page.html", context, status=422 if form.errors else 200)


def check_page(
    request: StaffRequest,
    form: Form,
    *,
    heading: str,
    button: str,
    lead: str = "",
    notes: tuple[str, ...] = (),
    draft_key: str = "",
) -> HttpResponse:
    """Everything that was filled in, to be looked over, with sending and changing as the two ways on."""
    hidden = [(name, value) for name, values in request.POST.lists() for value in values]
    left_out = {"csrfmiddlewaretoken", "step", "draft_key"}
    context = {
        "heading": heading,
        "button": button,
        "lead": lead,
        "notes": notes,
        "rows": form.rows,
        "hidden": [pair for pair in hidden if pair[0] not in left_out],
        "draft_key": draft_key,
    }
    return render(request, "layout/check_page.html", context)

"""Texts that two may write in at the same time: refused at the field, or both shown, and nothing lost."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.programme.forums.texts import TextsDiffer
from rodtrad.web.forums.forms import TextForm
from rodtrad.web.layout.request import StaffRequest


def save_text(request: StaffRequest, form: TextForm, act: Callable[[], Any]) -> HttpResponse | None:
    """Do the act. The page with both texts when somebody else wrote meanwhile; a refusal lands on the form."""
    try:
        act()
    except TextsDiffer as differ:
        return _both_texts(request, differ)
    except NotFound:
        raise
    except DomainError as refusal:
        form.add_refusal(refusal)
    return None


def _both_texts(request: StaffRequest, differ: TextsDiffer) -> HttpResponse:
    joined = f"{differ.theirs}\n\n{differ.mine}"
    context = {
        "sentence": str(differ),
        "theirs": differ.theirs,
        "mine": differ.mine,
        "form": TextForm(initial={"text": joined, "version": differ.version}),
        "address": request.path,
    }
    return render(request, "forums/both_texts.html", context, status=409)

"""Rooms for those who work with people: others are told so, in a sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import NotAllowed
from rodtrad.web.layout.request import StaffRequest

P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]


def care_only(view: "View[P]") -> "View[P]":
    """The page exists for posts that give care; the queries behind it decide the rest."""

    @wraps(view)
    def checked(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.actor.gives_care:
            raise NotAllowed(_("This page is for those who work with people at a unit. Your post is another."))
        return view(request, *args, **kwargs)

    return checked

"""Proving once more who one is before the strongest acts: password, passkey or code, not more than five minutes ago.

In the demo nobody has a password, so there its role picker counts, as it does for the second factor.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.middleware import DEMO

P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponse]


def prove_it_is_you(view: "View[P]") -> "View[P]":
    """Sends to the page that asks for password or second factor, and back. What is typed is not kept on the way."""

    @wraps(view)
    def checked(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        in_demo = settings.RODTRAD_DEMO and request.session.get(DEMO)
        if not in_demo and is_reauthentication_required(request, app="account"):
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return checked

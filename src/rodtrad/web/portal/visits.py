"""Who is inside: a visit of the person, never a login of the staff. The two never share a browser.

The session holds the id of a visit; whether it still holds is asked of the database at every request, so that a sheet
that is stopped ends it at once. After some minutes without use the PIN is asked for again.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.dateparse import parse_datetime

from rodtrad.casework.rights import queries
from rodtrad.casework.rights.queries import VisitNow
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.ids import new_id
from rodtrad.web.layout.request import PersonRequest

VISIT = "visit"
SEEN = "rodtrad-own-seen"
P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def own_page(view: "View[P]") -> "View[P]":
    """Only for the person, inside their visit. Sets `request.person`; nothing of it stays in the browser."""

    @wraps(view)
    def checked(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return refuse_staff(request)
        now = timezone.now()
        visit = visit_of(request, at=now)
        if visit is None:
            return redirect("own-sign-in")
        if is_locked(request, visit, at=now):
            return redirect("own-unlock")
        request.person = Actor.person(visit.person_id, request_id=new_id())
        return remember(view(request, *args, **kwargs), visit, at=now)

    return login_not_required(checked)


def refuse_staff(request: HttpRequest) -> HttpResponse:
    """A login of the staff opens no person's own pages."""
    return render(request, "portal/refuse_staff.html", status=403)


def visit_of(request: HttpRequest, *, at: datetime) -> VisitNow | None:
    """The visit this browser is in, if it still holds."""
    held = request.session.get(VISIT)
    return queries.visit_now(UUID(held), at=at) if held else None


def enter(request: HttpRequest, visit: VisitNow) -> None:
    """A new session with nothing in it but the visit."""
    request.session.flush()
    request.session[VISIT] = str(visit.visit_id)


def is_locked(request: HttpRequest, visit: VisitNow, *, at: datetime) -> bool:
    """Whether nobody has used the pages for so long that the PIN must be asked for again."""
    try:
        bound, seen = signing.loads(request.COOKIES.get(SEEN, ""), salt=SEEN)
    except signing.BadSignature:
        return True
    last = parse_datetime(seen)
    idle = timedelta(seconds=settings.RODTRAD_OWN_IDLE_SECONDS)
    return bound != _bound_to(visit) or last is None or at - last > idle


def remember(response: HttpResponse, visit: VisitNow, *, at: datetime) -> HttpResponse:
    """When the pages were last used, in a signed cookie, so that reading writes nothing."""
    value = signing.dumps([_bound_to(visit), at.isoformat()], salt=SEEN)
    response.set_cookie(SEEN, value, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE))
    add_never_cache_headers(response)
    return response


def _bound_to(visit: VisitNow) -> str:
    return hashlib.sha256(str(visit.visit_id).encode()).hexdigest()[:32]

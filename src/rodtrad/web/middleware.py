"""What surrounds every request: one transaction, limits of the session, the second factor, the acting post, refusals."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from rodtrad.casework.persons.vocabulary import BelongingStatus
from rodtrad.foundation.drafts.operations import save_draft
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations import queries as organisations
from rodtrad.web.layout.request import is_open_to_all

Answer = Callable[[HttpRequest], HttpResponse]
LAST_SEEN = "rodtrad-last-seen"
SIGNED_IN_AT = "signed-in-at"
POST = "post"
DEMO = "demo"
NEVER_ASKED_FOR = {"belonging", "belonging_status", "legal_stay", BelongingStatus.NO_LEGAL_STAY.value}
log = logging.getLogger("rodtrad.web")


class WholeRequestTransaction:
    """One transaction around view and rendering, so that what was read and the line in the log stand or fall together."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == reverse("health"):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class SessionLimits:
    """Signed out after 15 minutes without use, or 12 hours after signing in. What was typed is kept as a draft."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._is_over(request):
            _keep_what_was_typed(request)
            logout(request)
            return _to_sign_in(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            self._remember(request, response)
            add_never_cache_headers(response)
        return response

    def _is_over(self, request: HttpRequest) -> bool:
        now = timezone.now()
        began = parse_datetime(request.session.get(SIGNED_IN_AT, "")) if SIGNED_IN_AT in request.session else None
        if began is None:
            request.session[SIGNED_IN_AT] = now.isoformat()
            return False
        seen = _last_seen(request)
        idle = seen is None or now - seen > timedelta(seconds=settings.RODTRAD_IDLE_SECONDS)
        return idle or now - began > timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def _remember(self, request: HttpRequest, response: HttpResponse) -> None:
        value = signing.dumps([_bound_to(request), timezone.now().isoformat()], salt=LAST_SEEN)
        response.set_cookie(
            LAST_SEEN, value, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE)
        )


def _last_seen(request: HttpRequest) -> datetime | None:
    try:
        bound, at = signing.loads(request.COOKIES.get(LAST_SEEN, ""), salt=LAST_SEEN)
    except signing.BadSignature:
        return None
    return parse_datetime(at) if bound == _bound_to(request) else None


def _bound_to(request: HttpRequest) -> str:
    return hashlib.sha256(f"{request.session.get(SIGNED_IN_AT)}{request.user.pk}".encode()).hexdigest()[:32]


def _keep_what_was_typed(request: HttpRequest) -> None:
    key, post_id = request.POST.get("draft_key"), request.session.get(POST)
    user_id = request.user.pk
    if request.method != "POST" or not key or not post_id or user_id is None:
        return
    by = organisations.actor_for(UUID(post_id), user_id=user_id, at=timezone.now())
    if by is not None:
        save_draft(key, values=dict(request.POST.lists()), by=by, at=timezone.now())


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = f"{reverse('sign-in')}?away=1"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


class SecondFactor:
    """Everybody signs in with two factors. The demo's role picker is the one exception, and only in the demo."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or is_open_to_all(request) or self._has_two(request):
            return self.get_response(request)
        if request.path.startswith(reverse("account_login").removesuffix("login/")):
            return self.get_response(request)
        return redirect("mfa_index")

    def _has_two(self, request: HttpRequest) -> bool:
        if settings.RODTRAD_DEMO and request.session.get(DEMO):
            return True
        return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


class ActingPost:
    """Sets `request.actor`: the one post this user acts from. Read anew each time, so that an ended post ends at once."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if not request.user.is_authenticated or is_open_to_all(request):
            return self.get_response(request)
        at = timezone.now()
        chosen = request.session.get(POST)
        by = None
        if chosen:
            by = organisations.actor_for(UUID(chosen), user_id=request.user.pk, at=at, request_id=new_id())
        if by is None:
            posts = organisations.posts_of(request.user.pk, on=organisations.local_day(at))
            if not posts:
                return render(request, "accounts/no_post.html", status=403)
            request.session[POST] = str(posts[0].post_id)
            by = organisations.actor_for(posts[0].post_id, user_id=request.user.pk, at=at, request_id=new_id())
        request.actor = by  # type: ignore[attr-defined]
        return self.get_response(request)


class NoSuchFilter:
    """Nobody is listed, counted or taken out by legal stay: an address that asks for it is told that there is no such filter.

    Silence would do as well for the list, but whoever asks shall learn that it cannot be done (R-01-05).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = {word for key, values in request.GET.lists() for word in (key, *values)}
        if asked & NEVER_ASKED_FOR:
            sentence = _("There is no such filter. Nobody can be listed by what kind of belonging they have.")
            return render(request, "layout/refused.html", {"sentence": sentence}, status=404)
        return self.get_response(request)


class SentencesForErrors:
    """A refusal becomes a page with its sentence; a fault becomes a number that operations can find, and no detail."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            if error.record_refusal is not None:
                error.record_refusal()
            page = "portal/refused.html" if hasattr(request, "person") else "layout/refused.html"
            return render(request, page, {"sentence": str(error)}, status=error.status)
        return None

"""The shell, its worker and its manifest for everybody; the plan and the taking of what phones send for those signed in."""

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rodtrad.fieldapp import sync as protocol
from rodtrad.fieldapp.plan import evening
from rodtrad.fieldapp.request import FieldRequest
from rodtrad.fieldwork.counts.vocabulary import Coverage, Presence, Reason, Weather
from rodtrad.registry.devices.operations import PhoneShutOut

MODULES = ("app", "outbox", "sending", "tally", "screens", "round", "finish", "words", "database")
FILES = (
    *(f"fieldapp/{name}.js" for name in MODULES),
    "fieldapp/field.css",
    "fieldapp/icon-192.png",
    "vendor/designsystemet.css",
    "vendor/theme-standard.css",
    "vendor/inter-latin.woff2",
    "app.css",
)


@login_not_required
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The app itself, the same for everybody."""
    return render(request, "fieldapp/app.html", _choices())


def _choices() -> dict[str, Any]:
    """What the questions at the end of a round can be answered with, and the icons."""
    return {
        "icons": {size: static(f"fieldapp/icon-{size}.png") for size in (180, 192)},
        "coverage": Coverage.choices,
        "reasons": Reason.choices,
        "presence": Presence.choices,
        "weather": Weather.choices,
    }


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: which files the app is made of, under a version that changes when any of them does."""
    files = [static(name) for name in FILES]
    shell_text = render_to_string("fieldapp/app.html", {**_choices(), "csp_nonce": ""})
    version = hashlib.sha256("|".join([*files, shell_text]).encode()).hexdigest()[:12]
    text = render_to_string("fieldapp/sw.js", {"files": files, "version": version})
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@login_not_required
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to install the app."""
    icons = [
        {"src": static(f"fieldapp/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    colors = {"background_color": "#0d1114", "theme_color": "#0d1114"}
    place = {"start_url": "/field/", "scope": "/field/", "display": "standalone"}
    content = {
        "name": _("Rød tråd: counting"),
        "short_name": _("Counting"),
        "lang": "nb",
        **place,
        **colors,
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_GET
def plan(request: FieldRequest) -> HttpResponse:
    """Zones, age bands and the rounds of these days for the actor's unit, with the token that sending needs."""
    return JsonResponse({**evening(by=request.actor, at=timezone.now()), "token": get_token(request)})


@require_POST
def sync(request: FieldRequest) -> HttpResponse:
    """Takes a batch from a phone. 200 with receipts, 400 for what is no batch, 403 for a phone that is shut out."""
    try:
        batch = protocol.read(request.body)
        answer = protocol.take(batch, by=request.actor, at=timezone.now())
    except protocol.NoBatch as fault:
        return JsonResponse({"protocol": protocol.VERSION, "state": "UNREADABLE", "sentence": str(fault)}, status=400)
    except PhoneShutOut as refusal:
        return JsonResponse({"protocol": protocol.VERSION, "state": "SHUT_OUT", "sentence": str(refusal)}, status=403)
    return JsonResponse(answer)

"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from rodtrad.registry.inbox import queries as inbox
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook
from rodtrad.web.layout.navigation import menu

TEXT_SIZE = "rodtrad-text-size"


def page(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    found: dict[str, Any] = {
        "csp_nonce": str(request.csp_nonce),  # type: ignore[attr-defined]
        "actor": actor,
        "is_demo": settings.RODTRAD_DEMO,
        "night": _night,  # asked for by the templates that show it
        "visitor": getattr(request, "person", None),
        # A second after the server has locked, so that the page that comes is the locked one.
        "lock_after": (settings.RODTRAD_OWN_IDLE_SECONDS if actor is None else settings.RODTRAD_IDLE_SECONDS) + 1,
        "large_text": request.COOKIES.get(TEXT_SIZE) == "large",
    }
    if actor is not None:
        found |= {"menu": menu(actor, request.path), "notice_count": inbox.count_open(actor)}
    return found


def _night() -> str:
    return rulebook.text("text.night", on=organisations.local_day(timezone.now()))

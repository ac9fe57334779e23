from django.http import HttpRequest
from django.urls import Resolver404, resolve

from rodtrad.foundation.actor import Actor

OPEN_TO_ALL = {
    "health",
    "sign-in",
    "demo-sign-in",
    "sign-out",
    "set-language",
    "accessibility",
    "privacy",
    "help",
    "field-app",
    "field-worker",
    "field-manifest",
    "calendar-feed",
    "find-help",
    "service",
    "service-dates",
    "street-card",
    "street-cards",
    "public-knowledge",
    "hsds-root",
    "hsds-about",
    "hsds-openapi",
    "hsds-services",
    "hsds-service",
    "hsds-places",
    "hsds-place",
    "hsds-organizations",
    "hsds-organization",
    "hsds-taxonomies",
    "hsds-taxonomy",
    "hsds-terms",
    "hsds-term",
    "public-status",
    "public-figures",
    "open-statistics",
    "open-table",
    "open-file",
    "public-status-file",
    "safe-link",
}


class StaffRequest(HttpRequest):
    """A request by somebody signed in, with the post they act from."""

    actor: Actor


class PersonRequest(HttpRequest):
    """A request by a person on the pages about themselves."""

    person: Actor


def is_open_to_all(request: HttpRequest) -> bool:
    """Whether the page needs no post: public pages, and signing in and out."""
    try:
        return resolve(request.path).url_name in OPEN_TO_ALL
    except Resolver404:
        return False


def page_asked(request: HttpRequest) -> int:
    """Which page of a list is asked for; the first for anything that is no number."""
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1

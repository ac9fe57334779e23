import logging
import secrets
import sys

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.foundation.health import is_database_up
from rodtrad.registry.inbox.operations import report_barrier
from rodtrad.web.layout.forms import did
from rodtrad.web.public.forms import FeedbackForm

log = logging.getLogger("rodtrad.web")


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours: a number for operations, and nothing about what was asked."""
    error_id = secrets.token_hex(4)
    log.error("A page failed", exc_info=sys.exc_info(), extra={"error_id": error_id, "route": _route(request)})
    return HttpResponse(loader.get_template("500.html").render({"error_id": error_id}), status=500)


def _route(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else ""


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Whether the service can answer: used by whoever watches it. Tells nothing else."""
    try:
        is_up = is_database_up()
    except DatabaseError:
        is_up = False
    return JsonResponse({"status": "ok" if is_up else "down"}, status=200 if is_up else 503)


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement the law asks for, with a form that reaches somebody."""
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: report_barrier(form.cleaned_data["page"], text=form.cleaned_data["text"], at=timezone.now())
    ):
        messages.success(request, _("Thank you. Somebody will look at it."))
        return redirect("accessibility")
    return render(request, "public/accessibility.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/help.html")


def gallery(request: HttpRequest) -> HttpResponse:
    """Every layout component, with an example, for whoever makes the next page."""
    form = FeedbackForm({})
    form.is_valid()
    return render(request, "public/gallery.html", {"form": form, "plain": FeedbackForm(auto_id="plain_%s")})

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.access import readings
from rodtrad.foundation.audit.verification import verify
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.access_log.forms import LogForm, LogReviewForm
from rodtrad.web.access_log.presenters import as_csv, log_context
from rodtrad.web.emergencies.step_up import prove_it_is_you
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest

MONTH = timedelta(days=30)


def access_log(request: StaffRequest) -> HttpResponse:
    """Who opened what, the newest first. Looking here is itself a line in the log."""
    readings.check_may_read_log(request.actor)
    now = timezone.now()
    asked = request.POST or {"since": str(local_day(now) - timedelta(days=7)), "until": str(local_day(now))}
    form = LogForm(asked)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        number = form.cleaned_data["page"] or 1
        page = readings.read_log(form.wanted(), page=number, by=request.actor, at=now)
        context |= log_context(page, number=number, now=now)
    return render(request, "access_log/log.html", context, status=422 if form.errors else 200)


@require_POST
@prove_it_is_you
def export(request: StaffRequest) -> HttpResponse:
    """The same lines as a file. Taking it along is a line in the log too."""
    form = LogForm(request.POST)
    if not form.is_valid():
        return render(request, "access_log/log.html", {"form": form}, status=422)
    lines = readings.export_log(form.wanted(), by=request.actor, at=timezone.now())
    answer = HttpResponse(as_csv(lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="access-log.csv"'
    return answer


def review(request: StaffRequest) -> HttpResponse:
    """Looked through a period, with what was found, also when it was nothing."""
    readings.check_may_read_log(request.actor)
    day = local_day(timezone.now())
    form = LogReviewForm(request.POST or None, initial={"since": day - MONTH, "until": day - timedelta(days=1)})
    if request.method == "POST" and did(form, lambda: _review(request, form)):
        messages.success(request, _("Noted with your name."))
        return redirect("access-log")
    heading, button = _("I have looked through the log"), _("Save what I found")
    return form_page(request, form, heading=heading, button=button, back=reverse("access-log"))


def _review(request: StaffRequest, form: LogReviewForm) -> None:
    since, until = form.period()
    readings.review_log(since=since, until=until, note=form.cleaned_data["note"], by=request.actor, at=timezone.now())


@require_POST
def verify_chain(request: StaffRequest) -> HttpResponse:
    """Read the whole chain again, and say whether anybody has changed it."""
    readings.check_may_read_log(request.actor)
    verdict = verify()
    if verdict.flaws:
        messages.error(request, _("The log has been changed: %(what)s.") % {"what": verdict.flaws[0].sentence})
    else:
        messages.success(request, _("The whole log holds: %(count)s lines, none changed.") % {"count": verdict.lines})
    return redirect("access-log")

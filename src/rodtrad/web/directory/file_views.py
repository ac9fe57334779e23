"""Lists of services in from a file, looked over first, and out again; and dates with other hours as a calendar."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.foundation.errors import NotAllowed
from rodtrad.registry.directory import operations, queries
from rodtrad.web.directory.exceptions_calendar import as_calendar
from rodtrad.web.directory.import_forms import FileForm, LoadForm
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.layout.spreadsheet import file_answer, workbook
from rodtrad.web.trends.table_file import safe


def choose_file(request: StaffRequest) -> HttpResponse:
    """A file is read and kept; the next page shows what it would do."""
    if not queries.may_write(request.actor):
        raise NotAllowed(_("Only those who give help and the directory's editor load lists of services."))
    form = FileForm(request.POST or None, request.FILES or None)
    kept: list[UUID] = []
    act = lambda: kept.append(form.keep(by=request.actor, at=timezone.now()))  # noqa: E731
    if request.method == "POST" and did(form, act):
        return redirect("check-import", kept[0])
    return render(request, "directory/import.html", {"form": form}, status=422 if form.errors else 200)


def check_import(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """What is new, changed and wrong, row by row; nothing is written before somebody says so."""
    found = queries.preview(file_id, by=request.actor)
    form = LoadForm(request.POST if request.method == "POST" else None, reading=found.reading)
    done: list[operations.Loaded] = []
    act = lambda: done.append(  # noqa: E731
        operations.load_entries(found.reading.records, source=found.source, by=request.actor, at=timezone.now())
    )
    if request.method == "POST" and did(form, act):
        messages.success(request, _loaded(done[0]))
        return redirect("directory-desk")
    context = {"form": form, "page": found, "back": reverse("import-services")}
    return render(request, "directory/check_import.html", context, status=422 if form.errors else 200)


def _loaded(counts: operations.Loaded) -> str:
    return _("%(new)s new drafts, %(changed)s changed, %(unchanged)s as they were.") % vars(counts)


def table(request: StaffRequest) -> HttpResponse:
    """The directory as Excel, in the columns that the import reads."""
    rows = list(queries.table_rows())
    return file_answer(workbook({_("Services"): rows}), "services.xlsx")


def table_csv(request: StaffRequest) -> HttpResponse:
    """The same as CSV; what a spreadsheet would take for a formula is text."""
    lines = [";".join(_quoted(cell) for cell in row) for row in queries.table_rows()]
    answer = HttpResponse("\ufeff" + "\r\n".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="services.csv"'
    return answer


def _quoted(cell: object) -> str:
    text = "" if cell is None else safe(cell) if isinstance(cell, str) else str(cell)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ';"\r\n') else text


@login_not_required
def exceptions(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Dates with other hours, for anybody's own calendar."""
    now = timezone.now()
    view = queries.service_view(service_id, at=now)
    address = request.build_absolute_uri(reverse("service", args=[service_id]))
    answer = HttpResponse(as_calendar(view, address=address, at=now), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return answer

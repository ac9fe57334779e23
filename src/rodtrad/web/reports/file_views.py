"""Reports as files, and whether a file is one of them."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rodtrad.foundation.errors import NotFound
from rodtrad.programme.reports import queries
from rodtrad.programme.reports.files import as_file
from rodtrad.programme.reports.queries import Report
from rodtrad.programme.reports.vocabulary import FileForm, ReportKind
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.reports.forms import FileCheckForm

TYPES = {
    FileForm.PDF: "application/pdf",
    FileForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file(request: StaffRequest, report_id: UUID, form: str) -> HttpResponse:
    """The file as it was fixed; of a draft, as it stands."""
    return _file(queries.get_report(report_id), form, name=f"report-{report_id}")


@login_not_required
def public_file(request: HttpRequest, form: str) -> HttpResponse:
    found = queries.newest_published(ReportKind.PUBLIC_STATUS)
    if found is None:
        raise NotFound(queries.NO_SUCH_REPORT)
    return _file(found, form, name="status")


def _file(report: Report, form: str, *, name: str) -> HttpResponse:
    if form.upper() not in FileForm:
        raise NotFound(_("A report comes as PDF, Word or Excel."))
    wanted = FileForm(form.upper())
    content = queries.fixed_file(report, wanted) or as_file(queries.document(report), wanted)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form.lower()}"'}
    return HttpResponse(content, content_type=TYPES[wanted], headers=headers)


def check(request: StaffRequest) -> HttpResponse:
    """Whether a file is, byte for byte, one that was published here."""
    form = FileCheckForm(request.POST or None, request.FILES or None)
    found, is_checked = None, request.method == "POST" and form.is_valid()
    if is_checked:
        found = queries.report_of_file(form.cleaned_data["file"].read())
    context = {"form": form, "found": found, "is_checked": is_checked}
    return render(request, "reports/check.html", context, status=422 if form.errors else 200)

"""Reading reports. Everybody signed in may; the public status is open to all."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.foundation.errors import NotFound
from rodtrad.insight.reports.drafting import drift
from rodtrad.insight.reports.overview import overview
from rodtrad.programme.reports import queries
from rodtrad.programme.reports.permissions import can_write
from rodtrad.programme.reports.vocabulary import ReportKind
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.reports.data_files import figures_file
from rodtrad.web.reports.document_page import document_page
from rodtrad.web.reports.overview_page import overview_page
from rodtrad.web.reports.presenters import desk_page, report_rows


def reports(request: StaffRequest) -> HttpResponse:
    found = report_rows(queries.reports(), now=timezone.now())
    return render(request, "reports/reports.html", {"rows": found, "may_write": can_write(request.actor)})


def report(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The document, and beside it what it needs before it is published, or how it was fixed."""
    now, found = timezone.now(), queries.get_report(report_id)
    differing = drift(found, by=request.actor, at=now)
    context = {
        "page": document_page(queries.document(found), differing, now=now),
        "desk": desk_page(found, may_write=can_write(request.actor), now=now),
    }
    return render(request, "reports/report.html", context)


def figures(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Every figure of a report with its definition and source, to open in a spreadsheet."""
    return figures_file(queries.document(queries.get_report(report_id)), name=f"report-{report_id}")


def one_page(request: StaffRequest) -> HttpResponse:
    """Results and setbacks side by side, for whoever steers."""
    now = timezone.now()
    page = overview_page(overview(request.actor, at=now), now=now)
    return render(request, "reports/overview.html", {"page": page})


@login_not_required
def public_status(request: HttpRequest) -> HttpResponse:
    """The newest public status, for everybody, as it was published."""
    now, found = timezone.now(), queries.newest_published(ReportKind.PUBLIC_STATUS)
    page = document_page(queries.document(found), {}, now=now, public=True) if found else None
    return render(request, "reports/public_status.html", {"page": page})


@login_not_required
def public_figures(request: HttpRequest) -> HttpResponse:
    found = queries.newest_published(ReportKind.PUBLIC_STATUS)
    if found is None:
        raise NotFound(queries.NO_SUCH_REPORT)
    return figures_file(queries.document(found), name="status")

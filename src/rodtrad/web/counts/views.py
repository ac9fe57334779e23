"""What is out, what waits, what is planned."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.fieldwork.counts import queries
from rodtrad.fieldwork.counts.permissions import can_change_zones, can_plan, can_see_rounds
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.counts.presenters import overview_page, round_days, round_row, series_rows, sheet_rows
from rodtrad.web.layout.request import StaffRequest


def overview(request: StaffRequest) -> HttpResponse:
    """The counts of the actor's unit: for those who see figures only, the zones and the series."""
    now, by = timezone.now(), request.actor
    found = queries.overview(by=by, at=now)
    context = {
        "found": overview_page(found, now=now),
        "sees_rounds": can_see_rounds(by),
        "may_plan": can_plan(by),
        "may_change": can_change_zones(by),
    }
    return render(request, "counts/overview.html", context)


def live(request: StaffRequest) -> HttpResponse:
    """Rounds that are out now; the page asks again every half minute where scripts run."""
    now = timezone.now()
    rows = [round_row(line, now=now, with_day=True) for line in queries.live(by=request.actor, at=now)]
    page = "counts/_live.html" if request.headers.get("HX-Request") else "counts/live.html"
    return render(request, page, {"rows": rows, "now": now})


def reviews(request: StaffRequest) -> HttpResponse:
    """Sent rounds that do not count yet, and those somebody approved for themselves."""
    now, by = timezone.now(), request.actor
    waiting = [round_row(line, now=now, with_day=True) for line in queries.to_review(by=by)]
    own = queries.reviewed_own(by=by, since=now - timedelta(days=90))
    rows = [round_row(line, now=now, with_day=True) for line in own]
    return render(request, "counts/reviews.html", {"rows": waiting, "own": rows})


def calendar(request: StaffRequest) -> HttpResponse:
    """Rounds from a week back to four weeks ahead, day by day."""
    now = timezone.now()
    lines = queries.planned_between(now - timedelta(days=7), now + timedelta(days=28), by=request.actor)
    return render(
        request, "counts/calendar.html", {"days": round_days(lines, now=now), "may_plan": can_plan(request.actor)}
    )


def series(request: StaffRequest) -> HttpResponse:
    """Which zones, slots and season each line is made of."""
    return render(request, "counts/series.html", {"series": series_rows(queries.series_lines())})


def sheet(request: StaffRequest) -> HttpResponse:
    """A tally sheet to print, for the night the phone is dead."""
    bands = queries.bands_on(local_day(timezone.now()))
    return render(request, "counts/sheet.html", {"rows": sheet_rows(bands.bounds)})

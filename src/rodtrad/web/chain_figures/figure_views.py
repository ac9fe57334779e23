"""How long answers take and how often people are sent back, by unit and pair, and the requests behind a figure."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.insight.chain_figures import behind as behind_figures
from rodtrad.insight.chain_figures.figures import chain_figures
from rodtrad.insight.chain_figures.months import last_month, month_from
from rodtrad.web.chain_figures import figure_presenters as presenters
from rodtrad.web.chain_figures.forms import BehindForm, FiguresForm
from rodtrad.web.layout.request import StaffRequest


def figures(request: StaffRequest) -> HttpResponse:
    """One measure in one finished month, small numbers hidden."""
    now = timezone.now()
    form = FiguresForm(request.GET, newest=last_month(at=now))
    form.is_valid()
    month = month_from(form.cleaned_data.get("month", ""), at=now)
    found = chain_figures(form.measure(), month, by=request.actor)
    page = presenters.figures_page(found, from_id=form.unit("from_unit"), to_id=form.unit("to_unit"))
    return render(request, "chain_figures/figures.html", {"form": form, "page": page}, status=_status(form))


def requests_behind(request: StaffRequest) -> HttpResponse:
    """The requests behind one pair's figure, for the two units."""
    now = timezone.now()
    asked = BehindForm(request.GET)
    measure, from_id, to_id = asked.wanted()
    month = month_from(request.GET.get("month", ""), at=now)
    found = behind_figures.behind(measure, month, from_id=from_id, to_id=to_id, by=request.actor)
    page = presenters.behind_page(found, measure, month, now=now)
    return render(request, "chain_figures/behind.html", {"page": page})


def _status(form: FiguresForm) -> int:
    return 422 if form.errors else 200

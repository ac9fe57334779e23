"""Figures others have published, and two of them side by side."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.insight.indicators import operations, queries
from rodtrad.web.indicators import presenters
from rodtrad.web.indicators.forms import CompareForm, DenominatorForm, SearchForm, SettleNoteForm
from rodtrad.web.indicators.words import place_words, topic_words
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def figures(request: StaffRequest) -> HttpResponse:
    """By word, theme and place, each as stated."""
    topics, places = queries.topics_and_places()
    by_topic = [(topic, topic_words(topic)) for topic in topics]
    form = SearchForm(request.GET, topics=by_topic, places=[(place, place_words(place)) for place in places])
    said = form.cleaned_data if form.is_valid() else {}
    found = queries.figures(text=said.get("q", ""), topic=said.get("topic", ""), geography=said.get("place", ""))
    return render(
        request, "indicators/figures.html", {"form": form, "rows": [presenters.figure_row(one) for one in found]}
    )


def figure(request: StaffRequest, code: str) -> HttpResponse:
    page = presenters.figure_page(queries.figure(code))
    return render(request, "indicators/figure.html", {"page": page, "may_keep": operations.can_keep(request.actor)})


def compare(request: StaffRequest) -> HttpResponse:
    """Two figures side by side; what cannot be calculated is refused with the reason."""
    form = CompareForm(request.GET, presenters.choices(queries.figures()))
    page = None
    if form.is_valid():
        said = form.cleaned_data
        page = presenters.compare_page(queries.beside(said["first"], said["second"], within_code=said["within"]))
    return render(request, "indicators/compare.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def denominator(request: StaffRequest, code: str) -> HttpResponse:
    """Of how many a percentage is, with its source."""
    operations.check_can_keep(request.actor)
    page, form = presenters.figure_page(queries.figure(code)), DenominatorForm(request.POST or None)
    act = lambda: operations.add_denominator(code, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("Saved. Now the percentage can be read as a number."))
        return redirect("external-figure", code)
    back = reverse("external-figure", args=[code])
    return form_page(request, form, heading=page.heading, button=_("Save"), back=back)


def settle(request: StaffRequest, code: str) -> HttpResponse:
    """A doubt is settled by a source."""
    operations.check_can_keep(request.actor)
    page, form = presenters.figure_page(queries.figure(code)), SettleNoteForm(request.POST or None)
    act = lambda: operations.remove_note(code, **form.cleaned_data, by=request.actor, at=timezone.now())  # noqa: E731
    if request.method == "POST" and did(form, act):
        messages.success(request, _("The note is removed, and the source stands in its place."))
        return redirect("external-figure", code)
    back = reverse("external-figure", args=[code])
    return form_page(request, form, heading=page.heading, button=_("Save"), back=back, lead=page.note)

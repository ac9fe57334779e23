"""Numbers about persons for those who read them inside, and the acts that open them to everybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.foundation.errors import NotFound
from rodtrad.insight.statistics import operations, queries
from rodtrad.insight.statistics.permissions import can_open, check_can_open, check_can_read
from rodtrad.insight.statistics.quarters import Quarter, quarter_from
from rodtrad.insight.statistics.registers import REGISTERS
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.statistics.forms import AgainForm, TableForm, ThresholdForm
from rodtrad.web.statistics.presenters import TableWords, register_row, register_words, table_words
from rodtrad.web.statistics.table_file import file_answer
from rodtrad.web.statistics.words import level_words


def registers(request: StaffRequest) -> HttpResponse:
    """What persons are counted for."""
    found = [queries.register_page(code, by=request.actor, at=timezone.now()) for code in REGISTERS]
    return render(request, "statistics/registers.html", {"rows": [register_row(page) for page in found]})


def method(request: StaffRequest) -> HttpResponse:
    """What is done to the numbers, in plain words."""
    check_can_read(request.actor)
    return render(request, "statistics/method.html")


def register(request: StaffRequest, register: str) -> HttpResponse:
    """Quarter by quarter, with the definition and the thresholds chosen."""
    now = timezone.now()
    page = register_words(queries.register_page(register, by=request.actor, at=now), now=now)
    return render(request, "statistics/register.html", {"page": page, "may_open": can_open(request.actor)})


def table(request: StaffRequest, register: str, quarter: str) -> HttpResponse:
    """One quarter, divided and limited as the address says."""
    form, page = _asked(request, register, quarter)
    return render(request, "statistics/table.html", {"page": page, "form": form, "may_open": can_open(request.actor)})


def table_as_file(request: StaffRequest, register: str, quarter: str) -> HttpResponse:
    """The same cells as on the page."""
    return file_answer(_asked(request, register, quarter)[1])


def _asked(request: StaffRequest, register: str, quarter: str) -> tuple[TableForm, TableWords]:
    when, now = quarter_named(quarter), timezone.now()
    levels = queries.table(register, when, dimensions=(), only={}, by=request.actor).levels
    words = level_words(levels, on=when.last_day)
    form = TableForm(request.GET, {name: list(found.items()) for name, found in words.items()})
    dimensions, only = form.question()
    found = queries.table(register, when, dimensions=dimensions, only=only, by=request.actor)
    return form, table_words(found, now=now, asked=request.GET.dict())


def quarter_named(code: str) -> Quarter:
    """Raises NotFound for an address that is no quarter."""
    quarter = quarter_from(code)
    if quarter is None:
        raise NotFound(_("There is no such quarter."))
    return quarter


@require_POST
def publish(request: StaffRequest, register: str, quarter: str) -> HttpResponse:
    """Open the quarter to everybody, or say why not."""
    found = queries.table(register, quarter_named(quarter), dimensions=(), only={}, by=request.actor)
    operations.publish(found.cube_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The figures are open to everybody, small numbers hidden."))
    return redirect("open-table", register, quarter)


def count_again(request: StaffRequest, register: str, quarter: str) -> HttpResponse:
    """A new revision of a quarter, with its reason."""
    check_can_open(request.actor)
    found = queries.table(register, quarter_named(quarter), dimensions=(), only={}, by=request.actor)
    form = AgainForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _again(request, form, found)):
        messages.success(request, _("Counted again. What has not changed keeps its number."))
        return redirect("statistics-table", register, quarter)
    lead = _(
        "Only when something was written late or corrected. The old numbers are kept, and the reason stands beside."
    )
    back = reverse("statistics-table", args=[register, quarter])
    return form_page(request, form, heading=_("Count the quarter again"), button=_("Count again"), back=back, lead=lead)


def _again(request: StaffRequest, form: AgainForm, found: queries.Table) -> None:
    operations.count_again(found.cube_id, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())


def threshold(request: StaffRequest, register: str) -> HttpResponse:
    """From how many persons on a number may be open: by whom, when and why."""
    check_can_open(request.actor)
    page = queries.register_page(register, by=request.actor, at=timezone.now())
    form = ThresholdForm(request.POST or None, initial={"fewest": page.fewest})
    if request.method == "POST" and did(form, lambda: _choose(request, register, form)):
        messages.success(request, _("The threshold is chosen. What is open already keeps its own."))
        return redirect("statistics-register", register)
    lead = _("It holds for what is opened from now on, and stands in the footnote.")
    heading, back = str(page.register.name), reverse("statistics-register", args=[register])
    return form_page(request, form, heading=heading, button=_("Choose the threshold"), back=back, lead=lead)


def _choose(request: StaffRequest, register: str, form: ThresholdForm) -> None:
    operations.choose_threshold(register, **form.cleaned_data, by=request.actor, at=timezone.now())

"""What the person sees and does. One call each; each opens the person's own door, and so stands in their log."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.rights import operations as rights
from rodtrad.casework.rights.vocabulary import Language, MatterKind
from rodtrad.foundation.errors import NotFound
from rodtrad.insight.own_page import queries
from rodtrad.insight.own_page.copy import own_copy
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.request import PersonRequest, page_asked
from rodtrad.web.person_page.presenters import period_of
from rodtrad.web.portal.forms import AskForm, WhyForm
from rodtrad.web.portal.presenters import home_context, look_line, looks_context, matter_line, report_context
from rodtrad.web.portal.visits import own_page
from rodtrad.web.rights.presenters import paper

NO_SUCH_LINE = gettext_lazy("There is no such line in your log.")
NO_SUCH_PAGE = gettext_lazy("There is no such page among yours.")
KINDS = {"correction": MatterKind.CORRECTION, "objection": MatterKind.OBJECTION, "erasure": MatterKind.ERASURE}


@own_page
def home(request: PersonRequest) -> HttpResponse:
    """Who follows me up and how I reach them, what happens next, and what is new."""
    now = timezone.now()
    page = queries.own_page(by=request.person, at=now)
    return render(request, "portal/home.html", home_context(page, now=now))


@own_page
@require_POST
def here(request: PersonRequest) -> HttpResponse:
    """Somebody is typing: the page stays open, so that no words are lost."""
    return HttpResponse(status=204)


@own_page
def thread(request: PersonRequest) -> HttpResponse:
    """Everything that has happened, newest first."""
    now = timezone.now()
    periods = queries.own_thread(by=request.person, at=now)
    return render(request, "portal/thread.html", {"thread": [period_of(p, now=now) for p in periods]})


@own_page
def looked(request: PersonRequest) -> HttpResponse:
    """Who has looked, and why."""
    now = timezone.now()
    looks = queries.own_looks(page=page_asked(request), by=request.person, at=now)
    return render(request, "portal/looked.html", looks_context(looks, now=now))


@own_page
def ask_why(request: PersonRequest, entry_id: UUID) -> HttpResponse:
    """Ask the unit behind one look why it was done."""
    now = timezone.now()
    form = WhyForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: rights.ask_why(entry_id, words=form.cleaned_data["words"], by=request.person, at=now),
    ):
        messages.success(request, _("Your question is sent. The unit must answer within a deadline."))
        return redirect("own-matters")
    look = queries.own_look(entry_id, by=request.person, at=now)
    if look is None:
        raise NotFound(NO_SUCH_LINE)
    context = {"form": form, "look": look_line(look, now=now)}
    return render(request, "portal/ask_why.html", context, status=422 if form.errors else 200)


@own_page
def matters(request: PersonRequest) -> HttpResponse:
    """What I have asked, and the answers."""
    now = timezone.now()
    found = queries.own_matters(by=request.person, at=now)
    return render(request, "portal/matters.html", {"matters": [matter_line(m, now=now) for m in found]})


@own_page
def ask(request: PersonRequest, kind: str) -> HttpResponse:
    """Something is wrong, must stop, or must go."""
    if kind not in KINDS:
        raise NotFound(NO_SUCH_PAGE)
    form = AskForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _send(request, form, KINDS[kind])):
        messages.success(request, _("It is sent. The unit must answer within a deadline."))
        return redirect("own-matters")
    context = {"form": form, "heading": str(KINDS[kind].label), "kind": kind}
    return render(request, "portal/ask.html", context, status=422 if form.errors else 200)


def _send(request: PersonRequest, form: AskForm, kind: MatterKind) -> None:
    rights.send_matter(kind, words=form.cleaned_data["words"], by=request.person, at=timezone.now())


@own_page
def everything(request: PersonRequest) -> HttpResponse:
    """All of it on one page, to read, print or keep."""
    now = timezone.now()
    report = queries.own_report(by=request.person, at=now)
    return render(request, "portal/everything.html", report_context(report, now=now))


@own_page
@require_POST
def copy(request: PersonRequest) -> HttpResponse:
    """Everything held about me, as a file for a machine. Its name says nothing."""
    held = own_copy(by=request.person, at=timezone.now())
    return JsonResponse(
        held,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": 'attachment; filename="copy.json"'},
    )


@own_page
def next_sheet(request: PersonRequest) -> HttpResponse:
    """A code and a PIN for the next visit, to print or to write down. Shown in this answer only."""
    if request.method != "POST":
        return render(request, "portal/next.html")
    now = timezone.now()
    language = Language((get_language() or "nb")[:2])
    issued = rights.issue_next_sheet(language, by=request.person, at=now)
    return render(request, "portal/paper.html", {"paper": paper(issued, request=request, now=now)})


@own_page
@require_POST
def lost_sheet(request: PersonRequest) -> HttpResponse:
    """Somebody else may have my sheet: it stops, and so does this visit and any other."""
    rights.revoke_sheets(request.person.own_person_id, by=request.person, at=timezone.now())
    request.session.flush()
    return redirect("own-sign-in")

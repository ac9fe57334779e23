"""Writing a report: started from data, edited, counted again, commented on, approved and published."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rodtrad.casework.persons.mentions import names_on_file_in
from rodtrad.insight.reports.drafting import propose, propose_again
from rodtrad.insight.reports.sheet import Scope
from rodtrad.programme.reports import operations, queries
from rodtrad.programme.reports.permissions import check_can_write
from rodtrad.programme.reports.vocabulary import ReportKind
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.reports import forms
from rodtrad.web.reports.shared_chapters import save_chapter


def start(request: StaffRequest) -> HttpResponse:
    """A draft, with every figure in its place and a text for each chapter."""
    check_can_write(request.actor)
    first, last = forms.period_before(local_day(timezone.now()))
    initial = {"starts_on": first, "last_on": last, "language": "nb", "kind": ReportKind.STATUS}
    form, made = forms.ReportForm(request.POST or None, initial=initial), []
    if request.method == "POST" and did(form, lambda: made.append(_start(request, form))):
        messages.success(request, _("The draft is written from the data. Read it, and rewrite what you know better."))
        return redirect("report", made[0])
    back = reverse("reports")
    return form_page(request, form, heading=_("Write a report"), button=_("Write it from the data"), back=back)


def _start(request: StaffRequest, form: forms.ReportForm) -> UUID:
    said, now, kind = form.values(), timezone.now(), ReportKind(form.cleaned_data["kind"])
    scope = Scope(said["starts_on"], said["ends_on"], request.actor, now)
    proposal = propose(kind, scope, language=said["language"])
    owner_id = request.actor.own_unit_id
    return operations.start_report(kind, **said, owner_id=owner_id, proposal=proposal, by=request.actor, at=now).pk


@require_POST
def count_again(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """New figures into a draft. The texts stand."""
    now = timezone.now()
    proposal = propose_again(queries.get_report(report_id), by=request.actor, at=now)
    changed = operations.bring_up_to_date(report_id, proposal=proposal, by=request.actor, at=now)
    said = ngettext("%(count)s figure has changed.", "%(count)s figures have changed.", changed) % {"count": changed}
    messages.success(request, said)
    return redirect("report", report_id)


def write_chapter(request: StaffRequest, chapter_id: UUID) -> HttpResponse:
    """The text of a chapter. Two who write at once see both texts, and nothing is lost."""
    check_can_write(request.actor)
    chapter = queries.get_chapter(chapter_id)
    form = forms.ChapterForm(request.POST or None, initial=forms.chapter_initial(chapter))
    if request.method == "POST" and form.is_valid():
        both = save_chapter(request, form, chapter)
        if both:
            return both
        if not form.errors:
            return redirect(f"{reverse('report', args=[chapter.report_id])}#chapter-{chapter.number}")
    back, aside = reverse("report", args=[chapter.report_id]), forms.figure_words(queries.figures_of(chapter.report))
    heading = f"{chapter.number}. {chapter.heading}"
    return form_page(request, form, heading=heading, button=_("Save"), back=back, aside=aside)


def add_chapter(request: StaffRequest, report_id: UUID) -> HttpResponse:
    check_can_write(request.actor)
    form = forms.HeadingForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.add_chapter(report_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        return redirect("report", report_id)
    back = reverse("report", args=[report_id])
    return form_page(request, form, heading=_("New chapter"), button=_("Add it"), back=back)


def type_figure(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """A figure the system does not count. It is marked as typed by hand wherever it stands."""
    check_can_write(request.actor)
    form = forms.FigureForm(request.POST or None)
    if request.method == "POST" and did(
        form, lambda: operations.type_figure(report_id, **form.cleaned_data, by=request.actor, at=timezone.now())
    ):
        messages.success(request, _("Write its short name in double brackets where it should stand."))
        return redirect("report", report_id)
    back = reverse("report", args=[report_id])
    return form_page(request, form, heading=_("A figure from elsewhere"), button=_("Add it"), back=back)


def comment(request: StaffRequest, chapter_id: UUID) -> HttpResponse:
    chapter = queries.get_chapter(chapter_id)
    form = forms.CommentForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _comment(request, form.cleaned_data["text"], chapter_id)):
        messages.success(request, _("Your comment stands by the chapter until it is answered."))
        return redirect("report", chapter.report_id)
    back, lead = reverse("report", args=[chapter.report_id]), chapter.heading
    return form_page(request, form, heading=_("Comment on a chapter"), lead=lead, button=_("Send"), back=back)


def _comment(request: StaffRequest, text: str, chapter_id: UUID) -> None:
    names = names_on_file_in(text)
    operations.comment(chapter_id, text=text, names=names, by=request.actor, at=timezone.now())


def answer(request: StaffRequest, comment_id: UUID) -> HttpResponse:
    """What was done with a comment."""
    check_can_write(request.actor)
    said, form = queries.get_comment(comment_id), forms.AnswerForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _answer(request, form.cleaned_data["answer"], comment_id)):
        return redirect("report", said.chapter.report_id)
    back = reverse("report", args=[said.chapter.report_id])
    return form_page(request, form, heading=_("Answer a comment"), lead=said.text, button=_("Save"), back=back)


def _answer(request: StaffRequest, text: str, comment_id: UUID) -> None:
    names = names_on_file_in(text)
    operations.answer_comment(comment_id, answer=text, names=names, by=request.actor, at=timezone.now())


@require_POST
def approve(request: StaffRequest, report_id: UUID) -> HttpResponse:
    operations.approve(report_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The report is approved. It can be published now."))
    return redirect("report", report_id)


@require_POST
def publish(request: StaffRequest, report_id: UUID) -> HttpResponse:
    operations.publish(report_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The report is published and fixed with its checksum. Nothing in it changes any more."))
    return redirect("report", report_id)

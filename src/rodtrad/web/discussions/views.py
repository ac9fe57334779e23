from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.insight.discussions.names import names_on_file
from rodtrad.registry.discussions import operations, queries
from rodtrad.registry.discussions.vocabulary import Topic
from rodtrad.web.discussions.forms import EndForm, NamesIn, SayForm, StartForm
from rodtrad.web.discussions.presenters import page_context, rows
from rodtrad.web.layout.care_only import care_only
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def _names(request: StaffRequest) -> NamesIn:
    return lambda text: names_on_file(text, by=request.actor, at=timezone.now())


@care_only
def discussions(request: StaffRequest) -> HttpResponse:
    """What we ask others and others ask us, without names."""
    found = rows(queries.discussions(by=request.actor), now=timezone.now())
    return render(request, "discussions/discussions.html", {"discussions": found})


@care_only
def start(request: StaffRequest) -> HttpResponse:
    """A new one. What may tell who it is about is marked before anything is saved."""
    form = StartForm(request.POST or None, names_in=_names(request))
    started: list[UUID] = []
    if request.method == "POST" and did(form, lambda: started.append(_start(request, form))):
        return redirect("discussion", started[0])
    return form_page(
        request,
        form,
        heading=_("Discuss a case without a name"),
        lead=_("The other unit sees the situation and your question. Nobody can find out here who it is about."),
        button=_("Ask"),
        back=reverse("discussions"),
    )


def _start(request: StaffRequest, form: StartForm) -> UUID:
    said = form.cleaned_data
    made = operations.start_discussion(
        Topic(said["topic"]),
        description=said["description"],
        question=said["question"],
        asked_unit_id=UUID(said["asked_unit"]),
        by=request.actor,
        at=timezone.now(),
    )
    return made.pk


@care_only
def discussion(request: StaffRequest, discussion_id: UUID) -> HttpResponse:
    """The situation, the question, what was said, and a place to say more."""
    form = SayForm(request.POST or None, names_in=_names(request))
    if request.method == "POST" and did(form, lambda: _say(request, form, discussion_id)):
        return redirect("discussion", discussion_id)
    page = queries.discussion_page(discussion_id, by=request.actor)
    context = {"form": form, **page_context(page, now=timezone.now())}
    return render(request, "discussions/discussion.html", context, status=422 if form.errors else 200)


def _say(request: StaffRequest, form: SayForm, discussion_id: UUID) -> None:
    operations.say(discussion_id, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())


@care_only
def end(request: StaffRequest, discussion_id: UUID) -> HttpResponse:
    """The unit that asked ends it and keeps what was advised."""
    form = EndForm(request.POST or None, names_in=_names(request))
    if request.method == "POST" and did(form, lambda: _end(request, form, discussion_id)):
        messages.success(request, _("The discussion has ended."))
        return redirect("discussions")
    back = reverse("discussion", args=[discussion_id])
    return form_page(request, form, heading=_("End the discussion"), button=_("End it"), back=back)


def _end(request: StaffRequest, form: EndForm, discussion_id: UUID) -> None:
    operations.end_discussion(discussion_id, outcome=form.cleaned_data["text"], by=request.actor, at=timezone.now())

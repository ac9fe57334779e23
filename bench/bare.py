"""The same pages as a bare Django site has them: the middleware of startproject, a login, one template each.

No rule of access, no log, no notices, no second factor, no acting post, no translated words, no autosave, no checks
beyond the form's own; the same rows of the same tables, found in the plainest way.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from rodtrad.casework.grants.models import Grant
from rodtrad.casework.persons.models import Alias, Belonging, Identity, NationalId, Person
from rodtrad.casework.responsibility.models import Case, Period, Request, RequestEvent, Support
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.ids import new_id
from rodtrad.foundation.norwegian_text import fold
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.registry.directory.models import ServiceAtLocation
from rodtrad.registry.inbox.models import Item
from rodtrad.registry.organisations.models import Post

Answer = Callable[[HttpRequest], HttpResponse]


def addresses(get_response: Answer) -> Answer:
    """Middleware: this site has its own addresses."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


class SearchForm(forms.Form):
    text = forms.CharField(max_length=400)


class AliasForm(forms.Form):
    alias = forms.CharField(max_length=400)


class HandoverForm(forms.Form):
    to_unit = forms.UUIDField()
    need = forms.CharField()
    own_words = forms.CharField(required=False)
    urgency = forms.CharField()
    support_days = forms.IntegerField()


@login_required
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.POST or None)
    hits = []
    if form.is_valid():
        post = Post.objects.get(user=request.user.pk)
        text = fold(form.cleaned_data["text"])
        found: dict[UUID, float] = {}
        for model in (Identity, Alias):
            names = model.objects.filter(  # type: ignore[attr-defined]
                search_text__trigram_word_similar=text,
                until_at=OPEN_ENDED,
                person__in=Case.objects.filter(unit=post.unit_id, status="OPEN").values("person"),
            ).annotate(likeness=TrigramWordSimilarity(text, "search_text"))
            for person, likeness in names.order_by("-likeness").values_list("person", "likeness")[:20]:
                found[person] = max(likeness, found.get(person, 0))
        best = sorted(found, key=lambda person: -found[person])[:20]
        cases = Case.objects.filter(person__in=best, status="OPEN")
        hits = list(cases.select_related("person", "unit", "coordinator__user"))
    return render(request, "bare/search.html", {"form": form, "hits": hits}, using="bare")


def find(request: HttpRequest) -> HttpResponse:
    """Places that are open now, one page."""
    now = timezone.now()
    found = ServiceAtLocation.objects.filter(
        openings__starts_at__lte=now, openings__ends_at__gt=now, service__status="PUBLISHED"
    ).distinct()
    rows = found.select_related("service__organization", "location").order_by("service__sort_key")[:20]
    return render(request, "bare/find.html", {"rows": list(rows), "total": found.count()}, using="bare")


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """The same lists as on the page of the product: fifty cases, and what waits."""
    post = Post.objects.select_related("unit").get(user=request.user.pk)
    mine = Case.objects.filter(coordinator=post, status="OPEN").select_related("person").order_by("unit_since", "pk")
    waiting = Request.objects.filter(state__in=["OFFERED", "MORE_INFORMATION"]).order_by("deadline_at")
    waiting = waiting.select_related("case__person", "from_unit", "to_unit")
    context = {
        "page": Paginator(mine, 50).get_page(request.GET.get("page")),
        "queue": Case.objects.filter(unit=post.unit_id, coordinator=None, status="OPEN").select_related("person"),
        "asked": waiting.filter(to_unit=post.unit_id),
        "sent": waiting.filter(from_unit=post.unit_id),
    }
    return render(request, "bare/cases.html", context, using="bare")


@login_required
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    found = get_object_or_404(Person, pk=person_id)
    case = Case.objects.select_related("unit", "coordinator__user").get(person=found)
    context = {
        "person": found,
        "case": case,
        "identity": Identity.objects.filter(person=found, until_at=OPEN_ENDED).first(),
        "numbers": NationalId.objects.filter(person=found, until_at=OPEN_ENDED),
        "aliases": Alias.objects.filter(person=found),
        "belongings": Belonging.objects.filter(person=found).select_related("area"),
        "periods": Period.objects.filter(case=case).select_related("unit", "coordinator__user").order_by("-seq"),
        "requests": Request.objects.filter(case=case).select_related("from_unit", "to_unit"),
        "events": RequestEvent.objects.filter(request__case=case).select_related("by_post__user", "by_post__unit"),
        "supports": Support.objects.filter(case=case).select_related("unit"),
    }
    return render(request, "bare/person.html", context, using="bare")


@login_required
def add_alias(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One row of a name and one of a log, as a bare insert."""
    form = AliasForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    found = get_object_or_404(Person, pk=person_id)
    post = Post.objects.get(user=request.user.pk)
    name, now = form.cleaned_data["alias"], timezone.now()
    alias = Alias.objects.create(person=found, name=name, search_text=fold(name), from_at=now, recorded_by=post)
    _log("persons.alias.added", post, person_id, alias.pk)
    messages.success(request, "The name is added.")
    return redirect("person", person_id)


@login_required
def hand_over(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The rows that an offer consists of, as bare inserts."""
    form = HandoverForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    post = Post.objects.get(user=request.user.pk)
    case = get_object_or_404(Case, person=person_id, unit=post.unit_id, status="OPEN")
    said, now = form.cleaned_data, timezone.now()
    offer = Request.objects.create(
        kind="HANDOVER", case=case, from_unit_id=case.unit_id, to_unit_id=said["to_unit"], state="OFFERED",
        urgency=said["urgency"], need=said["need"], own_words=said["own_words"], shares=["BASICS", "FOLLOW_UP"],
        support_days=said["support_days"], created_at=now, created_by=post, offered_at=now,
        deadline_at=now + timedelta(days=3), remind_at=now + timedelta(days=1), command_id=new_id(),
    )  # fmt: skip
    RequestEvent.objects.create(
        request=offer, kind="OFFERED", occurred_at=now, recorded_at=now, by_post=post, text=offer.need
    )
    Grant.objects.bulk_create(
        Grant(
            person_id=person_id, section=section, basis="OFFER", relation="ASKED", unit_id=offer.to_unit_id,
            unit_sector="WELFARE", source_id=offer.pk, law_version="", opened_at=now,
        )
        for section in offer.shares
    )  # fmt: skip
    Item.objects.create(
        form="NOTICE", kind="HANDOVER_OFFERED", unit_id=offer.to_unit_id, reference_id=offer.pk, about_id=case.pk,
        created_at=now, due_at=offer.deadline_at, effect_key=f"offered:{offer.pk}",
    )  # fmt: skip
    _log("responsibility.handover.offered", post, person_id, offer.pk)
    messages.success(request, "Sent.")
    return redirect("person", person_id)


def _log(event: str, post: Post, person_id: UUID, subject_id: UUID) -> None:
    Entry.objects.create(
        occurred_at=timezone.now(), kind="ACT", event=event, actor_kind="STAFF", user_id=post.user_id, post_id=post.pk,
        unit_id=post.unit_id, person_id=person_id, subject_id=subject_id, salt=secrets.token_bytes(16),
    )  # fmt: skip


urlpatterns = [
    path("find-open/", find),
    path("people/", search, name="find-people"),
    path("cases/", cases, name="my-cases"),
    path("people/<uuid:person_id>/", person, name="person"),
    path("people/<uuid:person_id>/alias/", add_alias, name="alias"),
    path("people/<uuid:person_id>/hand-over/", hand_over, name="handover"),
]

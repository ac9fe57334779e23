"""Pages for anybody: no sign-in, no scripts, no cookie, and nothing kept about who looked for what."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.registry.directory import queries as directory
from rodtrad.registry.knowledge import queries as knowledge
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.directory import presenters
from rodtrad.web.directory.search_form import SearchForm, chips
from rodtrad.web.layout.request import page_asked


@login_not_required
def find(request: HttpRequest) -> HttpResponse:
    """Help by need, time, place and for whom: open first, then when the rest opens."""
    now = timezone.now()
    form = SearchForm(request.GET, now=now)
    if not form.is_valid():
        return render(request, "directory/find.html", {"form": form}, status=422)
    found = directory.search(form.wish(), page=page_asked(request), at=now)
    dropped = chips(form, found.understood, request.GET)
    page = presenters.find_page(found, request.GET, dropped, now=now)
    return render(request, "directory/find.html", {"form": form, "found": page})


@login_not_required
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One entry, as anybody may see it."""
    now = timezone.now()
    view = directory.service_view(service_id, at=now)
    rules = knowledge.pages(service_id=service_id, public=True, on=local_day(now))
    return render(request, "directory/service.html", {"page": presenters.service_page(view, now=now), "rules": rules})

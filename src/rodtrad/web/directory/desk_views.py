"""Staff look things up with what only staff see; owners and the editor have their entries to look after."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rodtrad.registry.directory import queries as directory
from rodtrad.registry.knowledge import queries as knowledge
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.directory import desk_presenters, presenters
from rodtrad.web.directory.search_form import SearchForm, chips
from rodtrad.web.layout.request import StaffRequest, page_asked


def look_up(request: StaffRequest) -> HttpResponse:
    """The same search as everybody has; the pages it leads to show more."""
    now = timezone.now()
    form = SearchForm(request.GET, now=now)
    context = {"form": form, "may_write": directory.may_write(request.actor)}
    if not form.is_valid():
        return render(request, "directory/look_up.html", context, status=422)
    found = directory.search(form.wish(), page=page_asked(request), at=now)
    narrowed = chips(form, found.understood, request.GET)
    page = presenters.find_page(found, request.GET, narrowed, now=now, page_name="staff-service")
    return render(request, "directory/look_up.html", {**context, "found": page})


def service(request: StaffRequest, service_id: UUID) -> HttpResponse:
    """One entry with the lines for staff, and what its owner may do with it."""
    now = timezone.now()
    view = directory.service_view(service_id, by=request.actor, at=now)
    context = {
        "page": presenters.service_page(view, now=now, page_name="staff-service"),
        "view": view,
        "may": desk_presenters.actions(view),
        "rules": knowledge.pages(service_id=service_id, on=local_day(now)),
        "capacity": desk_presenters.capacity_sentence(view, now=now),
    }
    return render(request, "directory/staff_service.html", context)


def desk(request: StaffRequest) -> HttpResponse:
    """Entries the unit gives or the editor minds: to confirm first, then drafts."""
    now = timezone.now()
    found = directory.desk(request.actor, at=now)
    return render(request, "directory/desk.html", {"desk": desk_presenters.desk_page(found, now=now)})

"""The addresses of the specification. Each reads its parameters, asks one query and converts."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from rodtrad.foundation.errors import NotFound
from rodtrad.hsds import answers, converters, parameters
from rodtrad.hsds.answers import open_data
from rodtrad.hsds.converters import Words
from rodtrad.hsds.description import VERSION, description
from rodtrad.registry.directory.queries import open_data as directory
from rodtrad.registry.directory.queries.open_data import Asked
from rodtrad.registry.organisations.queries import local_day

NOT_ASKED = ("page", "per_page", "format", "minimal", "full", "full_service")


def _words() -> Words:
    terms = {term.id: term for term in directory.terms()}
    return Words(directory.area_names(), terms, local_day(timezone.now()))


def _said(request: HttpRequest, allowed: tuple[str, ...]) -> dict[str, Any]:
    return parameters.read({**request.GET.dict(), **request.POST.dict()}, allowed)


def _asked(said: dict[str, Any]) -> Asked:
    return Asked(**{name: value for name, value in said.items() if name not in NOT_ASKED})


def _the(found: Any, pk: UUID) -> Any:
    """The one of these with an id. Raises NotFound."""
    row = found.filter(pk=pk).first()
    if row is None:
        raise NotFound("")
    return row


@open_data()
def root(request: HttpRequest) -> HttpResponseBase:
    """Version, profile, and where the description of this API is."""
    said = {"version": VERSION, "profile": reverse("hsds-about"), "openapi_url": reverse("hsds-openapi")}
    return answers.one({name: request.build_absolute_uri(at) if at[0] == "/" else at for name, at in said.items()})


@open_data("POST")
def services(request: HttpRequest) -> HttpResponseBase:
    said = _said(request, parameters.SERVICES)
    found = directory.services(_asked(said))
    if said.get("minimal"):
        return answers.page(found, _minimal, said, is_whole=True)
    if not said.get("full"):
        return answers.page(found, converters.service_item, said)
    words = _words()
    return answers.page(found, lambda row: converters.service_full(row, words), said)


def _minimal(service: Any) -> dict[str, Any]:
    return converters.plain(id=service.pk, last_modified=service.updated_at, modified_date=service.updated_at)


@open_data()
def service(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    return answers.one(converters.service_full(_the(directory.services(Asked()), pk), _words()))


@open_data("POST")
def places(request: HttpRequest) -> HttpResponseBase:
    said, words = _said(request, parameters.PLACES), _words()
    is_full = said.get("full", False)
    return answers.page(directory.places(_asked(said)), lambda row: _place(row, words, is_full=is_full), said)


def _place(place: Any, words: Words, *, is_full: bool) -> dict[str, Any]:
    if not is_full:
        return converters.place_item(place, words) | {"service": converters.service_item(place.service)}
    inner = converters.service_full(place.service, words, with_places=False)
    return converters.place_full(place, words) | {"service": inner}


@open_data()
def place(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    return answers.one(_place(_the(directory.places(Asked()), pk), _words(), is_full=True))


@open_data("POST")
def organisations(request: HttpRequest) -> HttpResponseBase:
    said = _said(request, parameters.ORGANISATIONS)
    of = Asked(taxonomy_term_id=said.get("taxonomy_term_id"), taxonomy_id=said.get("taxonomy_id"))
    found, words, known = directory.organisations(said.get("search", ""), of=of), _words(), _known()
    return answers.page(found, lambda row: _organisation(row, known, words, said), said)


def _known() -> set[UUID]:
    return set(directory.organisations().values_list("pk", flat=True))


def _organisation(row: Any, known: set[UUID], words: Words, said: dict[str, Any]) -> dict[str, Any]:
    item = converters.organisation_item(row, known=known)
    if said.get("full_service"):
        return item | {"services": [converters.service_full(one, words) for one in directory.services_of(row.pk)]}
    if said.get("full"):
        return item | {"services": [converters.service_item(one) for one in directory.services_of(row.pk)]}
    return item


@open_data()
def organisation(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    said = {"full": True, **_said(request, ("full_service",))}
    return answers.one(_organisation(_the(directory.organisations(), pk), _known(), _words(), said))


@open_data("POST")
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    said = _said(request, parameters.PAGED)
    wanted = said.get("search", "").lower()
    found = [one for one in map(converters.taxonomy_item, converters.TAXONOMIES) if wanted in one["name"].lower()]
    return answers.page(found, dict, said)


@open_data()
def taxonomy(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    if pk not in converters.TAXONOMIES:
        raise NotFound("")
    return answers.one(converters.taxonomy_item(pk))


@open_data("POST")
def terms(request: HttpRequest) -> HttpResponseBase:
    said = _said(request, parameters.TERMS)
    wanted = said.get("search", "").lower()
    found = [
        term
        for term in directory.terms()
        if wanted in f"{term.name} {term.description}".lower()
        and said.get("taxonomy_id") in (None, term.taxonomy)
        and said.get("parent_id") in (None, term.parent)
        and not (said.get("top_only") and term.parent)
    ]
    return answers.page(found, converters.term_item, said)


@open_data()
def term(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    found = next((one for one in directory.terms() if one.id == pk), None)
    if found is None:
        raise NotFound("")
    return answers.one(converters.term_item(found))


@open_data()
def openapi(request: HttpRequest) -> HttpResponseBase:
    """This API as OpenAPI 3.1."""
    return answers.one(description(request.build_absolute_uri(reverse("hsds-root"))))


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """Our profile in words: what there is, what may be asked, our own keys, and the licence."""
    context = {"paths": description(reverse("hsds-root"))["paths"], "parameters": parameters.ALL.values()}
    return render(request, "hsds/about.html", context)

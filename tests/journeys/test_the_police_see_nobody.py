"""A police post walks every address there is, with real ids, and meets no person anywhere."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from rodtrad.casework.responsibility.models import Case, Request
from tests.journeys.conftest import Stage

pytestmark = pytest.mark.journey
NAME = "Blåveis Kvitveis"


def test_no_address_shows_a_person_to_the_police(stage: Stage) -> None:
    case = stage.city.take_in(alias=NAME, need="Trenger seng", at=timezone.now())
    request = stage.city.offer(case, "frogner", at=timezone.now())
    officer = stage.desk("politi.officer")
    officer.goes_to("/")
    officer.does_not_see("Personer")
    officer.finds_the_page_accessible()

    walked = 0
    for address in _addresses(case, request):
        answer = officer.page.context.request.get(officer.address + address)
        assert answer.status < 500, address
        for secret in (NAME, case.person.reference, "Trenger seng"):
            assert secret not in answer.text(), address
        walked += 1
    assert walked > 50


def _addresses(case: Case, request: Request) -> Iterator[str]:
    """Every pattern, filled with the ids of a real person, case and request in turn."""
    for route in _routes(get_resolver().url_patterns):
        if "sign-out" in route or "<" not in route:
            yield f"/{route}" if "sign-out" not in route else "/"
            continue
        for pk in (case.person_id, case.pk, request.pk):
            yield "/" + _filled(route, pk)


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif not route.startswith("account/"):
            yield route


def _filled(route: str, pk: UUID) -> str:
    while "<" in route:
        start, rest = route.split("<", 1)
        kind, after = rest.split(">", 1)
        route = start + (str(pk) if kind.startswith("uuid") else "lifted") + after
    return route

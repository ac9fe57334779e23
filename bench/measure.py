"""Asks the product and the bare site for the same pages in turn, and writes down what each answer took.

In this process, through the whole middleware and the WSGI handler that gunicorn calls; only the socket is missing.
The CPU is that of this process, not of PostgreSQL.
"""

import cProfile
import pstats
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import cycle
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.databases import using
from bench.fill import COMMON_NAME
from rodtrad.casework.responsibility import operations as responsibility
from rodtrad.casework.responsibility.models import Case, Request
from rodtrad.foundation.ids import new_id
from rodtrad.registry.organisations.models import Organisation, Post
from rodtrad.registry.organisations.queries import actor_of_post

MEASURED_AS = "koordinator@demo.example"  # a coordinator at one district's office: sees that office's people only
ASKED_UNIT = "nav-frogner"
WARM_UP = 15
ROUNDS = 10
NOT_QUERIES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")


class Site:
    """A WSGI application with a browser of its own: cookies, and the token that forms carry."""

    def __init__(self, handler: WSGIHandler) -> None:
        self._handler = handler
        self._requests = RequestFactory(SERVER_NAME="localhost")
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str]:
        place, _mark, asked = path.partition("?")
        return self._ask(self._requests._base_environ(PATH_INFO=place, QUERY_STRING=asked))

    def post(self, path: str, **said: object) -> tuple[int, str]:
        token = self._cookies.get(settings.CSRF_COOKIE_NAME, "")
        request = self._requests.post(
            path, urlencode({**said, "csrfmiddlewaretoken": token}), content_type="application/x-www-form-urlencoded"
        )
        return self._ask(request.environ)

    def _ask(self, environ: dict[str, Any]) -> tuple[int, str]:
        environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        answer: list[Any] = []
        response = self._handler(environ, lambda status, headers, *_: answer.extend((int(status[:3]), headers)))
        body = b"".join(response)
        response.close()
        for name, value in answer[1]:
            if name == "Set-Cookie":
                self._cookies |= {key: cookie.value for key, cookie in SimpleCookie(value).items()}
        return answer[0], body.decode()

    def take_session_of(self, other: "Site") -> None:
        self._cookies |= other._cookies


@dataclass
class Task:
    """One kind of request: how it is made at a site, and what must be true of the answer."""

    name: str
    ask: Callable[[Site], tuple[int, str]]
    holds: Callable[[int, str], bool]
    afterwards: Callable[[], None] = lambda: None


@dataclass
class Taken:
    """What one kind of request took at one site and size, one figure for each request."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    queries: int = 0


Figures = dict[tuple[str, int, str], Taken]  # page, size, site


def all_pages(sizes: list[int], *, requests: int, only: str = "", profile: bool = False) -> Figures:
    """Product and bare in turn, size after size, in rounds, so that a busy machine is busy for all of them."""
    figures: Figures = {}
    sites, tasks = {}, {}
    for size in sizes:
        with using(f"app-{size}"):
            sites[size] = _sites()
            tasks[size] = [task for task in _tasks() if only in task.name]
            for task in tasks[size]:
                for name, site in sites[size].items():
                    figures[task.name, size, name] = Taken(queries=_count_queries(task, site))
    for _round in range(ROUNDS):
        for size in sizes:
            with using(f"app-{size}"):
                for task in tasks[size]:
                    _one_round(task, size, sites[size], figures, requests // ROUNDS)
    if profile:
        with using(f"app-{sizes[-1]}"):
            for task in tasks[sizes[-1]]:
                _profile(task, sites[sizes[-1]]["product"])
    return figures


def _one_round(task: Task, size: int, sites: dict[str, Site], figures: Figures, requests: int) -> None:
    for _time in range(3):  # after the other database, caches of the connection are cold
        for site in sites.values():
            _checked(task, site)
    for _time in range(requests):
        for name, site in sites.items():
            taken = figures[task.name, size, name]
            wall, cpu = time.perf_counter(), time.process_time()
            status, body = task.ask(site)
            taken.cpu.append(time.process_time() - cpu)
            taken.seconds.append(time.perf_counter() - wall)
            assert task.holds(status, body), (task.name, name, status)
            task.afterwards()


def _checked(task: Task, site: Site) -> None:
    status, body = task.ask(site)
    assert task.holds(status, body), (task.name, status, body[:2000])
    task.afterwards()


def _count_queries(task: Task, site: Site) -> int:
    for _time in range(WARM_UP):
        _checked(task, site)
    with CaptureQueriesContext(connection) as captured:
        status, body = task.ask(site)
    assert task.holds(status, body)
    task.afterwards()
    return sum(not query["sql"].startswith(NOT_QUERIES) for query in captured.captured_queries)


def _profile(task: Task, site: Site) -> None:
    profiler = cProfile.Profile()
    for _time in range(100):
        profiler.runcall(task.ask, site)
        task.afterwards()
    print(f"\n== {task.name}")
    stats = pstats.Stats(profiler)
    stats.sort_stats("tottime").print_stats(20)
    stats.sort_stats("cumtime").print_stats("rodtrad|middleware|execute|render|as_sql|context_processors|handlers", 70)


def _sites() -> dict[str, Site]:
    """The product, signed in as the post we measure as, and the bare site with the same session."""
    product = Site(WSGIHandler())
    product.get("/sign-in/")
    post = Post.objects.get(user__email=MEASURED_AS)
    status, _body = product.post("/sign-in/demo/", post=post.pk)
    assert status == 302
    product.get("/cases/")
    with override_settings(MIDDLEWARE=settings.BARE_MIDDLEWARE):
        bare = Site(WSGIHandler())
    bare.take_session_of(product)
    return {"product": product, "bare": bare}


def _tasks() -> list[Task]:
    by = actor_of_post(Post.objects.get(user__email=MEASURED_AS).pk)
    mine = _people(coordinator=by.post_id)
    assert len(mine) >= 50, f"only {len(mine)} cases to list"
    opened, renamed = cycle(mine[:25]), cycle(mine[25:])
    free = cycle(_people(unit=by.unit_id, exclude=mine))
    to_unit = Organisation.objects.get(code=ASKED_UNIT).pk

    def withdraw() -> None:
        """Take the offer back again, so that the next one starts from the same place. Not measured."""
        sent = Request.objects.filter(created_by=by.post_id, state="OFFERED").order_by("-created_at").first()
        assert sent is not None
        responsibility.withdraw(sent.pk, reason="Målt", version=sent.version, by=by, at=timezone.now())

    def hand_over(site: Site) -> tuple[int, str]:
        person_id = next(free)
        version = Case.objects.values_list("version", flat=True).get(person=person_id)
        return site.post(
            f"/people/{person_id}/hand-over/", to_unit=to_unit, need="Trenger oppfølging", own_words="Jeg vil bo her.",
            urgency="NORMAL", shares="FOLLOW_UP", support_days=14, version=version, command_id=new_id(), step="send",
        )  # fmt: skip

    return [
        Task(
            "search, 20 rows",
            lambda site: site.post("/people/", text=COMMON_NAME),
            lambda status, body: status == 200 and body.count('href="/people/0') == 20,
        ),
        Task(
            "list of 50 cases",
            lambda site: site.get("/cases/"),
            lambda status, body: status == 200 and body.count('href="/people/0') >= 50,
        ),
        Task(
            "open a person",
            lambda site: site.get(f"/people/{next(opened)}/"),
            lambda status, body: status == 200 and body.count("<li") > 4,
        ),
        Task(
            "write: add a name",
            lambda site: site.post(f"/people/{next(renamed)}/alias/", alias="Målt Navn"),
            lambda status, _body: status == 302,
        ),
        Task("write: send a hand-over", hand_over, lambda status, _body: status == 302, afterwards=withdraw),
    ]


def _people(exclude: list[UUID] | None = None, **held_by: object) -> list[UUID]:
    """People of a coordinator or unit whose case waits for nothing, with some history."""
    waiting = Request.objects.filter(state="OFFERED").values("case")
    cases = Case.objects.open().filter(**held_by, version__gte=2).exclude(pk__in=waiting)
    return list(cases.exclude(person__in=exclude or []).order_by("opened_at").values_list("person", flat=True)[:200])


def shown(figures: Figures) -> Iterator[tuple[str, int, Taken, Taken]]:
    """Product beside bare, page by page."""
    for page, size, site in figures:
        if site == "product":
            yield page, size, figures[page, size, "product"], figures[page, size, "bare"]

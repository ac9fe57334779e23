"""Small files with telling names, acts of one shape, and no web outside the web."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, get_type_hints

import pytest

from rodtrad.foundation.actor import Actor
from tests.architecture.source import (
    SOURCE,
    is_vendored,
    module_name,
    place,
    product_files,
    python_files,
    repository_files,
    tree,
)

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "services",
    "managers",
    "signals",
    "constants",
    "misc",
}
LONGEST_VIEW = 21  # fifteen is the norm; a call with many names takes a line for each
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".mjs", ".sql"}
# Acts that need no actor, or no instant, each with its reason. A function that is not here has both.
BARE = {
    "casework.grants": "Grants follow from an act above that has its actor and its line in the log.",
    "casework.emergencies.nag": "The clock's own.",
    "foundation.audit.record_many": "The lines are made with actor and instant already.",
    "foundation.drafts.drop_draft": "What is gone has no instant.",
    "registry.inbox.send": "A notice follows from an act that has its actor.",
    "registry.inbox.withdraw": "What a notice asked for has happened, by an act that has its actor.",
    "registry.inbox.move_to_lead": "Follows from the end of a post, which has its actor and instant.",
    "registry.inbox.move_to_unit": "Follows from a unit that closes, which has its actor and instant.",
    "registry.inbox.move_with_case": "Follows from a move of the ball, which has its actor.",
    "registry.inbox.climb_due": "The clock's own.",
    "fieldwork.counts.watch_zones": "The clock's own.",
    "registry.devices.report_holes": "The clock's own.",
    "registry.inbox.report_barrier": "Whoever reports need not be signed in.",
    "casework.rights.sign_in": "Nobody is known before the sheet has opened.",
    "casework.rights.unlock": "Whoever holds the phone is not known before the PIN is right.",
    "casework.rights.climb_late": "The clock's own.",
    "registry.directory.remind_owners": "The clock's own.",
    "registry.directory.refresh_search_text": "Follows from words that have their actor.",
    "registry.directory.keep_openings": "The clock's own, and follows from hours that have their actor.",
    "casework.encounters.tell_of_unanswered": "The clock's own.",
    "casework.district_offers.keep_duties": "The clock's own.",
    "casework.plans.remind_of_evaluations": "The clock's own.",
    "casework.overdose.tell_of_missing_forms": "The clock's own.",
    "casework.care_teams.chase": "The clock's own.",
    "casework.tasks.tell_of_late_tasks": "The clock's own.",
    "registry.inbox.set_due": "Follows from a task that moves, which has its actor.",
    "casework.responsibility.keep_posts": "The clock's own.",
    "casework.responsibility.joins": "Reads.",
}


def test_no_file_is_longer_than_400_lines() -> None:
    long = [
        f"{place(file)}: {lines}"
        for file in repository_files()
        if file.suffix in WRITTEN_BY_HAND and not is_vendored(file) and (lines := file.read_text().count("\n")) > 400
    ]

    assert long == []


def test_no_function_is_longer_than_50_lines_and_no_view_than_a_screenful() -> None:
    long = [
        f"{place(file)}: {function.name}"
        for file in product_files()
        for function in ast.walk(tree(file))
        if isinstance(function, ast.FunctionDef)
        and (function.end_lineno or 0) - function.lineno + 1 > (LONGEST_VIEW if _is_view(function, file.name) else 50)
    ]

    assert long == []


def _is_view(function: ast.FunctionDef, file_name: str) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args]
    return file_name.endswith("views.py") and bool(arguments) and arguments[0].arg == "request"


def test_no_drawer_takes_whatever_has_no_home() -> None:
    drawers = [place(file) for file in python_files() if FORBIDDEN_NAMES & {file.stem, *file.parent.parts[-1:]}]

    assert drawers == []


def _operations() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public act of every domain, named as `domain.act`; questions of permission are none."""
    for file in [*SOURCE.rglob("operations.py"), *SOURCE.rglob("operations/__init__.py")]:
        module = importlib.import_module(module_name(file))
        for name, act in inspect.getmembers(module, inspect.isfunction):
            is_own = act.__module__.startswith(module.__name__) and not name.startswith(("_", "check_", "can_"))
            if is_own and name in getattr(module, "__all__", [name]):
                domain = module.__name__.removeprefix("rodtrad.").removesuffix(".operations")
                yield f"{domain}.{name}", act


OPERATIONS = dict(_operations())


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_act_takes_its_subject_first_and_the_rest_by_name(name: str) -> None:
    first, *rest = inspect.signature(OPERATIONS[name]).parameters.values()

    assert first.kind in (first.POSITIONAL_OR_KEYWORD, first.KEYWORD_ONLY)
    assert [one.name for one in rest if one.kind not in (one.KEYWORD_ONLY, one.VAR_KEYWORD)] == []


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_act_is_told_by_whom_and_when(name: str) -> None:
    hints = get_type_hints(inspect.unwrap(OPERATIONS[name]))
    is_told = hints.get("by") is Actor and hints.get("at") is datetime

    assert is_told != (name in BARE or name.rpartition(".")[0] in BARE)


def test_every_act_without_actor_or_instant_is_still_there() -> None:
    domains = {name.rpartition(".")[0] for name in OPERATIONS}

    assert set(BARE) - set(OPERATIONS) - domains == set()


def test_requests_and_answers_of_the_web_are_known_only_to_the_web() -> None:
    web_only = ("django.http", "django.shortcuts", "django.template", "django.views", "django.contrib.messages")
    strays = [
        f"{place(file)}: {name}"
        for file in product_files()
        if file.relative_to(SOURCE).parts[0] not in ("web", "fieldapp", "hsds", "config")
        for node in ast.walk(tree(file))
        for name in _imported(node)
        if name.startswith(web_only)
    ]

    assert strays == []


def test_nobody_but_the_web_looks_into_a_request_of_the_web() -> None:
    """The word `request` below the web is a request between units; what only a web request has is never asked for."""
    web_only = {"GET", "POST", "session", "user", "headers", "META", "COOKIES", "path", "actor"}
    strays = [
        f"{place(file)}: request.{node.attr}"
        for file in product_files()
        if file.relative_to(SOURCE).parts[0] not in ("web", "fieldapp", "hsds", "config")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
        and node.attr in web_only
    ]

    assert strays == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []

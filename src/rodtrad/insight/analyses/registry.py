"""The methods by name, and the one function that runs them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from rodtrad.insight.analyses.method_options import METHODS
from rodtrad.insight.analyses.options import resolve
from rodtrad.insight.analyses.sentences import LANGUAGES, error
from rodtrad.insight.analyses.table import Table, table_of_rows
from rodtrad.insight.statistics.rules.errors import CannotCompute

VERSION = "1"


class AnalysisError(Exception):
    """The analysis cannot be made. The message is one sentence for people, with line and column where there is one."""


@dataclass(frozen=True)
class Request:
    """What a method is asked: a table and its options, all with values."""

    table: Table
    options: dict[str, Any]


def analyse(
    method: str, rows: Iterable[Mapping[str, object]], *, language: str = "nb", **options: object
) -> dict[str, Any]:
    """Run a method on rows (column -> text) with the options of the command line, `-` written `_`.

    Returns `method, version, rows, options, result, warnings, refusals`. Raises AnalysisError.
    """
    return answer(method, lambda: table_of_rows(rows), language=language, given=options)


def answer(method: str, read: Callable[[], Table], *, language: str, given: Mapping[str, object]) -> dict[str, Any]:
    """As `analyse`, for a function that reads the table; options are checked before it is called."""
    if language not in LANGUAGES:
        sentence = error("BAD_OPTION", "en", {"option": "--language", "value": language, "wanted": "nb | en"})
        raise AnalysisError(sentence)
    try:
        return _answer(method, read, language, given)
    except CannotCompute as trouble:
        raise AnalysisError(error(trouble.code, language, trouble.details)) from trouble


def _answer(method: str, read: Callable[[], Table], language: str, given: Mapping[str, object]) -> dict[str, Any]:
    if method not in METHODS:
        raise CannotCompute("UNKNOWN_METHOD", value=str(method)[:40], known=", ".join(METHODS))
    options = resolve(METHODS[method], given, method)
    table = read()
    if options.get("model") != "bounds":
        table.one_definition()
    module = import_module(f"rodtrad.insight.analyses.methods.{method.replace('-', '_')}")
    findings = module.run(Request(table, options))
    secret = {option.name for option in METHODS[method] if option.is_secret}
    return {
        "method": method,
        "version": VERSION,
        "rows": len(table) if findings.rows is None else findings.rows,
        "options": {name: value for name, value in options.items() if name not in secret},
        **findings.said(language),
    }

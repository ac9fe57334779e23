"""`rodtrad analyse METHOD --input FILE.csv [options] [--json] [--language nb|en]`.

Exit 0 with an answer, also when it is a refusal; 2 with one sentence on stderr and nothing on stdout.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rodtrad.insight.analyses.method_options import METHODS
from rodtrad.insight.analyses.registry import AnalysisError, answer
from rodtrad.insight.analyses.sentences import LANGUAGES, error
from rodtrad.insight.analyses.short_text import short_text
from rodtrad.insight.analyses.table import read_table
from rodtrad.insight.statistics.rules.errors import CannotCompute

USAGE = "rodtrad analyse METHOD --input FILE.csv [options] [--json] [--language nb|en]"


def main(arguments: Sequence[str]) -> int:
    """Run the command. Returns the exit code."""
    if any(one in ("--help", "-h") for one in arguments):
        print(_help(arguments))
        return 0
    asked = _language(arguments)
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    try:
        said = _run(list(arguments), asked)
    except CannotCompute as trouble:
        print(error(trouble.code, language, trouble.details), file=sys.stderr)
        return 2
    except AnalysisError as sentence:
        print(sentence, file=sys.stderr)
        return 2
    sys.stdout.write(said + "\n")
    return 0


def _run(arguments: list[str], language: str) -> str:
    method = arguments.pop(0) if arguments and not arguments[0].startswith("-") else ""
    if not method:
        raise CannotCompute("NO_METHOD", known=", ".join(METHODS))
    if method not in METHODS:
        raise CannotCompute("UNKNOWN_METHOD", value=method[:40], known=", ".join(METHODS))
    given = _options(method, arguments)
    given.pop("language", None)
    as_json = bool(given.pop("json", False))
    file = given.pop("input", None)
    if not file:
        raise CannotCompute("NO_INPUT")
    found = answer(method, lambda: read_table(Path(str(file))), language=language, given=given)
    return json.dumps(found, ensure_ascii=False, allow_nan=False) if as_json else short_text(found, language)


def _options(method: str, arguments: list[str]) -> dict[str, object]:
    """`--name value`, `--name=value` and flags, as the names of Python."""
    flags = {option.name for option in METHODS[method] if option.kind == "flag"} | {"json"}
    known = {option.name for option in METHODS[method]} | flags | {"input", "language"}
    given: dict[str, object] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        typed, has_value, value = word.partition("=")
        name = typed.removeprefix("--").replace("-", "_")
        if not typed.startswith("--") or name not in known:
            typed_known = ", ".join("--" + one.replace("_", "-") for one in sorted(known))
            raise CannotCompute("UNKNOWN_OPTION", value=typed[:40], method=method, known=typed_known)
        if name in flags:
            if has_value:
                raise CannotCompute("BAD_OPTION", option=typed, value=value[:40], wanted=typed)
            given[name] = True
        elif has_value or rest:
            given[name] = value if has_value else rest.pop(0)
        else:
            raise CannotCompute("OPTION_WITHOUT_VALUE", option=typed)
    return given


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, before it is known to be one; bokmål if none is."""
    for word, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if word == "--language":
            return following
        if word.startswith("--language="):
            return word.removeprefix("--language=")
    return LANGUAGES[0]


def _help(arguments: Sequence[str]) -> str:
    method = next((one for one in arguments if one in METHODS), None)
    shown = [method] if method else list(METHODS)
    return "\n".join([USAGE, "", *(f"  {name}  {' '.join(o.typed for o in METHODS[name])}" for name in shown)])

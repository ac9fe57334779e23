"""The short text of an answer, for people at a terminal: the sentence first, then the figures, then what to think of them."""

from collections.abc import Iterator, Mapping
from typing import Any

MANY = 40  # longer lists are for --json


def short_text(answer: Mapping[str, Any], language: str) -> str:
    """An answer in a few lines."""
    result = answer["result"]
    lines = [*_sentences(result, language), *_figures(result)]
    marks = {"warnings": "!", "refusals": "–"}
    lines += [f"{mark} {said['sentence']}" for kind, mark in marks.items() for said in answer[kind]]
    return "\n".join(lines)


def _sentences(result: Mapping[str, Any], language: str) -> Iterator[str]:
    for part in result.values():
        if isinstance(part, Mapping) and f"sentence_{language}" in part:
            yield part[f"sentence_{language}"]


def _figures(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _figures(part, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        yield f"{name}:"
        yield from ("  " + ", ".join(f"{k} {_figure(v)}" for k, v in _flat(line)) for line in value[:MANY])
        if len(value) > MANY:
            yield f"  … (+ {len(value) - MANY}; --json)"
    elif value is not None and "sentence" not in name:
        yield f"{name}: {_figure(value)}"


def _flat(line: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, part) for key, part in line.items() if part is not None and not isinstance(part, list | dict))


def _figure(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, float):
        return str(value)
    return f"{value:.6g}"

"""What somebody looks for, from the words they type: "sove i natt, under 24" is a kind, a time and an age."""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from rodtrad.foundation.norwegian_text import fold

LONGEST_TEXT = 120
MOST_WORDS = 6
_UNDER = re.compile(r"\b(?:under|below|younger than)\s+(\d{1,3})\b")
_YEARS = re.compile(r"\b(\d{1,3})\s*(?:ar|aring|years|year old)\b")
_SPLIT = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Understood:
    """The words that are left to look for, and what was asked for in plain words, such as when=TONIGHT."""

    words: tuple[str, ...] = ()
    asks: dict[str, str] = field(default_factory=dict)


def understand(text: str) -> Understood:
    """Read a search. Nothing of it is kept. Ages: "under 24" asks for somebody of 23."""
    said, asks = fold(text[:LONGEST_TEXT]), dict[str, str]()
    if found := _UNDER.search(said):
        asks["age"] = str(max(0, int(found[1]) - 1))
    elif found := _YEARS.search(said):
        asks["age"] = found[1]
    said = _YEARS.sub(" ", _UNDER.sub(" ", said))
    for phrase, ask in _phrases():
        pattern = rf"\b{re.escape(phrase)}\b"
        if re.search(pattern, said):
            said = re.sub(pattern, " ", said)
            name, _dot, value = ask.partition(".")
            asks.setdefault(name, value)
    words = [word for word in _SPLIT.split(said) if word and word not in _stop_words()]
    return Understood(tuple(dict.fromkeys(words))[:MOST_WORDS], asks)


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = (files("rodtrad.registry.directory") / "data" / "words.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return found


@cache
def _phrases() -> list[tuple[str, str]]:
    """Every plain phrase with what it asks for, the longest first."""
    pairs = [(fold(phrase), ask) for ask, phrases in _lists()["asks"].items() for phrase in phrases]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(fold(word) for word in _lists()["stop"])

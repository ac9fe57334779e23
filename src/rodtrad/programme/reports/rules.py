"""How a text holds its figures, which numbers in it nothing stands behind, and what a fixed document weighs."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

KEY = re.compile(r"^[a-z][a-z0-9-]{0,59}$")
_FIGURE = re.compile(r"\[\[([^\[\]]{1,80})\]\]")
_MONTH = r"(?:jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cs])"
# What may stand as digits without a source: dates, years, times of day, and paragraphs of a law.
_PLAIN = re.compile(
    rf"\b\d{{1,2}}\.?\s{_MONTH}\w*|\b\d{{1,2}}\.\d{{1,2}}\.(?:\d{{2,4}})?|\b(?:19|20)\d{{2}}(?:[–-](?:19|20)?\d{{2}})?\b"
    r"|\b\d{1,2}[.:]\d{2}\b|§§?\s*\d[\d\w-]*|\b\d+/\d{2,4}\b|\bQ[1-4]\b|(?m:^\d+\.\s)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w])\d[\d\u00a0 ]*(?:[.,]\d+)?(?![\w])")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: words, or the key of a figure, or a number that nothing stands behind."""

    text: str
    is_figure: bool = False
    is_loose: bool = False


def pieces(text: str) -> list[Piece]:
    """A paragraph cut where its figures and its loose numbers are. Joined again, they give the paragraph."""
    found: list[Piece] = []
    end = 0
    for match in _FIGURE.finditer(text):
        found += _words(text[end : match.start()])
        found.append(Piece(match[1].strip(), is_figure=True))
        end = match.end()
    return found + _words(text[end:])


def _words(text: str) -> list[Piece]:
    plain = [(match.start(), match.end()) for match in _PLAIN.finditer(text)]
    found: list[Piece] = []
    end = 0
    for match in _NUMBER.finditer(text):
        said = match[0].rstrip("\u00a0 ")
        start, stop = match.start(), match.start() + len(said)
        if any(start < last and first < stop for first, last in plain):
            continue
        found += [Piece(text[end:start])] if start > end else []
        found.append(Piece(said, is_loose=True))
        end = stop
    return found + ([Piece(text[end:])] if end < len(text) else [])


def figures_in(text: str) -> list[str]:
    """The keys a text names, in order, each once."""
    return list(dict.fromkeys(piece.text for piece in pieces(text) if piece.is_figure))


def loose_numbers(text: str) -> list[str]:
    """Numbers typed into a text, each once. Dates, years, times and paragraphs of a law are none."""
    return list(dict.fromkeys(piece.text for piece in pieces(text) if piece.is_loose))


def fill_in(text: str, values: dict[str, str]) -> str:
    """The text as it is read, with each figure in its place."""
    return "".join(values.get(piece.text, "–") if piece.is_figure else piece.text for piece in pieces(text))


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def checksum(document: Any) -> str:
    """SHA-256 of a document, the same however its keys happen to lie. One letter changed gives another."""
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def weight(content: bytes) -> str:
    """SHA-256 of a file. One byte changed gives another."""
    return hashlib.sha256(content).hexdigest()


def missing(keys: Iterable[str], values: dict[str, str]) -> list[str]:
    """Keys that have no figure, or a figure without a value."""
    return [key for key in keys if not values.get(key)]

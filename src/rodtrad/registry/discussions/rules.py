"""What in a text may identify somebody. Better a sentence too many rewritten than one person found."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rodtrad.foundation import norwegian_addresses
from rodtrad.registry.discussions.vocabulary import MarkKind

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
PATTERNS = (
    (MarkKind.NUMBER, re.compile(r"(?<!\d)\d{6}[\s.-]?\d{5}(?!\d)")),
    (MarkKind.DATE, re.compile(r"(?<!\d)\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})(?!\d)")),
    (MarkKind.DATE, re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")),
    (MarkKind.DATE, re.compile(rf"(?<!\d)\d{{1,2}}\.\s?(?:{_MONTHS})\s+(?:19|20)\d{{2}}(?!\d)", re.IGNORECASE)),
    (MarkKind.PHONE, re.compile(r"(?<![\d.])(?:\+?47\s?)?[2-9]\d(?:\s?\d){6}(?!\d)")),
    (MarkKind.EMAIL, re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    *((MarkKind.ADDRESS, shape) for shape in norwegian_addresses.SHAPES),
    (MarkKind.CODE, re.compile(r"\b(?=[A-Z0-9]*\d)[A-Z0-9]{3}-[A-Z0-9]{3}\b")),
)
# Two or more words in a row that begin with a capital letter.
_CAPITALS = re.compile(r"\b[A-ZÆØÅČĐŊŠŦŽ][\w'’-]+(?:\s+[A-ZÆØÅČĐŊŠŦŽ][\w'’-]+)+")


@dataclass(frozen=True)
class Mark:
    """A place in a text, and why it is one."""

    kind: MarkKind
    found: str


def marks_in(text: str, *, known: Collection[str] = ()) -> list[Mark]:
    """Everything that may identify somebody, in the order of the patterns; `known` are names of units, which may stand."""
    marks = [Mark(kind, hit.group().strip()) for kind, pattern in PATTERNS for hit in pattern.finditer(text)]
    for hit in _CAPITALS.finditer(text):
        words = hit.group()
        if not any(words in name or name in words for name in known):
            marks.append(Mark(MarkKind.NAME, words))
    return list(dict.fromkeys(marks))


def sentence_of(marks: list[Mark]) -> str:
    """What is marked and why, as one sentence."""
    said = "; ".join(f"«{mark.found}» {mark.kind.label}" for mark in marks)
    return _("This may tell who it is about: %(marks)s. Write it without, then it can be saved.") % {"marks": said}

"""Every word the user reads exists in bokmål, and none of them labels people."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from rodtrad.registry.rulebook.vocabulary import STIGMATISING

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "rodtrad"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def _wanted() -> set[tuple[str, str | None]]:
    """Every sentence of the code, with its context."""
    found = set()
    for file in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html")]):
        text = file.read_text()
        code = templatize(text) if file.suffix == ".html" else text
        for _line, message, _comments, context in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
            found.add((message if isinstance(message, str) else message[0], context))
    return found


def _messages() -> Iterator[Message]:
    """Every message of every room's catalogue."""
    for path in sorted((ROOT / "locale").glob("*/nb/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            yield from (message for message in read_po(source, locale="nb", abort_invalid=True) if message.id)


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    wanted, there = _wanted(), {_key(message) for message in _messages()}

    assert wanted - there == set(), "not in locale/*/nb"
    assert there - wanted == set(), "in locale/*/nb, but no longer in the code"


def test_a_sentence_stands_in_one_catalogue_only() -> None:
    seen = Counter(_key(message) for message in _messages())

    assert [key for key, times in seen.items() if times > 1] == []


def test_every_sentence_has_bokmal() -> None:
    empty = [
        message.id
        for message in _messages()
        if message.fuzzy or not (message.string if isinstance(message.string, str) else all(message.string))
    ]

    assert empty == []


def test_a_translation_keeps_what_is_filled_in() -> None:
    for message in _messages():
        last_id = message.id if isinstance(message.id, str) else message.id[1]
        last_said = message.string if isinstance(message.string, str) else message.string[1]
        assert set(PLACEHOLDER.findall(last_said)) == set(PLACEHOLDER.findall(last_id)), message.id


@pytest.mark.parametrize("word", sorted(STIGMATISING))
def test_no_text_labels_people(word: str) -> None:
    for message in _messages():
        texts = [*([message.id] if isinstance(message.id, str) else message.id), message.string]
        assert not any(word in str(text).lower() for text in texts), message.id


def test_the_code_speaks_english() -> None:
    for text, _context in _wanted():
        allowed = text.replace("bokmål", "").replace("Rød tråd", "")
        assert not re.search("[æøåÆØÅ]", allowed), text

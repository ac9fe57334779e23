"""The person's own pages in nynorsk: every sentence of theirs, and nothing that nobody asks for."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.test_translations import KEYWORDS, PLACEHOLDER, SOURCE, _wanted

CATALOGUE = Path(__file__).parents[2] / "locale" / "portal" / "nn" / "LC_MESSAGES" / "django.po"
# What a person reads on their own pages and on the sheet they are given.
READ_BY_THE_PERSON = [
    *SOURCE.glob("web/portal/*.py"),
    *SOURCE.glob("web/templates/portal/*.html"),
    SOURCE / "web" / "templates" / "rights" / "_paper.html",
    SOURCE / "web" / "templates" / "forms" / "error_summary.html",
    SOURCE / "web" / "templates" / "forms" / "field.html",
    SOURCE / "web" / "templates" / "components" / "pager.html",
]


def _messages() -> dict[tuple[str, str | None], Message]:
    with CATALOGUE.open("rb") as source:
        found = [message for message in read_po(source, locale="nn", abort_invalid=True) if message.id]
    return {(m.id if isinstance(m.id, str) else m.id[0], m.context): m for m in found}


def _sentences(file: Path) -> set[tuple[str, str | None]]:
    text = file.read_text()
    code = templatize(text) if file.suffix == ".html" else text
    extracted = extract("python", BytesIO(code.encode()), keywords=KEYWORDS)
    return {(m if isinstance(m, str) else m[0], context) for _line, m, _comments, context in extracted}


@pytest.mark.parametrize("file", READ_BY_THE_PERSON, ids=lambda file: file.name)
def test_every_sentence_the_person_reads_has_nynorsk(file: Path) -> None:
    assert _sentences(file) - set(_messages()) == set()


def test_nynorsk_says_nothing_that_nobody_asks_for_and_nothing_is_empty() -> None:
    messages = _messages()

    assert set(messages) - _wanted() == set()
    assert [key for key, message in messages.items() if not message.string] == []


def test_nynorsk_keeps_what_is_filled_in() -> None:
    for (text, _context), message in _messages().items():
        said = message.string if isinstance(message.string, str) else message.string[1]
        wanted = text if isinstance(message.id, str) else message.id[1]
        assert set(PLACEHOLDER.findall(said)) == set(PLACEHOLDER.findall(wanted)), text

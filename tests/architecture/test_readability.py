"""Plain words: no sentence on the screen is so long that one must begin again."""

import re

import pytest

from tests.architecture.test_translations import PLACEHOLDER, _messages

MOST_WORDS = 25
ENDS = re.compile(r"(?<=[.!?:;])\s+|\n")


def long_sentences(text: str) -> list[str]:
    """Sentences of more than 25 words; what is filled in counts as one."""
    sentences = ENDS.split(PLACEHOLDER.sub("x", text))
    return [one for one in sentences if len(re.findall(r"\w+", one)) > MOST_WORDS]


def test_no_sentence_of_the_screen_is_long() -> None:
    long = [
        sentence
        for message in _messages()
        for text in ([message.string] if isinstance(message.string, str) else message.string)
        for sentence in long_sentences(text)
    ]

    assert long == []


@pytest.mark.parametrize(
    ("text", "found"), [("ord " * 26, 1), ("ord " * 25, 0), ("ord " * 20 + "slutt. " + "Ord " * 20, 0)]
)
def test_a_long_sentence_is_found(text: str, found: int) -> None:
    assert len(long_sentences(text)) == found

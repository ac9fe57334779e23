"""What was given, as a list of words."""

from collections.abc import Iterable

from rodtrad.casework.encounters.vocabulary import Given


def given_words(codes: Iterable[str]) -> str:
    """In lower case after the first, to stand as one line."""
    words = [str(Given(code).label) for code in codes]
    return ", ".join([*words[:1], *(word[0].lower() + word[1:] for word in words[1:])])

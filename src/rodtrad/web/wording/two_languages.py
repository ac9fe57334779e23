"""Texts that were loaded in two languages, shown in the reader's own."""

from django.utils.translation import get_language


def own_language(bokmal: str, english: str = "") -> str:
    """The text in the reader's language; bokmål when there is no other."""
    return english if english and (get_language() or "nb").startswith("en") else bokmal

"""Whether a text names somebody on file, for papers that must hold no person. Says which words, never whose."""

import re
from collections.abc import Iterator

from rodtrad.casework.persons.models import Alias
from rodtrad.foundation.norwegian_text import fold
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.registry.organisations.models import Organisation

_WORD = re.compile(r"[^\W\d_][\w\-]*")
LONGEST_NAME = 3  # words
SHORTEST = 3  # letters; shorter names would stop ordinary words


def names_on_file_in(text: str) -> frozenset[str]:
    """Words of the text, as written, that are a name or code of somebody here. Two queries however long the text.

    Only words with a capital letter count, and not those that belong to the name of an organisation.
    """
    said: dict[str, str] = {}
    for phrase in _phrases(text):
        said.setdefault(fold(phrase), phrase)
    known = Alias.objects.filter(search_text__in=list(said), until_at=OPEN_ENDED).values_list("search_text", flat=True)
    hits = set(known)
    if not hits:
        return frozenset()
    units = " ".join(fold(name) for name in Organisation.objects.values_list("name", flat=True))
    of_units = set(units.split())
    return frozenset(said[hit] for hit in hits if not set(hit.split()) <= of_units)


def _phrases(text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        if not word[0][0].isupper() or len(word[0]) < SHORTEST:
            continue
        for last in words[place : place + LONGEST_NAME]:
            if not last[0][0].isupper():
                break
            yield text[word.start() : last.end()]

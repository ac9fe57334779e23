import re
from datetime import datetime

from django.db.models import CharField, F, Value

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons.models import Alias, Identity
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.norwegian_text import fold
from rodtrad.foundation.periods import OPEN_ENDED

SHORTEST = 3
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def names_on_file(text: str, *, by: Actor, at: datetime) -> list[str]:
    """Names and aliases in the text that belong to people the writer may find in a list anyway.

    Only among those: marking others would tell the writer that they are known here.
    """
    mine = as_filter(by, Section.BASICS, Operation.LIST, at=at, person="person_id")
    folded = Value(fold(text), output_field=CharField())
    found: set[str] = set()
    for model in (Identity, Alias):
        rows = model.objects.filter(mine, until_at=OPEN_ENDED).annotate(said=folded)
        held = rows.filter(said__contains=F("search_text")).values_list("search_text", flat=True)
        found |= {name for name in held if len(name) >= SHORTEST}
    return sorted(written for name in found if (written := _as_written(name, text)))


def _as_written(name: str, text: str) -> str:
    """The name as it stands in the text; a single word only where it begins with a capital letter."""
    words, length = _WORD.findall(text), len(name.split())
    for start in range(len(words) - length + 1):
        written = " ".join(words[start : start + length])
        if fold(written) == name and (length > 1 or written[0].isupper()):
            return written
    return ""

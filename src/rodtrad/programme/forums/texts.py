"""Keeping persons out of the papers of a forum."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rodtrad.foundation.errors import DomainError, SomebodyWasFirst
from rodtrad.programme.forums.rules import Mark, find_persons

WHY: dict[str, str | Promise] = {
    "NUMBER": _("looks like a national identity number"),
    "NAME_AND_BIRTH": _("looks like a name with a birth date"),
    "PHONE": _("looks like a private phone number"),
    "ON_FILE": _("is a name or a code that somebody is called by here"),
}


class PersonInText(DomainError):
    """A text may point to a person. `marks` say where; never whose."""

    def __init__(self, text: str, marks: list[Mark], *, field: str = "text") -> None:
        parts = [f"“…{text[max(0, m.start - 12) : m.start]}[•••]”, {WHY[m.why]}" for m in marks[:5]]
        head = ngettext(
            "Nothing was saved: %(count)s place in the text may point to a person.",
            "Nothing was saved: %(count)s places in the text may point to a person.",
            len(marks),
        ) % {"count": len(marks)}
        advice = _("Papers of a forum hold no persons. Write the topic only, and take the rest out.")
        super().__init__(f"{head} {'; '.join(parts)}. {advice}", field=field)
        self.marks = marks


class TextsDiffer(SomebodyWasFirst):
    """Two wrote at once. Nothing is lost: `theirs` is what stands, `mine` what was not saved."""

    def __init__(self, *, theirs: str, mine: str, version: int) -> None:
        super().__init__(
            _("Somebody else wrote here while you did. Both texts stand below; put them together and save.")
        )
        self.theirs, self.mine, self.version = theirs, mine, version


def check_no_person(text: str, *, field: str = "text", names: frozenset[str] = frozenset()) -> None:
    """Raises PersonInText. `names` are words of this text that whoever calls knows to be on file."""
    marks = find_persons(text)
    for name in names:
        start = text.find(name)
        if start >= 0:
            marks.append(Mark(start, start + len(name), "ON_FILE"))
    if marks:
        raise PersonInText(text, sorted(marks, key=lambda mark: mark.start), field=field)

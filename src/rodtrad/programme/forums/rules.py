"""What may stand in the papers of a forum, when a series meets, and what differs between two snapshots."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rodtrad.foundation.working_days import add_working_days, is_working_day

# A national number or a D-number, also with a space or a dot in it, and also one whose check digits are wrong:
# a mistyped number is still somebody's.
_NUMBER = re.compile(r"(?<!\d)\d{6}[ .\-]?\d{5}(?!\d)")
_CAPITAL = r"[A-ZÆØÅÁČĐŊŠŦŽ][\wæøåÆØÅáčđŋšŧž]+"
_NAME = rf"{_CAPITAL}(?:[ \-]{_CAPITAL})+"
_BIRTH = r"(?:f(?:ødt|\.)?\s*)?(?:\d{1,2}[.\-/]\s?\d{1,2}[.\-/]\s?(?:19|20)?\d{2})"
_NAME_AND_BIRTH = re.compile(rf"{_NAME}\s*[,(]?\s*{_BIRTH}\)?|{_BIRTH}\s*[,:]?\s*{_NAME}")
_PHONE = re.compile(r"(?<![\d.])(?:\+47[ ]?)?[49]\d{2}[ ]?\d{2}[ ]?\d{3}(?![\d.])")


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that may point to a person: from, to, and why, as a code."""

    start: int
    end: int
    why: str


def find_persons(text: str) -> list[Mark]:
    """Where a text holds a national number, a name with a birth date, or a private mobile number, in order.

    Dates alone, sums and case numbers are not marked. Linear in the length of the text.
    """
    marks = [
        Mark(found.start(), found.end(), why)
        for pattern, why in ((_NUMBER, "NUMBER"), (_NAME_AND_BIRTH, "NAME_AND_BIRTH"), (_PHONE, "PHONE"))
        for found in pattern.finditer(text)
    ]
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


@dataclass(frozen=True)
class Proposed:
    """A day of a series, and the day the rhythm asked for when that one is no working day."""

    on: date
    instead_of: date | None = None


def series_days(first: date, *, every_weeks: int, count: int) -> list[Proposed]:
    """`count` days from `first` on, `every_weeks` apart; a holiday becomes the first working day after it."""
    wanted = [first + timedelta(weeks=every_weeks * number) for number in range(count)]
    return [Proposed(day) if is_working_day(day) else Proposed(add_working_days(day, 0), day) for day in wanted]


@dataclass(frozen=True)
class Difference:
    """What changed of one measure between two snapshots: ADDED, GONE or the field that changed with both values."""

    measure_id: str
    title: str
    what: str
    before: str = ""
    after: str = ""


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Two snapshots of plans compared, in the order of the later one. A snapshot and itself give nothing."""
    found = [
        Difference(key, row["title"], "ADDED") if key not in before else _change(key, before[key], row, name)
        for key, row in after.items()
        for name in (("",) if key not in before else ("status", "standing", "due", "responsible"))
        if key not in before or before[key].get(name) != row.get(name)
    ]
    return found + [Difference(key, row["title"], "GONE") for key, row in before.items() if key not in after]


def _change(key: str, before: dict[str, Any], after: dict[str, Any], name: str) -> Difference:
    return Difference(key, after["title"], name.upper(), str(before.get(name) or ""), str(after.get(name) or ""))

"""Opening hours as OpenStreetMap writes them, read into rows: only what rows can hold, else a sentence.

Read on import; never asked what is open, since `Mo-Su 20:00-08:00; PH off` there means closed at 03:00 on 1 May.
Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
"""

import re

from django.utils.translation import gettext as _

from rodtrad.foundation.errors import DomainError
from rodtrad.registry.directory.rules.hours import DAY, Row, Span
from rodtrad.registry.directory.vocabulary import HolidayPolicy, OpeningDay

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = rf"(?:{'|'.join(DAYS)})"
_SELECTOR = re.compile(rf"^({_DAY}(?:-{_DAY}|\[[1-5]\])?)$")
_SPAN = re.compile(r"^(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)$")


def read_osm(text: str) -> tuple[list[Row], HolidayPolicy]:
    """Rows and holiday policy. Raises DomainError for what is not understood; the text is never guessed at."""
    if text.strip() == "24/7":
        return [Row(day, Span(0, DAY)) for day in range(7)], HolidayPolicy.AS_USUAL
    policy, by_day = HolidayPolicy.AS_USUAL, dict[tuple[int, int], list[Row]]()
    for rule in filter(None, (part.strip() for part in text.split(";"))):
        selector, _space, said = rule.partition(" ")
        if selector == "PH":
            policy = HolidayPolicy.CLOSED if said == "off" else HolidayPolicy.ROWS
            chosen = [(int(OpeningDay.PUBLIC_HOLIDAY), 0)]
        else:
            chosen = [one for part in selector.split(",") for one in _days(part, text)]
        spans = [] if said == "off" else [_span(part, text) for part in said.split(",")]
        for day, nth in chosen:  # a later rule replaces an earlier one for its days
            by_day[day, nth] = [Row(day, span, nth_in_month=nth) for span in spans]
    return [row for key in sorted(by_day) for row in by_day[key]], policy


def _days(part: str, whole: str) -> list[tuple[int, int]]:
    if not _SELECTOR.match(part):
        raise DomainError(_('The hours "%(text)s" are not understood at "%(part)s".') % {"text": whole, "part": part})
    first = DAYS.index(part[:2])
    if "[" in part:
        return [(first, int(part[3]))]
    last = DAYS.index(part[3:]) if "-" in part else first
    return [((first + step) % 7, 0) for step in range((last - first) % 7 + 1)]


def _span(part: str, whole: str) -> Span:
    found = _SPAN.match(part.strip())
    numbers = [int(group) for group in found.groups()] if found else []
    if not numbers or numbers[0] > 23 or numbers[2] > 24:
        raise DomainError(_('The hours "%(text)s" are not understood at "%(part)s".') % {"text": whole, "part": part})
    opens, closes = numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3]
    return Span(opens, closes if closes > opens else closes + DAY)

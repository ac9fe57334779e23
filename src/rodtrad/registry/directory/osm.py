"""Opening hours as OpenStreetMap writes them, read into rows and written from them: what rows can hold, else a sentence.

Read on import; never asked what is open, since `Mo-Su 20:00-08:00; PH off` there means closed at 03:00 on 1 May.
Grammar: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.directory.rules.hours import DAY, FIRST_DAY, Row, Span
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


def write_osm(rows: Sequence[Row], policy: str) -> str:
    """Rows as `read_osm` reads them; nothing for what that cannot say, such as seasons and odd weeks."""
    by_day: dict[tuple[int, int], list[str]] = {}
    for row in sorted(rows, key=lambda one: (one.weekday, one.nth_in_month, one.span)):
        is_plain = (row.valid_from, row.valid_until, row.iso_week, row.span.kind) == (
            FIRST_DAY,
            OPEN_ENDED_ON,
            "",
            "OPEN",
        )
        if not is_plain or (row.weekday == OpeningDay.PUBLIC_HOLIDAY and policy != HolidayPolicy.ROWS):
            return ""
        by_day.setdefault((row.weekday, row.nth_in_month), []).append(_written(row.span))
    parts = [f"{_selector(*day)} {','.join(spans)}" for day, spans in by_day.items()]
    return "; ".join([*parts, "PH off"] if policy == HolidayPolicy.CLOSED else parts)


def _selector(weekday: int, nth: int) -> str:
    if weekday == OpeningDay.PUBLIC_HOLIDAY:
        return "PH"
    return DAYS[weekday] + (f"[{nth}]" if nth else "")


def _written(span: Span) -> str:
    closes = span.closes_min if span.closes_min <= DAY else span.closes_min - DAY
    return f"{span.opens_min // 60:02}:{span.opens_min % 60:02}-{closes // 60:02}:{closes % 60:02}"

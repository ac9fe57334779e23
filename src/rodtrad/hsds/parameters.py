"""What may be asked, in one table: it reads requests, and is what the OpenAPI file says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.directory.rules.hours import DAYS

LARGEST_PAGE, PER_PAGE, MOST_PAGES, LONGEST = 500, 50, 1_000_000, 200
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class WrongParameter(ValueError):
    """A sentence that names the parameter."""


@dataclass(frozen=True)
class Parameter:
    name: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    says: str


def _uuid(text: str) -> UUID:
    return UUID(text)


def _text(text: str) -> str:
    if len(text) > LONGEST or "\x00" in text:
        raise ValueError
    return text


def _count(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
            raise ValueError
        return int(text)

    return read


def _number(most: int) -> Callable[[str], float]:
    def read(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) or float(text) > most:
            raise ValueError
        return float(text)

    return read


def _is(text: str) -> bool:
    if text.lower() not in ("true", "false", "1", "0", ""):
        raise ValueError
    return text.lower() in ("true", "1", "")


def _moment(text: str) -> datetime:
    """A day or a moment; without a zone it is the clock in Oslo."""
    text = text.replace(" ", "+")  # a plus that was not escaped
    moment = datetime.combine(date.fromisoformat(text), time()) if len(text) == len("2026-01-01") else _iso(text)
    if moment.year < 1900 or moment.year > 2200:
        raise ValueError
    return moment if moment.tzinfo else moment.replace(tzinfo=OSLO)


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _clock(text: str) -> int:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise ValueError
    return int(found[1]) * 60 + int(found[2])


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return read


TEXT = {"type": "string", "maxLength": LONGEST}
ID = {"type": "string", "format": "uuid"}
BOOLEAN = {"type": "boolean"}
CLOCK = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
AGE = {"type": "number", "minimum": 0, "maximum": 150}

ALL = {
    one.name: one
    for one in (
        Parameter("search", _text, TEXT, "Words that all stand in the entry, in its kinds of help or its address."),
        Parameter("page", _count(MOST_PAGES), {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}, "Page number."),
        Parameter(
            "per_page",
            _count(LARGEST_PAGE),
            {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE},
            f"Entries on a page, {PER_PAGE} unless told.",
        ),
        Parameter(
            "format",
            _one_of("json", "ndjson"),
            {"type": "string", "enum": ["json", "ndjson"]},
            "ndjson streams everything, one entry a line, without pages.",
        ),
        Parameter("taxonomy_term_id", _uuid, ID, "Entries with this term."),
        Parameter("taxonomy_id", _uuid, ID, "Entries with any term of this taxonomy; terms of this taxonomy."),
        Parameter("organization_id", _uuid, ID, "Entries this organisation owns."),
        Parameter(
            "modified_after",
            _moment,
            {"type": "string", "format": "date-time"},
            "Changed at this moment or later (inclusive); a day counts from midnight in Oslo.",
        ),
        Parameter("minimal", _is, BOOLEAN, "Only ids and when they were changed, all on one page."),
        Parameter("full", _is, BOOLEAN, "Everything of each entry, nested."),
        Parameter("full_service", _is, BOOLEAN, "The organisation's services in full."),
        Parameter("minimum_age", _number(150), AGE, "Somebody of this age or older may come (Open Referral UK)."),
        Parameter("maximum_age", _number(150), AGE, "Somebody of this age or younger may come (Open Referral UK)."),
        Parameter("start_time", _clock, CLOCK, "Open at this time, by the weekly hours (Open Referral UK)."),
        Parameter("end_time", _clock, CLOCK, "Open until this time or later (Open Referral UK)."),
        Parameter(
            "day", _one_of(*DAYS), {"type": "string", "enum": list(DAYS)}, "Open on this weekday (Open Referral UK)."
        ),
        Parameter("postcode", _text, {"type": "string", "maxLength": 10}, "Given at this postcode."),
        Parameter(
            "proximity",
            _number(100_000),
            {"type": "number", "minimum": 0, "maximum": 100_000},
            "Within so many metres from the middle of the postcode, which must be given too.",
        ),
        Parameter("top_only", _is, BOOLEAN, "Only terms without a parent."),
        Parameter("parent_id", _uuid, ID, "Terms below this one."),
    )
}
PAGED = ("search", "page", "per_page", "format")
FILTERS = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")
BORROWED = ("minimum_age", "maximum_age", "start_time", "end_time", "day")
SERVICES = (*PAGED, *FILTERS, "minimal", "full", *BORROWED)
PLACES = (*PAGED, *FILTERS, "full", *BORROWED, "postcode", "proximity")
ORGANISATIONS = (*PAGED, "full_service", "full", "taxonomy_term_id", "taxonomy_id")
TERMS = (*PAGED, "taxonomy_id", "top_only", "parent_id")


def read(asked: Mapping[str, str], allowed: tuple[str, ...]) -> dict[str, Any]:
    """The parameters by name. An unknown one is left alone; raises WrongParameter for a value that cannot be."""
    said = {}
    for name in allowed:
        if name in asked:
            try:
                said[name] = ALL[name].read(asked[name])
            except ValueError as error:
                raise WrongParameter(f"{name}: {ALL[name].says}") from error
    if "proximity" in said and "postcode" not in said:
        raise WrongParameter("proximity: give a postcode too.")
    return said

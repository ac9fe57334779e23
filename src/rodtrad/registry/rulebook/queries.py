"""The rules as they are on a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.working_days import deadline_in_hours, deadline_in_working_days
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook.models import Version
from rodtrad.registry.rulebook.vocabulary import RULES

BOKMAL = "bokmål"  # what the language is called in every language of ours


@dataclass(frozen=True)
class Code:
    code: str
    label: str
    is_fallback: bool = False  # shown in bokmål, since it has no text in the language asked for


@dataclass(frozen=True)
class RuleLine:
    key: str
    label: str
    kind: str
    value: Any
    versions: tuple[Version, ...]


def value(key: str, *, on: date) -> Any:
    """The value in force on a day: the newest version that has begun and is not undone, else the default."""
    version = Version.objects.in_force(key, on=on).first()
    return version.value if version else RULES[key].default


def check_may_undo(done_at: datetime, *, at: datetime) -> None:
    """Raises DomainError when something was done longer ago than it can be undone."""
    hours = value("undo.hours", on=local_day(done_at))
    if at > done_at + timedelta(hours=hours):
        raise DomainError(_("This can be undone for %(hours)s hours, and they have passed.") % {"hours": hours})


def deadline(key: str, *, at: datetime) -> datetime:
    """When something asked for at `at` must be answered, by the rule of that day."""
    rule = value(key, on=local_day(at))
    if rule["in"] == "HOURS":
        return deadline_in_hours(at, rule["amount"])
    return deadline_in_working_days(at, rule["amount"])


def codes(key: str, *, on: date) -> list[Code]:
    """A code list in the reader's language; a missing text falls back to bokmål, and says so."""
    language = (get_language() or "nb")[:2]
    return [
        Code(entry["code"], entry.get(language) or f"{entry['nb']} ({BOKMAL})", is_fallback=not entry.get(language))
        for entry in value(key, on=on)
    ]


def text(key: str, *, on: date) -> str:
    texts = value(key, on=on)
    return str(texts.get((get_language() or "nb")[:2]) or texts["nb"])


def rules(*, on: date) -> list[RuleLine]:
    """Every rule with its value today and all its versions, newest first."""
    versions: dict[str, list[Version]] = {}
    for version in Version.objects.select_related("set_by__user", "undone_by__user").order_by("-set_at"):
        versions.setdefault(version.key, []).append(version)
    lines = []
    for key, rule in RULES.items():
        mine = versions.get(key, [])
        begun = [v for v in mine if v.undone_at is None and v.applies_from <= on]
        now = max(begun, key=lambda v: (v.applies_from, v.set_at)).value if begun else rule.default
        lines.append(RuleLine(key, str(rule.label), rule.kind.value, now, tuple(mine)))
    return lines

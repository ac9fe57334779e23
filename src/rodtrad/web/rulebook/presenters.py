from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rodtrad.insight.worklists.rule_effects import RuleEffect
from rodtrad.registry.rulebook.queries import RuleLine
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class VersionLine:
    version_id: UUID
    said: str
    note: str
    is_undone: bool


@dataclass(frozen=True)
class RuleRow:
    key: str
    label: str
    now: str
    versions: list[VersionLine]


def rule_lines(rules: list[RuleLine], *, now: datetime) -> list[RuleRow]:
    return [
        RuleRow(
            rule.key,
            rule.label,
            said(rule.value),
            [
                VersionLine(
                    v.pk,
                    said(v.value),
                    _("from %(day)s, by %(who)s: %(note)s")
                    % {
                        "day": dates.short_day(v.applies_from, now=now),
                        "who": v.set_by.user.display_name,
                        "note": v.note,
                    },
                    v.undone_at is not None,
                )
                for v in rule.versions
            ],
        )
        for rule in rules
    ]


def said(value: Any) -> str:
    """A value as a person says it."""
    if isinstance(value, dict) and "in" in value:
        count = value["amount"]
        if value["in"] == "HOURS":
            return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
        return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}
    language = (get_language() or "nb")[:2]
    if isinstance(value, dict):
        return str(value.get(language) or value["nb"])
    if isinstance(value, list):
        return ", ".join(entry.get(language) or entry["nb"] for entry in value)
    return str(value)


def effect_sentence(effect: RuleEffect | None) -> tuple[str, ...]:
    """What a change would touch, before it is saved."""
    if effect is None:
        return (_("It changes nothing that is already on its way."),)
    words = {"count": effect.touched, "before": effect.before}
    return (
        ngettext(
            "With the new value %(count)s case would be shown; today it is %(before)s.",
            "With the new value %(count)s cases would be shown; today it is %(before)s.",
            effect.touched,
        )
        % words,
    )

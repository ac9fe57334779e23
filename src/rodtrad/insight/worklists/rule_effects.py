"""What a change of a rule would touch if it held today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook


@dataclass(frozen=True)
class RuleEffect:
    before: int
    touched: int


def rule_effect(key: str, *, value: Any, at: datetime) -> RuleEffect | None:
    """How many cases the rule points out now, and with the new value; None for rules that point out nobody."""
    held = rulebook.value(key, on=local_day(at))
    if key == "bounce.limit":
        return RuleEffect(responsibility.cases_bounced_at_least(held), responsibility.cases_bounced_at_least(value))
    return None

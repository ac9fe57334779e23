"""What a method gives back before it becomes an answer: a result, and notes that say what to think of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rodtrad.insight.analyses.sentences import note
from rodtrad.insight.statistics.rules.errors import CannotCompute


@dataclass
class Findings:
    """A result under way. `refusals` name the key that is null and why; `warnings` say what to be careful about."""

    result: dict[str, Any] = field(default_factory=dict)
    warnings: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    refusals: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)
    rows: int | None = None  # where the number of lines says something of the truth, what to say instead

    def warn(self, code: str, **details: object) -> None:
        if (code, details) not in self.warnings:
            self.warnings.append((code, details))

    def refuse(self, key: str, code: str, **details: object) -> None:
        self.refusals.append((key, code, details))

    def said(self, language: str) -> dict[str, Any]:
        """Result, warnings and refusals as plain Python values. Raises CannotCompute at NaN or infinity."""
        return {
            "result": plain(self.result),
            "warnings": [{"code": code, "sentence": note(code, language, details)} for code, details in self.warnings],
            "refusals": [
                {"key": key, "code": code, "sentence": note(code, language, details)}
                for key, code, details in self.refusals
            ],
        }


def plain(value: Any, key: str = "result") -> Any:
    """Numbers of numpy become Python's; a number that is none is an error, never an answer."""
    if isinstance(value, Mapping):
        return {name: plain(one, str(name)) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one, key) for one in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist(), key)
    if isinstance(value, float) and not math.isfinite(value):
        raise CannotCompute("NOT_FINITE", key=key)
    return value

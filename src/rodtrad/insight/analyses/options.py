"""Options of the methods: their kinds, defaults and limits, the same from a command line and from Python."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rodtrad.insight.analyses.table import NUMBER
from rodtrad.insight.statistics.rules.errors import CannotCompute


@dataclass(frozen=True)
class Option:
    """One option. `kind` is flag, choice, whole, number, text or list (text with commas, or a list)."""

    name: str
    kind: str
    default: Any = None
    choices: tuple[str, ...] = ()
    lowest: float = -1e12
    highest: float = 1e12
    is_secret: bool = False  # never repeated in an answer

    @property
    def typed(self) -> str:
        """As it is typed on a command line."""
        return "--" + self.name.replace("_", "-")

    def value_of(self, given: object) -> Any:
        """The value of what was given. Raises CannotCompute with the option's name."""
        if given is None:
            return self.default
        text = str(given).strip()
        match self.kind:
            case "flag":
                if not isinstance(given, bool):
                    self._refuse(text, "true / false")
                return given
            case "choice":
                if text not in self.choices:
                    self._refuse(text, " | ".join(self.choices))
                return text
            case "list":
                parts = text.split(",") if isinstance(given, str) else [str(one) for one in _iterable(given)]
                return [part.strip() for part in parts if part.strip()]
            case "whole" | "number":
                return self._number(text)
            case _:
                return given

    def _number(self, text: str) -> float | int:
        is_whole = self.kind == "whole"
        pattern = re.compile(r"[+-]?\d{1,15}", re.ASCII) if is_whole else NUMBER
        wanted = f"{self.kind} {self.lowest:g} … {self.highest:g}"
        if not pattern.fullmatch(text):
            self._refuse(text, wanted)
        value = int(text) if is_whole else float(text)
        if not self.lowest <= value <= self.highest:
            self._refuse(text, wanted)
        return value

    def _refuse(self, text: str, wanted: str) -> None:
        raise CannotCompute("BAD_OPTION", option=self.typed, value=text[:40], wanted=wanted)


def _iterable(given: object) -> list[object]:
    return list(given) if isinstance(given, list | tuple | set) else [given]


def resolve(options: tuple[Option, ...], given: Mapping[str, object], method: str) -> dict[str, Any]:
    """Every option of a method with its value. Raises CannotCompute for an unknown name or a wrong value."""
    known = {option.name: option for option in options}
    for name in given:
        if name not in known:
            typed = ", ".join(option.typed for option in options) or "-"
            raise CannotCompute("UNKNOWN_OPTION", value="--" + name.replace("_", "-"), method=method, known=typed)
    return {name: option.value_of(given.get(name)) for name, option in known.items()}

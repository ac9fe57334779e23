"""Labels in the order people expect."""

import re
from collections.abc import Iterable


def natural(labels: Iterable[str]) -> list[str]:
    """The different labels: numbers by size, the rest by letter."""

    def key(label: str) -> list[tuple[int, int, str]]:
        parts = re.split(r"([0-9]+)", label)
        return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]

    return sorted(set(labels), key=lambda label: (key(label), label))

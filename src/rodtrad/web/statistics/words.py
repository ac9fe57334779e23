"""The words of registers, quarters and levels."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from rodtrad.casework.persons.vocabulary import Gender
from rodtrad.insight.statistics.quarters import Quarter
from rodtrad.insight.statistics.registers import AGE_LABELS, OTHER, UNKNOWN
from rodtrad.registry.areas.queries import districts

NBSP = "\u00a0"


def quarter_words(quarter: Quarter) -> str:
    """Such as "quarter 3, 2026"."""
    return _("quarter %(number)s, %(year)s") % {"number": quarter.number, "year": quarter.year}


def level_words(levels: Mapping[str, tuple[str, ...]], *, on: date) -> dict[str, dict[str, str]]:
    """What each level is called. Districts have the name they had that day."""
    names = {area.code: area.name for area in districts(on=on)}
    names |= {OTHER: _("Another municipality"), UNKNOWN: _("Not clear or not known")}
    words: dict[str, dict[str, str]] = {
        "age": {code: str(label) for code, label in AGE_LABELS.items()},
        "district": names,
        "gender": {one.value: str(one.label) for one in Gender},
    }
    return {name: {level: words[name].get(level, level) for level in found} for name, found in levels.items()}

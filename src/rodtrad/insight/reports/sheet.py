"""Where counted figures are gathered before they go into a report."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import get_language

from rodtrad.foundation.actor import Actor
from rodtrad.programme.reports.operations import CountedFigure, CountedTable


@dataclass(frozen=True)
class Scope:
    """What a report is about: from one day to the one before another, counted by somebody at an instant."""

    starts_on: date
    ends_on: date
    by: Actor
    at: datetime


@dataclass
class Sheet:
    """Figures and tables under their keys, in the order they were counted."""

    figures: dict[str, CountedFigure] = field(default_factory=dict)
    tables: dict[str, CountedTable] = field(default_factory=dict)

    def put(self, key: str, value: object, label: str, definition: str, source: str, opens: str) -> None:
        said = "" if value is None else str(value)
        self.figures[key] = CountedFigure(key, str(label), said, str(definition), str(source), opens)

    def table(self, table: CountedTable) -> None:
        self.tables[table.key] = table


def own(bokmal: str, english: str) -> str:
    """A text that was loaded in two languages, in the report's own."""
    return english if english and (get_language() or "nb").startswith("en") else bokmal

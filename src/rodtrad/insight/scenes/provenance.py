"""Down to the rounds: what one year of a series is made of."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rodtrad.fieldwork.counts import queries as counts
from rodtrad.fieldwork.counts.permissions import can_see_rounds
from rodtrad.fieldwork.counts.queries import SeriesLine
from rodtrad.foundation.actor import Actor
from rodtrad.insight.scenes.trend import rows_of

ADULT = 18


@dataclass(frozen=True)
class RoundRow:
    """One zone in one round. `persons` is None where it was not counted, or where it may not be shown for one round."""

    round_id: UUID
    on: date
    zone: str
    slot: str
    status: str
    persons: int | None
    police_present: str
    weather: str
    is_synthetic: bool


@dataclass(frozen=True)
class Provenance:
    """A year of a series. Without access to single rounds there is the definition and the number of rounds only."""

    series: SeriesLine
    year: int
    rounds: tuple[RoundRow, ...]
    counted: int
    not_counted: int
    may_see_rounds: bool
    hides_minors: bool


def provenance(code: str, year: int, *, by: Actor) -> Provenance:
    """Raises NotFound for an unknown series. Exactly the rounds that the year's figure is made of, and those that lack."""
    series = counts.series_line(code)
    rows = [row for row in rows_of(series) if row.period == year]
    hides_minors = series.under is not None and series.under <= ADULT
    names = {zone.code: zone.name for zone in series.zones}
    may = can_see_rounds(by)
    shown = tuple(
        RoundRow(
            row.round_id, row.on, names[row.zone], row.slot, row.status, None if hides_minors else row.persons,
            row.police_present, row.weather, row.is_synthetic,
        )
        for row in rows
    )  # fmt: skip
    counted = sum(row.status == "counted" for row in rows)
    return Provenance(series, year, shown if may else (), counted, len(rows) - counted, may, hides_minors)

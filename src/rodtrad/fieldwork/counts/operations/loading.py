"""Loading what was counted before this product was there, and what others have published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.models import AgeBands, Border, PublishedCount, Round, Tally
from rodtrad.fieldwork.counts.permissions import check_can_change_zones
from rodtrad.fieldwork.counts.vocabulary import Coverage, RoundState, Way
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError


@dataclass(frozen=True)
class EarlierRound:
    """A round of an earlier count. `tallies` are the cells of the first and perhaps a second, independent counter."""

    zone_id: UUID
    counter_id: UUID
    slot: str
    began_at: datetime
    ended_at: datetime
    coverage: str
    tallies: tuple[Sequence[int], ...] = ()
    reason: str = ""
    weather: str = ""
    police_present: str = ""
    counters: int | None = None


@transaction.atomic
def load_rounds(
    rounds: Iterable[EarlierRound], *, is_synthetic: bool, by: Actor, at: datetime, batch_size: int = 2000
) -> int:
    """Approved rounds of earlier years, with one line in the log for the whole load. Returns how many.

    Raises DomainError when a round lies on a day its zone has no border, or its cells are not those of the bands.
    """
    check_can_change_zones(by)
    borders, bands = _Borders(), _bands()
    rows, tallies = [], []
    for earlier in rounds:
        row = _row(earlier, borders=borders, bands=bands, is_synthetic=is_synthetic, at=at)
        rows.append(row)
        wanted = rules.number_of_cells(row.bands.bounds)
        for number, cells in enumerate(earlier.tallies, 1):
            if len(cells) != wanted:
                raise DomainError(_("A tally has other cells than the age bands of its day."))
            tallies.append(Tally(round=row, number=number, cells=list(cells), way=Way.LOADED, made_at=at))
    Round.objects.bulk_create(rows, batch_size=batch_size)
    Tally.objects.bulk_create(tallies, batch_size=batch_size)
    audit.record("counts.rounds.loaded", by=by, at=at, details={"count": len(rows), "synthetic": is_synthetic})
    return len(rows)


@transaction.atomic
def load_published(rows: Iterable[dict[str, Any]], *, by: Actor, at: datetime) -> int:
    """Figures somebody has published; each row has the columns of PublishedCount. Loading again adds only new ones."""
    check_can_change_zones(by)
    there = set(PublishedCount.objects.values_list("code", flat=True))
    new = [PublishedCount(**row) for row in rows if row["code"] not in there]
    PublishedCount.objects.bulk_create(new)
    audit.record("counts.published.loaded", by=by, at=at, details={"count": len(new)})
    return len(new)


class _Borders:
    """The border of each zone on each day, asked for once."""

    def __init__(self) -> None:
        self._all: dict[UUID, list[Border]] = {}
        for border in Border.objects.order_by("valid_from"):
            self._all.setdefault(border.zone_id, []).append(border)

    def on(self, zone_id: UUID, day: date) -> Border:
        for border in self._all.get(zone_id, []):
            if border.valid_from <= day < border.valid_until:
                return border
        raise DomainError(_("A round lies on a day its zone has no border."))


def _bands() -> list[AgeBands]:
    return list(AgeBands.objects.filter(series=None).order_by("-valid_from"))


def _row(earlier: EarlierRound, *, borders: _Borders, bands: list[AgeBands], is_synthetic: bool, at: datetime) -> Round:
    day = earlier.began_at.date()
    of_day = next((one for one in bands if one.valid_from <= day), None)
    if of_day is None:
        raise DomainError(_("No age bands are set for the day of a round."))
    walked = earlier.coverage != Coverage.NOT_COUNTED
    return Round(
        zone_id=earlier.zone_id,
        border=borders.on(earlier.zone_id, day),
        bands=of_day,
        counter_id=earlier.counter_id,
        slot=earlier.slot,
        on_day=day,
        planned_from=earlier.began_at,
        planned_until=earlier.ended_at,
        state=RoundState.APPROVED,
        coverage=earlier.coverage,
        reason=earlier.reason,
        began_at=earlier.began_at if walked else None,
        ended_at=earlier.ended_at if walked else None,
        weather=earlier.weather,
        police_present=earlier.police_present,
        counters=earlier.counters,
        is_synthetic=is_synthetic,
        sent_at=at,
    )

"""What a phone needs to know for the evening. Names of zones and times, nothing about any person."""

from datetime import datetime, timedelta
from typing import Any

from rodtrad.fieldwork.counts import queries, rules
from rodtrad.fieldwork.counts.permissions import check_can_count
from rodtrad.fieldwork.counts.vocabulary import RoundState
from rodtrad.foundation.actor import Actor
from rodtrad.registry.organisations.queries import local_day

BACK, AHEAD = timedelta(hours=12), timedelta(hours=36)


def evening(*, by: Actor, at: datetime) -> dict[str, Any]:
    """Rounds of the unit that are planned or out, zones that may be counted without a plan, bands, and what is usual."""
    check_can_count(by)
    day = local_day(at)
    rounds = queries.planned_between(at - BACK, at + AHEAD, by=by)
    usual = queries.usual_counts(by.own_unit_id, on=day)
    return {
        "protocol": 1,
        "unit": str(by.unit_id),
        "bands": [
            {"index": band.index, "start": band.start, "end": band.end}
            for band in rules.bands(queries.bands_on(day).bounds)
        ],
        "zones": [{"id": str(pk), "name": name} for pk, name in queries.counted_zones(on=day)],
        "rounds": [
            {
                "id": str(line.round_id),
                "zone": str(line.zone_id),
                "name": line.zone_name,
                "slot": line.slot,
                "from": line.planned_from.isoformat(),
                "until": line.planned_until.isoformat(),
                "state": line.state,
                "persons": line.persons,
            }
            for line in rounds
            if line.counter_id == by.unit_id
            and line.state in (RoundState.PLANNED, RoundState.UNDER_WAY, RoundState.SENT_BACK)
        ],
        "usual": {f"{zone}/{slot}": _ask_from(counts) for (zone, slot), counts in usual.items()},
    }


def _ask_from(counts: list[int]) -> int | None:
    """From how many persons the phone asks "is this right?"; the same rule as on the server."""
    return next((number for number in range(1, 400) if _is_many(number, counts)), None)


def _is_many(number: int, counts: list[int]) -> bool:
    return bool(counts) and number > sum(counts) / len(counts) and rules.is_unusual(number, counts)

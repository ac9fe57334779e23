"""How the zones shared the people before and after, and the least that must have moved for that. Never observed moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rodtrad.fieldwork.counts.queries import CountRow

NOTHING = 1e-9


@dataclass(frozen=True)
class ZoneShare:
    zone: str
    before: float  # share of all, 0 to 1
    after: float


@dataclass(frozen=True)
class Flow:
    """At least this share of all people must have gone from one zone to another."""

    from_zone: str
    to_zone: str
    share: float


@dataclass(frozen=True)
class Shift:
    shares: tuple[ZoneShare, ...]
    flows: tuple[Flow, ...]

    @property
    def moved(self) -> float:
        """The least share that must have changed zone: half the sum of the absolute changes."""
        return sum(max(0.0, one.before - one.after) for one in self.shares)


def shift_of_shares(rows: Iterable[CountRow], before: range, after: range, names: Mapping[str, str]) -> Shift | None:
    """Shares of the zones' mean rounds; None when a side has nobody."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        side = "before" if row.period in before else "after" if row.period in after else ""
        if side and row.status == "counted" and row.persons is not None:
            sums.setdefault((side, row.zone), []).append(row.persons)
    zones = sorted({zone for _, zone in sums}, key=lambda zone: names[zone])
    means = {(side, zone): sum(p) / len(p) for (side, zone), p in sums.items()}
    totals = {side: sum(means.get((side, zone), 0.0) for zone in zones) for side in ("before", "after")}
    if not all(totals.values()):
        return None
    shares = tuple(
        ZoneShare(names[zone], *(means.get((side, zone), 0.0) / totals[side] for side in ("before", "after")))
        for zone in zones
    )
    return Shift(shares, tuple(_flows(shares)))


def _flows(shares: tuple[ZoneShare, ...]) -> list[Flow]:
    """From those who lost to those who gained, the largest first; every zone is next to every other in a city centre."""
    lost = {one.zone: one.before - one.after for one in shares if one.before > one.after}
    won = {one.zone: one.after - one.before for one in shares if one.after > one.before}
    flows = []
    while lost and won:
        loser, winner = max(lost, key=lambda zone: lost[zone]), max(won, key=lambda zone: won[zone])
        moved = min(lost[loser], won[winner])
        flows.append(Flow(loser, winner, moved))
        for side, zone in ((lost, loser), (won, winner)):
            side[zone] -= moved
            if side[zone] < NOTHING:
                del side[zone]
    return flows

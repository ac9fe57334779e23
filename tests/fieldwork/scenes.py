"""A small scene for tests: three zones in the city of tests/city.py, and rounds walked by the reception centre."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from rodtrad.fieldwork.counts import operations as counts
from rodtrad.fieldwork.counts.models import Round
from rodtrad.fieldwork.counts.operations.rounds import NewTap, Walked
from rodtrad.foundation.ids import new_id
from tests.city import LONG_AGO, MONDAY, SETUP, City

SINCE = date(2020, 1, 1)
BOUNDS = (18, 26, 41)
PHONE, OTHER_PHONE = UUID(int=1), UUID(int=2)
SQUARES = {"torget": (10.75, 59.91), "elva": (10.76, 59.92), "parken": (10.77, 59.93)}


def square(west: float, south: float, size: float = 0.005) -> list[list[float]]:
    return [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]


@dataclass
class Scenes:
    city: City
    zones: dict[str, UUID] = field(default_factory=dict)

    def planned(self, zone: str = "torget", *, at: datetime = MONDAY, by: str = "mottak.lead") -> Round:
        return counts.plan_round(
            self.zones[zone], slot="EVENING", planned_from=at, planned_until=at + timedelta(minutes=30),
            by=self.city[by], at=at - timedelta(days=1),
        )  # fmt: skip

    def tapped(
        self, round_: Round, count: int, *, phone: UUID = PHONE, band: int = 2, by: str = "mottak.worker",
        at: datetime = MONDAY,
    ) -> list[NewTap]:  # fmt: skip
        taps = [NewTap(id=new_id(), band=band, gender="M", delta=1, occurred_at=at) for _ in range(count)]
        counts.record_taps(round_.pk, taps=taps, device_id=phone, by=self.city[by], at=at)
        return taps

    def finished(
        self, round_: Round, coverage: str = "COUNTED", *, by: str = "mottak.worker", at: datetime = MONDAY, **more: str
    ) -> Round:
        reason = "" if coverage == "COUNTED" else "STAFF"
        walked = Walked(coverage=coverage, reason=reason, **more)  # type: ignore[arg-type]
        return counts.finish(
            round_.pk, walked=walked, ended_at=at + timedelta(minutes=20), by=self.city[by], at=at + timedelta(hours=1)
        )

    def approved(self, zone: str, count: int, *, at: datetime = MONDAY, band: int = 2) -> Round:
        round_ = self.planned(zone, at=at)
        self.tapped(round_, count, at=at, band=band)
        self.finished(round_, at=at)
        counts.approve(round_.pk, by=self.city["mottak.lead"], at=at + timedelta(hours=2))
        round_.refresh_from_db()
        return round_


def build_scenes(city: City) -> Scenes:
    scenes = Scenes(city)
    counts.set_bands(BOUNDS, valid_from=SINCE, by=SETUP, at=LONG_AGO)
    for name, corner in SQUARES.items():
        zone = counts.add_zone(
            name.title(), ring=square(*corner), valid_from=SINCE, source="test", code=name, by=SETUP, at=LONG_AGO
        )
        scenes.zones[name] = zone.pk
        counts.start_counting(zone.pk, valid_from=SINCE, source="test", by=SETUP, at=LONG_AGO)
    return scenes

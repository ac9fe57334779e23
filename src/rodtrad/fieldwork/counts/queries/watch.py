"""How quiet zones stand, and where people are met outside every zone."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from rodtrad.fieldwork.counts import alarm
from rodtrad.fieldwork.counts.models import AlarmPause, Alert, Round, Sighting, Tally, ZoneOwner
from rodtrad.fieldwork.counts.queries.zones import ZoneLine, zone_lines
from rodtrad.fieldwork.counts.vocabulary import QUIET, Coverage, GroupSize, RoundState, SightingKind, WatchState
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook

FEWEST_ROUNDS_A_YEAR = 52
MONTH = timedelta(days=30)


@dataclass
class Followed:
    """The counted, approved rounds of one zone and slot since it went quiet, in order, and the alarm that follows them."""

    round_ids: list[UUID] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    watch: alarm.Watch | None = None


@dataclass(frozen=True)
class AlertLine:
    alert_id: UUID
    zone: str
    persons: int
    usual: float
    raised_at: datetime
    unit: str
    leads: tuple[str, ...]  # those at the unit who answer for it
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True)
class WatchLine:
    """One quiet zone. `usual` and `latest` are None where nobody has counted enough."""

    zone_id: UUID
    name: str
    state: WatchState
    status: str
    since: date
    owner: str
    last_on: date | None
    latest: int | None
    usual: float | None
    rounds: int
    paused_until: date | None
    pause_reason: str


@dataclass(frozen=True)
class Square:
    """One square of the grid with sightings that nobody has settled."""

    row: int
    column: int
    times: int
    in_month: int
    sizes: tuple[GroupSize, ...]
    kinds: tuple[SightingKind, ...]
    last_on: date
    is_to_consider: bool


def quiet_zones(*, on: date) -> list[ZoneLine]:
    """Zones that are not, or no longer, open scenes on a day."""
    found = []
    for zone in zone_lines(on=on):
        status = zone.status_on(on)
        if status is not None and status.status in QUIET:
            found.append(zone)
    return found


def watched_rounds(zone: ZoneLine, *, on: date) -> dict[str, Followed]:
    """The rounds since the zone went quiet, slot by slot, with the alarm as it is set for the rate people have chosen."""
    status = zone.status_on(on)
    rows = Tally.objects.filter(
        is_current=True, number=1, round__zone_id=zone.zone_id, round__state=RoundState.APPROVED,
        round__coverage=Coverage.COUNTED, round__on_day__gte=status.since if status else on,
    )  # fmt: skip
    found: dict[str, Followed] = defaultdict(Followed)
    ordered = rows.order_by("round__on_day", "round__planned_from", "round_id")
    for round_id, slot, day, persons in ordered.values_list("round_id", "round__slot", "round__on_day", "persons"):
        found[slot].round_ids.append(round_id)
        found[slot].days.append(day)
        found[slot].counts.append(persons)
    between = rounds_between_false_alarms(on=on)
    for one in found.values():
        one.watch = alarm.watch(one.counts, rounds_between_false_alarms=between)
    return dict(found)


def rounds_between_false_alarms(*, on: date) -> float:
    """The rounds of a year over the false alarms of a year that are accepted: the rate holds for all zones together."""
    quiet = [zone.zone_id for zone in quiet_zones(on=on)]
    year = Round.objects.filter(zone_id__in=quiet, on_day__gt=on - timedelta(days=365), state=RoundState.APPROVED)
    return max(FEWEST_ROUNDS_A_YEAR, year.count()) / int(rulebook.value("counts.false_alarms", on=on))


def is_paused(zone_id: UUID, *, on: date) -> bool:
    return AlarmPause.objects.filter(zone_id=zone_id, from_on__lte=on, until_on__gt=on).exists()


def owner_of(zone_id: UUID | None, *, on: date) -> UUID | None:
    """The unit that is told: the zone's own, else the programme office."""
    chosen = ZoneOwner.objects.filter(zone_id=zone_id).values_list("unit_id", flat=True).first() if zone_id else None
    return chosen or organisations.unit_of_role(Role.PROGRAMME, on=on)


def watch_board(*, on: date) -> list[WatchLine]:
    """Every quiet zone, those that need somebody first."""
    growing = set(Alert.objects.filter(answered_at=None).values_list("zone_id", flat=True))
    pauses = {pause.zone_id: pause for pause in AlarmPause.objects.filter(from_on__lte=on, until_on__gt=on)}
    blind_from = on - timedelta(days=int(rulebook.value("counts.blind_days", on=on)))
    lines = [
        _line(zone, on, zone.zone_id in growing, pauses.get(zone.zone_id), blind_from) for zone in quiet_zones(on=on)
    ]
    return sorted(lines, key=lambda line: (list(WatchState).index(line.state), line.name))


def _line(zone: ZoneLine, on: date, is_growing: bool, pause: AlarmPause | None, blind_from: date) -> WatchLine:
    slots, status = watched_rounds(zone, on=on), zone.status_on(on)
    longest = max(slots.values(), key=lambda one: len(one.counts), default=Followed())
    last_on = max((one.days[-1] for one in slots.values()), default=None)
    latest = next((one.counts[-1] for one in slots.values() if one.days[-1] == last_on), None)
    owner = owner_of(zone.zone_id, on=on)
    assert status is not None
    return WatchLine(
        zone_id=zone.zone_id,
        name=zone.name,
        state=_state(is_growing, pause, last_on, blind_from, longest),
        status=status.label,
        since=status.since,
        owner=organisations.unit_names([owner])[owner] if owner else "",
        last_on=last_on,
        latest=latest,
        usual=longest.watch.before if longest.watch else None,
        rounds=sum(len(one.counts) for one in slots.values()),
        paused_until=pause.until_on if pause else None,
        pause_reason=pause.reason if pause else "",
    )


def _state(
    is_growing: bool, pause: AlarmPause | None, last_on: date | None, blind_from: date, longest: Followed
) -> WatchState:
    if is_growing:
        return WatchState.GROWING
    if pause is not None:
        return WatchState.PAUSED
    if last_on is None or last_on < blind_from:
        return WatchState.BLIND
    return WatchState.CALM if longest.watch else WatchState.TOO_FEW


def alert_lines(*, on: date) -> list[AlertLine]:
    """Alerts of the last year, those that wait for an answer first."""
    rows = Alert.objects.filter(raised_at__date__gt=on - timedelta(days=365)).select_related("zone", "unit")
    lines = [
        AlertLine(
            row.pk, row.zone.name, row.persons, row.usual, row.raised_at, row.unit.name,
            tuple(lead.name for lead in organisations.leads(row.unit_id, on=on)), row.answered_at, row.answer,
        )
        for row in rows.order_by("-raised_at")
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.answered_at is not None)


def squares(*, on: date) -> list[Square]:
    """Squares with sightings of the last year that nobody has settled, those to consider first."""
    found: dict[tuple[int, int], list[Sighting]] = defaultdict(list)
    for row in Sighting.objects.filter(settled_at=None, seen_on__gt=on - timedelta(days=365)).order_by("seen_on"):
        found[row.row, row.column].append(row)
    enough = int(rulebook.value("counts.sightings_for_zone", on=on))
    lines = [_square(place, seen, on, enough) for place, seen in found.items()]
    return sorted(lines, key=lambda line: (not line.is_to_consider, -line.in_month, -line.times))


def _square(place: tuple[int, int], seen: list[Sighting], on: date, enough: int) -> Square:
    in_month = sum(one.seen_on > on - MONTH for one in seen)
    return Square(
        *place,
        times=len(seen),
        in_month=in_month,
        sizes=tuple(size for size in GroupSize if size in {one.size for one in seen}),
        kinds=tuple(sorted({SightingKind(one.kind) for one in seen})),
        last_on=seen[-1].seen_on,
        is_to_consider=in_month >= enough,
    )

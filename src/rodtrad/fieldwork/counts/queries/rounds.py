"""Single rounds: what is planned, out, waiting for review, and one in full. Those under 18 never show for one round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.models import Observer, Review, Round, Tally
from rodtrad.fieldwork.counts.permissions import CITY, can_review, can_see_rounds, check_can_see_rounds
from rodtrad.fieldwork.counts.queries.zones import in_language
from rodtrad.fieldwork.counts.vocabulary import Gender, RoundState
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.vocabulary import Role

SOON = timedelta(hours=36)


@dataclass(frozen=True)
class TallyLine:
    """A tally as one round may show it: the band of minors and the one above it are shown as one."""

    number: int
    version: int
    is_current: bool
    persons: int
    rows: tuple[tuple[int, int | None, tuple[int, int, int]], ...]  # first age, last age, women, men, unsure
    way: str
    note: str
    made_at: datetime


@dataclass(frozen=True)
class RoundLine:
    round_id: UUID
    zone_id: UUID
    zone_name: str
    counter_id: UUID
    counter_name: str
    slot: str
    planned_from: datetime
    planned_until: datetime
    began_at: datetime | None
    ended_at: datetime | None
    state: str
    coverage: str
    reason: str
    weather: str
    police_present: str
    counters: int | None
    was_asked_unusual: bool
    is_planned: bool
    is_synthetic: bool
    observers: tuple[str, ...]
    persons: int | None  # None while nothing is counted
    phones: int
    last_tap_at: datetime | None
    sent_at: datetime | None
    is_mine: bool  # sent by the reader's own post
    is_double: bool  # an observer has another round at the same time
    may_review: bool
    is_own_review: bool = False


@dataclass(frozen=True)
class ReviewLine:
    verdict: str
    comment: str
    is_own: bool
    reviewed_at: datetime
    reviewer: str


@dataclass(frozen=True)
class RoundDetail:
    line: RoundLine
    tallies: tuple[TallyLine, ...]  # newest version first
    reviews: tuple[ReviewLine, ...]
    bounds: tuple[int, ...]
    cells: tuple[int, ...]  # of the current first tally, for the correction form of those who may correct


def planned_between(start: datetime, end: datetime, *, by: Actor) -> list[RoundLine]:
    """Rounds of the actor's unit, or of the city for those who answer for it, that are planned in a half-open time."""
    check_can_see_rounds(by)
    rounds = _mine(by).filter(planned_from__gte=start, planned_from__lt=end).exclude(state=RoundState.CANCELLED)
    return _lines(rounds.order_by("planned_from", "zone__sort_key"), by)


def live(*, by: Actor, at: datetime) -> list[RoundLine]:
    """Rounds that are out now, the one that was quiet longest first."""
    check_can_see_rounds(by)
    return _lines(_mine(by).filter(state=RoundState.UNDER_WAY).order_by("began_at"), by)


def to_review(*, by: Actor, limit: int = 60) -> list[RoundLine]:
    """Rounds that are sent and wait, oldest first, then those sent back."""
    check_can_see_rounds(by)
    waiting = _mine(by).filter(state__in=[RoundState.TO_REVIEW, RoundState.SENT_BACK])
    return _lines(waiting.order_by("-state", "sent_at", "pk")[:limit], by)


def reviewed_own(*, by: Actor, since: datetime) -> list[RoundLine]:
    """Rounds approved by the one who sent them, so that somebody sees how often it happens."""
    check_can_see_rounds(by)
    own = Review.objects.filter(is_own=True, verdict="APPROVED", reviewed_at__gte=since).values("round")
    return _lines(_mine(by).filter(pk__in=own).order_by("-sent_at")[:60], by)


def round_detail(round_id: UUID, *, by: Actor) -> RoundDetail:
    """One round with every version of its tallies. Raises NotFound."""
    check_can_see_rounds(by)
    rounds = (
        _mine(by)
        .filter(pk=round_id)
        .prefetch_related(
            Prefetch("reviews", queryset=Review.objects.order_by("-reviewed_at").select_related("reviewed_by__user")),
        )
    )
    round_ = rounds.select_related("bands").first()
    if round_ is None:
        raise NotFound(_("There is no such round at your unit."))
    bounds = round_.bands.bounds
    tallies = list(round_.tallies.order_by("number", "-version"))
    current = next((t for t in tallies if t.is_current and t.number == 1), None)
    return RoundDetail(
        line=_lines(_mine(by).filter(pk=round_id), by)[0],
        tallies=tuple(_tally(one, bounds) for one in tallies),
        reviews=tuple(
            ReviewLine(r.verdict, r.comment, r.is_own, r.reviewed_at, r.reviewed_by.user.display_name)
            for r in round_.reviews.all()
        ),
        bounds=tuple(bounds),
        cells=tuple(current.cells) if current else (0,) * rules.number_of_cells(bounds),
    )


def shown_rows(cells: Iterable[int], bounds: list[int]) -> tuple[tuple[int, int | None, tuple[int, int, int]], ...]:
    """The rows one round may show: everybody below the band after the minors' stands together."""
    values, width = list(cells), len(Gender)
    rows: list[tuple[int, int | None, tuple[int, int, int]]] = []
    together = [0] * width
    for band in rules.bands(bounds):
        mine = values[band.index * width : (band.index + 1) * width]
        together = [a + b for a, b in zip(together, mine, strict=True)]
        if band.is_minor:
            continue
        last = None if band.end is None else band.end - 1
        rows.append((0 if not rows else band.start, last, (together[0], together[1], together[2])))
        together = [0] * width
    return tuple(rows)


def _mine(by: Actor) -> QuerySet[Round]:
    if by.has(*CITY, Role.COORDINATING_UNIT, Role.ADMINISTRATOR):
        return Round.objects.all()
    return Round.objects.filter(counter_id=by.unit_id)


def _lines(rounds: QuerySet[Round], by: Actor) -> list[RoundLine]:
    """Four queries whatever the number of rounds."""
    rows = list(
        rounds.select_related("zone", "counter").prefetch_related(
            Prefetch("observers", queryset=Observer.objects.select_related("post__user").order_by("pk")),
            Prefetch("tallies", queryset=Tally.objects.filter(is_current=True, number=1), to_attr="current"),
        )
    )
    phones = {
        pk: (devices, last)
        for pk, devices, last in Round.objects.filter(pk__in=[row.pk for row in rows], taps__isnull=False)
        .values_list("pk")
        .annotate(devices=Count("taps__device_id", distinct=True), last=Max("taps__recorded_at"))
    }
    return [_line(row, by, phones.get(row.pk, (0, None)), _is_double(row, rows)) for row in rows]


def _is_double(row: Round, rows: Sequence[Round]) -> bool:
    """Whether somebody is to walk two rounds of these at the same time."""
    posts = {one.post_id for one in row.observers.all()}
    return any(
        other.pk != row.pk
        and other.planned_from < row.planned_until
        and row.planned_from < other.planned_until
        and posts & {one.post_id for one in other.observers.all()}
        for other in rows
    )


def _line(row: Round, by: Actor, phones: tuple[int, datetime | None], is_double: bool) -> RoundLine:
    current: list[Tally] = row.current  # type: ignore[attr-defined]  # set by the prefetch above
    copied = {
        name: getattr(row, name)
        for name in (
            "zone_id", "counter_id", "slot", "planned_from", "planned_until", "began_at", "ended_at", "state", "coverage",
            "reason", "weather", "police_present", "counters", "was_asked_unusual", "is_planned", "is_synthetic", "sent_at",
        )
    }  # fmt: skip
    return RoundLine(
        round_id=row.pk,
        zone_name=in_language(row.zone.name, row.zone.name_en),
        counter_name=row.counter.name,
        observers=tuple(one.post.user.display_name for one in row.observers.all()),
        persons=current[0].persons if current else None,
        phones=phones[0],
        last_tap_at=phones[1],
        is_mine=row.sent_by_id is not None and row.sent_by_id == by.post_id,
        is_double=is_double,
        may_review=row.state == RoundState.TO_REVIEW and can_review(by, row.counter_id),
        **copied,
    )


def _tally(tally: Tally, bounds: list[int]) -> TallyLine:
    return TallyLine(
        tally.number, tally.version, tally.is_current, tally.persons, shown_rows(tally.cells, bounds), tally.way,
        tally.note, tally.made_at,
    )  # fmt: skip


@dataclass(frozen=True)
class Overview:
    """The start page of the counts. Empty lists for those who see figures only."""

    out: tuple[RoundLine, ...]
    tonight: tuple[RoundLine, ...]  # planned within a day and a half
    waiting: int  # rounds that are sent and not approved


def overview(*, by: Actor, at: datetime) -> Overview:
    if not can_see_rounds(by):
        return Overview((), (), 0)
    rounds = _mine(by)
    planned = rounds.filter(state=RoundState.PLANNED, planned_from__gte=at - SOON / 3, planned_from__lt=at + SOON)
    return Overview(
        out=tuple(_lines(rounds.filter(state=RoundState.UNDER_WAY).order_by("began_at"), by)),
        tonight=tuple(_lines(planned.order_by("planned_from", "zone__sort_key"), by)),
        waiting=rounds.filter(state=RoundState.TO_REVIEW).count(),
    )

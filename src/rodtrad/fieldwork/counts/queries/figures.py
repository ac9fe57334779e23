"""What trends read: rounds as rows of numbers, series with their definitions, published figures and dated markers.

Rows here are about rounds, never about persons, and leave the product only through insight/statistics: minors are part of
`persons` and can be asked for over a season, and must not be shown for one round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.models import CountingPeriod, Marker, PublishedCount, Round, Series, Tally, Zone
from rodtrad.fieldwork.counts.queries.zones import in_language
from rodtrad.fieldwork.counts.vocabulary import CellStatus, Coverage, RoundState
from rodtrad.foundation.errors import NotFound

OF_COVERAGE = {
    Coverage.COUNTED: CellStatus.COUNTED,
    Coverage.PARTIAL: CellStatus.PARTIAL,
    Coverage.NOT_COUNTED: CellStatus.NOT_COUNTED,
}


@dataclass(frozen=True)
class CountRow:
    """One zone in one round by one counter. `persons` is None unless `status` is counted or partial.

    A partial count is a lower bound and is used as not counted. `number` 2 is an independent second counter of the same round.
    """

    round_id: UUID
    zone: str  # code
    counter: str  # code of the organisation
    on: date
    slot: str  # DAY or EVENING
    status: str  # CellStatus
    number: int
    persons: int | None
    police_present: str  # YES, NO, UNKNOWN or empty
    weather: str
    is_synthetic: bool

    @property
    def period(self) -> int:
        return self.on.year


@dataclass(frozen=True)
class SeriesPart:
    zone_id: UUID
    code: str
    name: str


@dataclass(frozen=True)
class SeriesLine:
    """A series with everything that must be printed with its figures."""

    series_id: UUID
    code: str
    name: str
    counter: str  # code of the organisation, or empty: not stated
    counter_name: str
    measure: str
    slots: tuple[str, ...]
    season: str  # "06-01/08-31", both days counted, or empty
    over: int  # ages from this one
    under: int | None  # to below this one
    from_year: int | None
    until_year: int | None
    zones: tuple[SeriesPart, ...]
    left_out: tuple[str, ...]  # names of zones counted in the years of the series that are not part of it
    breaks: tuple[tuple[int, str], ...]
    not_comparable_with: tuple[str, ...]
    note: str
    source: str
    version: int = 1


@dataclass(frozen=True)
class PublishedLine:
    code: str
    series: str
    zones: tuple[str, ...]
    year: int | None
    period: str
    slot: str
    age_group: str
    gender: str
    qualifier: str
    value: Decimal | None
    value_min: Decimal | None
    value_max: Decimal | None
    unit: str
    counter: str
    definition: str
    note: str
    source: str
    is_verified: bool


@dataclass(frozen=True)
class MarkerLine:
    code: str
    name: str
    starts_on: date
    ends_on: date  # half-open; longer than a day when only the month or year is known
    source: str


def count_rows(
    zones: Sequence[str],
    *,
    counter: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    slots: Sequence[str] = (),
    season: str = "",
    over: int = 0,
    under: int | None = None,
    numbers: Sequence[int] = (1,),
    approved_only: bool = True,
) -> list[CountRow]:
    """Rounds of the zones, in order of day, as rows. Two queries whatever the number of rounds.

    `zones` are codes, none meaning all; the time is half-open; a season is kept to the day. Rounds whose age bands do not
    end at `over` and `under` have status unknown, since their number of that age cannot be known.
    """
    rounds = _rounds(zones, counter, from_on, until_on, slots, approved_only).values_list(
        "pk", "zone__code", "counter__code", "on_day", "slot", "coverage", "police_present", "weather", "is_synthetic"
    )
    counted = _persons(
        _rounds(zones, counter, from_on, until_on, slots, approved_only), over=over, under=under, numbers=numbers
    )
    rows = []
    for pk, zone, by, on, slot, coverage, police, weather, synthetic in rounds.order_by("on_day", "zone__code", "pk"):
        if not rules.in_season(on, season=season):
            continue
        for number, persons in _of_round(counted.get(pk, {}), coverage, numbers):
            status = OF_COVERAGE[Coverage(coverage)]
            if persons is None and status in (CellStatus.COUNTED, CellStatus.PARTIAL):
                status = CellStatus.UNKNOWN
            rows.append(CountRow(pk, zone, by, on, slot, status.value, number, persons, police, weather, synthetic))
    return rows


def waiting_rounds(zones: Sequence[str], *, counter: str = "", from_on: date | None = None) -> int:
    """How many rounds are sent and not yet approved, to be said beside every figure."""
    rounds = _rounds(zones, counter, from_on, None, (), approved_only=False)
    return rounds.filter(state__in=[RoundState.TO_REVIEW, RoundState.SENT_BACK]).count()


def _of_round(
    counted: dict[int, int | None], coverage: str, numbers: Sequence[int]
) -> Iterable[tuple[int, int | None]]:
    """The numbers of one round; a round that was not counted is one row without a number."""
    if coverage == Coverage.NOT_COUNTED or not counted:
        return [(numbers[0], None)]
    return sorted(counted.items())


def _rounds(
    zones: Sequence[str],
    counter: str,
    from_on: date | None,
    until_on: date | None,
    slots: Sequence[str],
    approved_only: bool,
) -> QuerySet[Round]:
    rounds = Round.objects.filter(state=RoundState.APPROVED) if approved_only else Round.objects.exclude(coverage="")
    if zones:
        rounds = rounds.filter(zone__code__in=zones)
    if counter:
        rounds = rounds.filter(counter__code=counter)
    if slots:
        rounds = rounds.filter(slot__in=slots)
    if from_on:
        rounds = rounds.filter(on_day__gte=from_on)
    return rounds.filter(on_day__lt=until_on) if until_on else rounds


def _persons(
    rounds: QuerySet[Round], *, over: int, under: int | None, numbers: Sequence[int]
) -> dict[UUID, dict[int, int | None]]:
    """What each current tally counted of the ages asked for, by round and number."""
    found: dict[UUID, dict[int, int | None]] = {}
    tallies = Tally.objects.filter(is_current=True, number__in=numbers, round__in=rounds)
    if over == 0 and under is None:
        for pk, number, persons in tallies.values_list("round_id", "number", "persons"):
            found.setdefault(pk, {})[number] = persons
        return found
    for pk, number, cells, bounds in tallies.values_list("round_id", "number", "cells", "round__bands__bounds"):
        found.setdefault(pk, {})[number] = rules.persons_aged(cells, bounds=bounds, over=over, under=under)
    return found


def status_of_zone(zone: str, *, on: date) -> str:
    """Whether a zone is part of the count on a day: not_counted (it is, but has no round), not_established or closed."""
    periods = list(CountingPeriod.objects.filter(zone__code=zone).order_by("valid_from"))
    if any(one.valid_from <= on < one.valid_until for one in periods):
        return CellStatus.NOT_COUNTED.value
    if not periods or on < periods[0].valid_from:
        return CellStatus.NOT_ESTABLISHED.value
    return CellStatus.CLOSED.value


def counting_calendar() -> dict[str, list[tuple[date, date]]]:
    """Every zone's half-open times in the count, by code, for the status of each zone and period."""
    calendar: dict[str, list[tuple[date, date]]] = {code: [] for code in Zone.objects.values_list("code", flat=True)}
    for code, start, end in CountingPeriod.objects.order_by("valid_from").values_list(
        "zone__code", "valid_from", "valid_until"
    ):
        calendar[code].append((start, end))
    return calendar


def series_lines() -> list[SeriesLine]:
    """Every series in Norwegian order."""
    rows = Series.objects.order_by("sort_key").select_related("counter").prefetch_related("zones__zone", "breaks")
    calendar = counting_calendar()
    names = {code: in_language(nb, en) for code, nb, en in Zone.objects.values_list("code", "name", "name_en")}
    return [_series(row, calendar, names) for row in rows]


def series_ids_by_code() -> dict[str, UUID]:
    return dict(Series.objects.values_list("code", "pk"))


def series_line(code: str) -> SeriesLine:
    """Raises NotFound."""
    found = next((line for line in series_lines() if line.code == code), None)
    if found is None:
        raise NotFound(_("There is no such series."))
    return found


def _series(row: Series, calendar: dict[str, list[tuple[date, date]]], names: dict[str, str]) -> SeriesLine:
    zones = sorted((one.zone for one in row.zones.all()), key=lambda zone: zone.sort_key)
    own = {zone.code for zone in zones}
    first, last = date(row.from_year or 1, 1, 1), date(row.until_year or 9998, 12, 31)
    outside = [
        names[code]
        for code, times in calendar.items()
        if own and code not in own and any(start <= last and first < end for start, end in times)
    ]
    return SeriesLine(
        series_id=row.pk,
        code=row.code,
        name=in_language(row.name, row.name_en),
        counter=row.counter.code if row.counter else "",
        counter_name=row.counter.name if row.counter else "",
        measure=row.measure,
        slots=tuple(row.slots),
        season=row.season,
        over=row.over,
        under=row.under,
        from_year=row.from_year,
        until_year=row.until_year,
        zones=tuple(SeriesPart(zone.pk, zone.code, in_language(zone.name, zone.name_en)) for zone in zones),
        left_out=tuple(sorted(outside)),
        breaks=tuple((b.year, in_language(b.note, b.note_en)) for b in sorted(row.breaks.all(), key=lambda b: b.year)),
        not_comparable_with=tuple(row.not_comparable_with),
        note=in_language(row.note, row.note_en),
        source=row.source,
    )


def published(*, series: Sequence[str] = (), zones: Sequence[str] = ()) -> list[PublishedLine]:
    """Published figures of these series, or about any of these zones; all when neither is named."""
    rows = PublishedCount.objects.select_related("series").order_by("year", "code")
    wanted = Q()
    if series:
        wanted |= Q(series__code__in=series)
    if zones:
        wanted |= Q(zone_codes__overlap=list(zones))
    return [
        PublishedLine(
            row.code, row.series.code, tuple(row.zone_codes), row.year, row.period, row.slot, row.age_group, row.gender,
            row.qualifier, row.value, row.value_min, row.value_max, row.unit, row.counter,
            in_language(row.definition, row.definition_en), in_language(row.note, row.note_en), row.source, row.is_verified,
        )
        for row in rows.filter(wanted)
    ]  # fmt: skip


def markers() -> list[MarkerLine]:
    """Dated measures and events, oldest first, drawn on every line."""
    return [
        MarkerLine(row.code, in_language(row.name, row.name_en), row.starts_on, row.ends_on, row.source)
        for row in Marker.objects.order_by("starts_on", "code")
    ]

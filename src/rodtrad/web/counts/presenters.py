"""What the pages of the counts say, as finished sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.fieldwork.counts.queries import (
    Overview,
    ReviewLine,
    RoundDetail,
    RoundLine,
    SeriesLine,
    StatusLine,
    TallyLine,
    ZoneLine,
    overlaps,
)
from rodtrad.fieldwork.counts.rules import bands
from rodtrad.fieldwork.counts.vocabulary import (
    Coverage,
    Measure,
    Presence,
    Reason,
    RoundState,
    SceneStatus,
    Slot,
    Verdict,
    Way,
    Weather,
)
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.web.counts.zone_map import ZoneMap, zone_map
from rodtrad.web.wording import dates

STATE_TAG = {
    RoundState.PLANNED: ("neutral", "Calendar"),
    RoundState.UNDER_WAY: ("info", "Footprint"),
    RoundState.TO_REVIEW: ("warning", "Hourglass"),
    RoundState.SENT_BACK: ("warning", "ArrowUndo"),
    RoundState.APPROVED: ("success", "Checkmark"),
    RoundState.CANCELLED: ("neutral", "XMark"),
}


@dataclass(frozen=True)
class ZoneRow:
    zone_id: UUID
    number: int
    name: str
    group: str
    status: str
    counted: str


@dataclass(frozen=True)
class ZonesPage:
    lead: str
    rows: list[ZoneRow]
    map: ZoneMap | None
    map_says: str
    overlaps: list[str]


def zones_page(zones: list[ZoneLine], *, on: date, now: datetime) -> ZonesPage:
    kinds = [_kind(zone, on) for zone in zones]
    counted = sum(zone.is_counted for zone in zones)
    rows = [
        ZoneRow(
            zone.zone_id,
            number,
            zone.name,
            zone.group_name,
            status_text(zone.status_on(on)),
            counted_text(zone, now=now),
        )
        for number, zone in enumerate(zones, 1)
    ]
    words = {"zones": len(zones), "counted": counted}
    return ZonesPage(
        lead=_("%(counted)s of %(zones)s zones are counted today.") % words,
        rows=rows,
        map=zone_map(zones, kinds),
        map_says=_("Map of %(zones)s zones, numbered as in the list. %(counted)s are counted today.") % words,
        overlaps=[_("%(a)s and %(b)s overlap.") % {"a": a.name, "b": b.name} for a, b in overlaps(zones)],
    )


def _kind(zone: ZoneLine, on: date) -> str:
    status = zone.status_on(on)
    return status.status.lower() if status else "unknown"


def status_text(status: StatusLine | None) -> str:
    return str(SceneStatus(status.status).label) if status else _("No status set")


def counted_text(zone: ZoneLine, *, now: datetime) -> str:
    """Whether the zone is in the count, in words that never say zero."""
    if zone.counted_from is None:
        return _("Not counted")
    since = dates.short_day(zone.counted_from, now=now)
    if zone.is_counted:
        return _("Counted since %(day)s") % {"day": since}
    if zone.counted_until:
        return _("Not counted since %(day)s") % {"day": dates.short_day(zone.counted_until, now=now)}
    return _("Counted from %(day)s") % {"day": since}


@dataclass(frozen=True)
class StatusRow:
    when: str
    label: str
    note: str
    source: str


@dataclass(frozen=True)
class ZonePage:
    zone_id: UUID
    name: str
    lead: str
    is_counted: bool
    facts: list[tuple[str, str]]
    statuses: list[StatusRow]  # newest first
    map: ZoneMap | None
    map_says: str


def zone_page(zone: ZoneLine, *, on: date, now: datetime) -> ZonePage:
    statuses = [StatusRow(_since(one, now=now), one.label, one.note, one.source) for one in reversed(zone.statuses)]
    facts = [(_("In the count"), counted_text(zone, now=now))]
    facts += [(_("Group"), zone.group_name)] if zone.group_name else []
    facts += [(_("Also called"), ", ".join(zone.aliases))] if zone.aliases else []
    facts += [(_("What it is watched for"), zone.watched_for)] if zone.watched_for else []
    shape = _("Roughly drawn by hand.") if zone.is_approximate else _("Measured.")
    versions = ngettext("%(count)s version.", "%(count)s versions.", zone.borders) % {"count": zone.borders}
    facts.append((_("Border"), f"{shape} {versions}"))
    return ZonePage(
        zone.zone_id,
        zone.name,
        zone.description or status_text(zone.status_on(on)),
        zone.is_counted,
        facts,
        statuses,
        zone_map([zone], [_kind(zone, on)]),
        _("The border of %(name)s.") % {"name": zone.name},
    )


def _since(status: StatusLine, *, now: datetime) -> str:
    first = dates.short_day(status.since, now=now)
    if status.until == OPEN_ENDED_ON:
        return _("Since %(day)s") % {"day": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": dates.short_day(status.until, now=now)}


@dataclass(frozen=True)
class RoundRow:
    round_id: UUID
    zone: str
    when: str
    who: str
    counter: str
    persons: str
    state: str
    color: str
    icon: str
    notes: list[str]
    may_review: bool
    is_open: bool  # planned or out: it can still be entered from paper or left uncounted


@dataclass(frozen=True)
class DayOfRounds:
    day: str
    rows: list[RoundRow]


def round_days(lines: Sequence[RoundLine], *, now: datetime) -> list[DayOfRounds]:
    """Rounds in the order of their days."""
    grouped = groupby(lines, key=lambda line: dates.day(line.planned_from, now=now))
    return [DayOfRounds(day[0].upper() + day[1:], [round_row(line, now=now) for line in rows]) for day, rows in grouped]


def round_row(line: RoundLine, *, now: datetime, with_day: bool = False) -> RoundRow:
    color, icon = STATE_TAG[RoundState(line.state)]
    times = f"{dates.clock(line.began_at or line.planned_from)}–{dates.clock(line.ended_at or line.planned_until)}"
    day = dates.day(line.planned_from, now=now)
    return RoundRow(
        round_id=line.round_id,
        zone=line.zone_name,
        when=_("%(day)s, %(slot)s %(times)s") % {"day": day, "slot": _slot(line), "times": times}
        if with_day
        else _("%(slot)s %(times)s") % {"slot": _slot(line), "times": times},
        who=", ".join(line.observers) or _("Nobody is named yet"),
        counter=line.counter_name,
        persons=persons_text(line),
        state=str(RoundState(line.state).label),
        color=color,
        icon=icon,
        notes=_notes(line, now=now),
        may_review=line.may_review,
        is_open=line.state in (RoundState.PLANNED, RoundState.UNDER_WAY, RoundState.SENT_BACK),
    )


def persons_text(line: RoundLine) -> str:
    """The number, or why there is none. Not counted is never zero."""
    if line.coverage == Coverage.NOT_COUNTED:
        return _("Not counted: %(reason)s") % {"reason": str(Reason(line.reason).label).lower()}
    if line.persons is None:
        return ""
    words = {"count": line.persons}
    if line.coverage == Coverage.PARTIAL:
        return ngettext("at least %(count)s person", "at least %(count)s persons", line.persons) % words
    return ngettext("%(count)s person", "%(count)s persons", line.persons) % words


def _slot(line: RoundLine) -> str:
    return str(Slot(line.slot).label).lower()


def _notes(line: RoundLine, *, now: datetime) -> list[str]:
    notes = []
    if line.coverage == Coverage.PARTIAL:
        notes.append(_("A part of the zone: %(reason)s") % {"reason": str(Reason(line.reason).label).lower()})
    if line.was_asked_unusual:
        notes.append(_("Far from the usual. The counters have said that it is right."))
    if not line.is_planned:
        notes.append(_("Begun without a plan"))
    if line.is_double:
        notes.append(_("Somebody has another round at the same time"))
    if line.phones > 1:
        notes.append(_("%(count)s phones") % {"count": line.phones})
    if line.state == RoundState.UNDER_WAY and line.last_tap_at:
        notes.append(_("Last press %(when)s") % {"when": dates.moment(line.last_tap_at, now=now)})
    if line.is_synthetic:
        notes.append(_("Made up for the demo"))
    return notes


@dataclass(frozen=True)
class TallyTable:
    heading: str
    note: str
    rows: list[tuple[str, list[int]]]
    is_current: bool


@dataclass(frozen=True)
class RoundPage:
    row: RoundRow
    facts: list[tuple[str, str]]
    tallies: list[TallyTable]
    reviews: list[tuple[str, str]]
    may_correct: bool


def round_page(detail: RoundDetail, *, now: datetime) -> RoundPage:
    line = detail.line
    facts = [
        (_("Counted by"), line.counter_name),
        (_("To walk it"), ", ".join(line.observers) or _("Nobody is named yet")),
    ]
    if line.coverage:
        facts.append((_("How much of the zone"), str(Coverage(line.coverage).label)))
    if line.weather:
        facts.append((_("Weather"), str(Weather(line.weather).label)))
    if line.police_present:
        facts.append((_("Police were there"), str(Presence(line.police_present).label)))
    if line.counters:
        facts.append((_("How many walked"), str(line.counters)))
    if line.sent_at:
        facts.append((_("Sent"), dates.moment(line.sent_at, now=now)))
    return RoundPage(
        row=round_row(line, now=now, with_day=True),
        facts=facts,
        tallies=[_tally_table(one, now=now) for one in detail.tallies],
        reviews=[_review(one, now=now) for one in detail.reviews],
        may_correct=line.state in (RoundState.TO_REVIEW, RoundState.SENT_BACK, RoundState.APPROVED)
        and line.coverage != Coverage.NOT_COUNTED,
    )


def _tally_table(tally: TallyLine, *, now: datetime) -> TallyTable:
    heading = _("Second, independent counter") if tally.number == 2 else _("Tally")
    said = {"way": str(Way(tally.way).label), "when": dates.moment(tally.made_at, now=now)}
    note = _("%(way)s, %(when)s") % said
    if not tally.is_current:
        note = _("Earlier version. %(note)s") % {"note": note}
    if tally.note:
        note = f"{note}. {tally.note}"
    rows = [(ages_text(first, last), [*row, sum(row)]) for first, last, row in tally.rows]
    totals = [sum(column) for column in zip(*(row for _first, _last, row in tally.rows), strict=True)]
    return TallyTable(heading, note, [*rows, (_("All"), [*totals, tally.persons])], tally.is_current)


def ages_text(first: int, last: int | None) -> str:
    if last is None:
        return _("%(age)s and over") % {"age": first}
    if first == 0:
        return _("Under %(age)s") % {"age": last + 1}
    return f"{first}–{last}"


def _review(review: ReviewLine, *, now: datetime) -> tuple[str, str]:
    words = {
        "verdict": str(Verdict(review.verdict).label),
        "who": review.reviewer,
        "when": dates.moment(review.reviewed_at, now=now),
    }
    said = _("%(verdict)s by %(who)s, %(when)s") % words
    return (f"{said}. {_('Their own round.')}" if review.is_own else said, review.comment)


@dataclass(frozen=True)
class OverviewPage:
    lead: str
    out: list[RoundRow]
    tonight: list[RoundRow]
    waiting: int


def overview_page(found: Overview, *, now: datetime) -> OverviewPage:
    out = [round_row(line, now=now, with_day=True) for line in found.out]
    lead = ngettext("%(count)s round is out now.", "%(count)s rounds are out now.", len(out)) % {"count": len(out)}
    if found.waiting:
        words = {"count": found.waiting}
        lead += " " + ngettext("%(count)s waits for review.", "%(count)s wait for review.", found.waiting) % words
    return OverviewPage(lead, out, [round_row(line, now=now, with_day=True) for line in found.tonight], found.waiting)


def sheet_rows(bounds: Sequence[int]) -> list[str]:
    """The rows of a sheet of paper: the age bands in words."""
    return [ages_text(band.start, None if band.end is None else band.end - 1) for band in bands(bounds)]


@dataclass(frozen=True)
class SeriesRow:
    name: str
    definition: str
    notes: list[str]
    source: str


def series_rows(series: list[SeriesLine]) -> list[SeriesRow]:
    return [_series_row(one) for one in series]


def _series_row(one: SeriesLine) -> SeriesRow:
    zones = ", ".join(part.name for part in one.zones) or _("zones not stated")
    parts = [str(Measure(one.measure).label), zones]
    if one.season == "06-01/08-31":
        parts.append(_("1 June to 31 August"))
    if one.under or one.over:
        parts.append(_("aged %(ages)s") % {"ages": ages_text(one.over, one.under - 1 if one.under else None).lower()})
    if one.from_year:
        parts.append(f"{one.from_year}–{one.until_year or ''}")
    notes = [one.note] if one.note else []
    if one.left_out:
        notes.append(_("Without %(zones)s.") % {"zones": ", ".join(one.left_out)})
    notes += [f"{year}: {note}" for year, note in one.breaks]
    return SeriesRow(one.name, " · ".join(parts), notes, one.source)

"""Coverage as finished sentences, pictures and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.foundation.working_days import holiday_name
from rodtrad.insight.coverage.facts import Before, Coverage, Line, Offer, Overlap, Simulation, Supply, ZoneLine
from rodtrad.web.coverage.heat import Heat, Run, clock, day_runs, heats, weekday
from rodtrad.web.directory.presenters import in_language
from rodtrad.web.trends.numbers import number, percent
from rodtrad.web.wording import dates

WEEK_HOURS = 168
FEWEST_SHOWN = 5  # people; below, a mean is said as "fewer than 5"
MOST_PAIRS = 100


@dataclass(frozen=True)
class LineRow:
    name: str
    address: str  # the same page narrowed to this line
    offers: int
    covered: str
    gap: str
    unknown: str
    nights: str
    is_empty: bool


@dataclass(frozen=True)
class DayRow:
    day: str
    runs: str
    note: str


@dataclass(frozen=True)
class PicturePage:
    week: str
    sentence: str
    gaps: list[str]
    heats: list[Heat]
    days: list[DayRow]
    rows: list[LineRow]
    uncertain: list[tuple[UUID, str]]
    earlier: str
    later: str
    asked: str  # the question as the end of an address


def picture_page(found: Coverage, asked: QueryDict, *, by: str, now: Any) -> PicturePage:
    sentence = supply_sentence(found.supply)
    week = _("The week from %(monday)s") % {"monday": dates.short_day(found.monday, now=now)}
    return PicturePage(
        week,
        sentence,
        gap_sentences(found.supply),
        heats(found.supply, uid="week", title=week, said=sentence),
        day_rows(found),
        [_row(line, asked, by) for line in found.lines],
        uncertain_names(found.uncertain),
        _with(asked, week=(found.monday - timedelta(days=7)).isoformat()),
        _with(asked, week=(found.monday + timedelta(days=7)).isoformat()),
        asked.urlencode(),
    )


def supply_sentence(supply: Supply) -> str:
    """What the picture says, with its share of unknown hours always in it."""
    if not supply.offers:
        return _("There is no such service: none at any hour.")
    said = {
        "covered": number(supply.covered_hours, 0),
        "gap": number(supply.gap_hours, 0),
        "unknown": number(supply.unknown_hours, 0),
        "share": percent(supply.unknown_hours / WEEK_HOURS),
        "offers": supply.offers,
    }
    return _(
        "Of the 168 hours of the week, at least one of %(offers)s services is open in %(covered)s, none in %(gap)s, "
        "and %(unknown)s are not known (%(share)s)."
    ) % said  # fmt: skip


def gap_sentences(supply: Supply) -> list[str]:
    """Stretches with nothing at all, those of the same hours on several days together, the longest first."""
    stretches: dict[tuple[int, int], list[int]] = {}
    for day, runs in enumerate(day_runs(supply)):
        for run in runs:
            if not run.open and not run.is_unknown:
                stretches.setdefault((run.first, run.last), []).append(day)
    order = sorted(stretches, key=lambda one: (-(one[1] - one[0]) * len(stretches[one]), one))
    return [
        _("%(days)s: nothing from %(from)s to %(until)s")
        % {"days": _days(stretches[one]), "from": clock(one[0]), "until": clock(one[1])}
        for one in order
    ]


def _days(days: Sequence[int]) -> str:
    if len(days) == 7:
        return _("Every day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s to %(last)s") % {"first": weekday(days[0]), "last": weekday(days[-1]).lower()}
    return ", ".join([weekday(days[0]), *(weekday(day).lower() for day in days[1:])])


def day_rows(found: Coverage) -> list[DayRow]:
    """Every day as words: what a reader who does not see the picture gets."""
    rows = []
    for day, runs in enumerate(day_runs(found.supply)):
        note = holiday_name(found.monday + timedelta(days=day)) or ""
        rows.append(DayRow(weekday(day), "; ".join(_run(run) for run in runs), str(note)))
    return rows


def _run(run: Run) -> str:
    hours = f"{clock(run.first)}–{clock(run.last)}"
    if run.open:
        said = ngettext("%(count)s open", "%(count)s open", run.open) % {"count": run.open}
    else:
        said = _("not known") if run.is_unknown else _("none")
    return f"{hours} {said}"


def _row(line: Line, asked: QueryDict, by: str) -> LineRow:
    name = {"kind": "kind", "area": "area", "group": "made_for"}[by]
    supply = line.supply
    return LineRow(
        line.name,
        _with(asked, **{name: line.code}),
        supply.offers,
        number(supply.covered_hours, 0) if supply.offers else _("none at any hour"),
        number(supply.gap_hours, 0),
        number(supply.unknown_hours, 0),
        str(supply.nights_with_gap),
        not supply.offers,
    )


def uncertain_names(offers: Iterable[Offer]) -> list[tuple[UUID, str]]:
    return list({one.service_id: in_language(one.name, one.name_en) for one in offers}.items())


def _with(asked: QueryDict, **more: str) -> str:
    there = asked.copy()
    for name, value in more.items():
        there[name] = value
    return f"?{there.urlencode()}"


@dataclass(frozen=True)
class PairRow:
    first: tuple[UUID, str, str]  # service, name, where
    second: tuple[UUID, str, str]
    kinds: str
    shared: str
    share: str


@dataclass(frozen=True)
class OverlapPage:
    lead: str
    rows: list[PairRow]
    asked: str
    is_cut: bool


def overlap_page(
    found: Sequence[Overlap], asked: QueryDict, *, kinds: dict[str, str], areas: dict[str, str]
) -> OverlapPage:
    lead = ngettext(
        "%(count)s pair of services of the same kind is open at the same hours in the same area.",
        "%(count)s pairs of services of the same kind are open at the same hours in the same area.",
        len(found),
    ) % {"count": len(found)}
    rows = pair_rows(found[:MOST_PAIRS], kinds=kinds, areas=areas)
    return OverlapPage(lead, rows, asked.urlencode(), len(found) > MOST_PAIRS)


def pair_rows(found: Iterable[Overlap], *, kinds: dict[str, str], areas: dict[str, str]) -> list[PairRow]:
    return [
        PairRow(
            _end(one.first, areas),
            _end(one.second, areas),
            ", ".join(kinds.get(code, code) for code in one.kinds),
            number(one.shared_hours, 1),
            percent(one.share),
        )
        for one in found
    ]


def _end(offer: Offer, areas: dict[str, str]) -> tuple[UUID, str, str]:
    return offer.service_id, in_language(offer.name, offer.name_en), where(offer, areas)


def where(offer: Offer, areas: dict[str, str]) -> str:
    code = offer.zone or offer.district
    return areas.get(code, code) or _("no place given")


@dataclass(frozen=True)
class ZoneRow:
    name: str
    address: str
    day: str
    evening: str
    people: str
    hours: str
    open_day: str
    open_evening: str
    said: str


def zone_rows(found: Sequence[ZoneLine]) -> list[ZoneRow]:
    return [
        ZoneRow(
            one.name,
            one.code,
            _people(one, "DAY"),
            _people(one, "EVENING"),
            percent(one.share_of_persons),
            percent(one.share_of_hours),
            number(one.open_at["DAY"]),
            number(one.open_at["EVENING"]),
            _balance(one),
        )
        for one in found
    ]


def _people(line: ZoneLine, slot: str) -> str:
    mean = line.persons.get(slot)
    if mean is None:
        return _("not counted")
    if 0 < mean < FEWEST_SHOWN:
        return _("fewer than 5")
    said = {"mean": number(mean, 0), "rounds": line.rounds[slot]}
    return ngettext("%(mean)s (%(rounds)s round)", "%(mean)s (%(rounds)s rounds)", line.rounds[slot]) % said


def _balance(line: ZoneLine) -> str:
    """The two shares in words; twice as much or half as much is called so, all between is about as much."""
    if line.share_of_persons is None or line.share_of_hours is None:
        return "–"
    if not line.share_of_hours:
        return _("people, and no service in the zone")
    if line.share_of_persons >= 2 * line.share_of_hours:
        return _("more people than help")
    if 2 * line.share_of_persons <= line.share_of_hours:
        return _("more help than people")
    return _("about as much of both")


@dataclass(frozen=True)
class Side:
    area: str
    before: list[Heat]
    after: list[Heat]
    said_before: str
    said_after: str
    difference: str


@dataclass(frozen=True)
class SimulationPage:
    service_id: UUID
    name: str
    sides: list[Side]
    before: list[PairRow]
    after: list[PairRow]
    hours: tuple[str, str]


def simulation_page(found: Simulation, *, kinds: dict[str, str], areas: dict[str, str]) -> SimulationPage:
    pairs = [found.overlaps_before, found.overlaps_after]
    return SimulationPage(
        found.offer.service_id,
        in_language(found.offer.name, found.offer.name_en),
        [_side(number_, one, areas) for number_, one in enumerate(found.areas)],
        pair_rows(pairs[0], kinds=kinds, areas=areas),
        pair_rows(pairs[1], kinds=kinds, areas=areas),
        (_shared(pairs[0]), _shared(pairs[1])),
    )


def _shared(pairs: Iterable[Overlap]) -> str:
    return number(sum(one.shared_hours for one in pairs), 1)


def _side(place: int, one: Before, areas: dict[str, str]) -> Side:
    area = areas.get(one.area, one.area) or _("no place given")
    said = [supply_sentence(one.before), supply_sentence(one.after)]
    gained = one.after.covered_hours - one.before.covered_hours
    return Side(
        area,
        heats(one.before, uid=f"before-{place}", title=_("%(area)s today") % {"area": area}, said=said[0]),
        heats(one.after, uid=f"after-{place}", title=_("%(area)s after the change") % {"area": area}, said=said[1]),
        said[0],
        said[1],
        _("%(hours)s more hours of the week covered") % {"hours": number(gained, 1)}
        if gained >= 0
        else _("%(hours)s fewer hours of the week covered") % {"hours": number(-gained, 1)},
    )
